package onetill.tax;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identification numbers for value added tax in the European Union. Their form is checked, as the European Commission
 * publishes it (https://ec.europa.eu/taxation_customs/vies/#/faq); whether a number is in use only its country can say.
 */
public final class VatIds {

    /** What follows the two letters of the country. Greece writes EL. */
    private static final Map<String, Pattern> FORMS = Map.ofEntries(
            form("AT", "U[0-9]{8}"),
            form("BE", "[01][0-9]{9}"),
            form("BG", "[0-9]{9,10}"),
            form("CY", "[0-9]{8}[A-Z]"),
            form("CZ", "[0-9]{8,10}"),
            form("DE", "[0-9]{9}"),
            form("DK", "[0-9]{8}"),
            form("EE", "[0-9]{9}"),
            form("EL", "[0-9]{9}"),
            form("ES", "[A-Z0-9][0-9]{7}[A-Z0-9]"),
            form("FI", "[0-9]{8}"),
            form("FR", "[A-HJ-NP-Z0-9]{2}[0-9]{9}"),
            form("HR", "[0-9]{11}"),
            form("HU", "[0-9]{8}"),
            form("IE", "[0-9][A-Z0-9+*][0-9]{5}[A-Z]{1,2}"),
            form("IT", "[0-9]{11}"),
            form("LT", "([0-9]{9}|[0-9]{12})"),
            form("LU", "[0-9]{8}"),
            form("LV", "[0-9]{11}"),
            form("MT", "[0-9]{8}"),
            form("NL", "[A-Z0-9+*]{10}[0-9]{2}"),
            form("PL", "[0-9]{10}"),
            form("PT", "[0-9]{9}"),
            form("RO", "[0-9]{2,10}"),
            form("SE", "[0-9]{12}"),
            form("SI", "[0-9]{8}"),
            form("SK", "[0-9]{10}"));

    private VatIds() {}

    private static Map.Entry<String, Pattern> form(String country, String rest) {
        return Map.entry(country, Pattern.compile(country + rest));
    }

    /** Without spaces, dots and dashes, in capitals. */
    public static String normalized(String vatId) {
        return vatId.replaceAll("[\\s.-]", "").toUpperCase(Locale.ROOT);
    }

    /** Whether it has the form of its country. */
    public static boolean isWellFormed(String vatId) {
        var id = normalized(vatId);
        var form = id.length() < 2 ? null : FORMS.get(id.substring(0, 2));
        return form != null && form.matcher(id).matches();
    }

    /** @param country ISO 3166-1 alpha-2 */
    public static boolean isInUnion(String country) {
        return FORMS.containsKey("GR".equals(country) ? "EL" : country);
    }

    /**
     * Whether the buyer owes the tax instead of the seller: a business with an identification number of another country of
     * the Union, to which the goods go across a border inside the Union (Directive 2006/112/EC, articles 138 and 196).
     *
     * @param from where the merchant is established
     * @param to where the goods go
     */
    public static boolean isReverseCharge(String from, String to, @Nullable String vatId) {
        if (vatId == null || !isWellFormed(vatId)) return false;
        var buyer = normalized(vatId).substring(0, 2);
        return isInUnion(from) && isInUnion(to) && !from.equals(to) && !buyer.equals("GR".equals(from) ? "EL" : from);
    }
}
