package onetill.receipt;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/** The words of a receipt in its language, English where we do not have that; amounts and times as its locale writes them. */
final class Wording {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static final int PERCENT_DECIMALS = 3;

    /** Labels of tenders are kept in English; the digits say the same in every language. */
    private static final Pattern LAST_DIGITS = Pattern.compile("(?i)(.+?) ending in (\\w+)");

    /** Kinds of tender whose type is a name that the label says again. */
    private static final List<String> SAID_BY_LABEL = List.of("gift_card", "store_credit");

    private final Receipt receipt;
    private final Locale locale;
    private final Currency currency;
    private final ResourceBundle words;

    Wording(Receipt receipt) {
        this.receipt = receipt;
        this.locale = Locale.forLanguageTag(receipt.locale());
        this.currency = Currency.getInstance(receipt.currency());
        this.words = ResourceBundle.getBundle("onetill.receipt.texts", locale, NO_FALLBACK);
    }

    /** The language of the words, as HTML names it. */
    String language() {
        return words.getLocale().getLanguage().isEmpty()
                ? "en"
                : words.getLocale().getLanguage();
    }

    String of(String key, Object... arguments) {
        return new MessageFormat(words.getString(key), locale).format(arguments);
    }

    /** With the sign of the currency. */
    String money(long minor) {
        return new Money(minor, currency).format(locale);
    }

    /** Without it, for columns. */
    String amount(long minor) {
        var format = NumberFormat.getNumberInstance(locale);
        var digits = Math.max(0, currency.getDefaultFractionDigits());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(new Money(minor, currency).major());
    }

    String percent(BigDecimal percent) {
        var format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(PERCENT_DECIMALS);
        return format.format(percent.movePointLeft(2));
    }

    /** As the clock on the wall of the shop showed it. */
    String moment(OffsetDateTime at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(at.atZoneSameInstant(ZoneId.of(receipt.seller().timeZone())));
    }

    /** The letter by which lines point at their rate in the table of taxes; empty when there is no such rate. */
    String letter(@Nullable BigDecimal percent) {
        for (var i = 0; i < receipt.taxes().size(); i++) {
            if (percent != null && receipt.taxes().get(i).percent().compareTo(percent) == 0) {
                return String.valueOf((char) ('A' + i));
            }
        }
        return "";
    }

    String tender(String type, @Nullable String label) {
        var key = "tender." + type;
        var name = words.getString(words.containsKey(key) ? key : "tender.other");
        if (label == null) return name;
        var digits = LAST_DIGITS.matcher(label);
        var isKnown = digits.matches();
        if (SAID_BY_LABEL.contains(type)) return isKnown ? name + " **** " + digits.group(2) : name;
        return name + " " + (isKnown ? digits.group(1) + " **** " + digits.group(2) : label);
    }

    /** What is not nothing in the addresses of shops. */
    List<String> address() {
        var location = receipt.seller().location();
        if (location == null) return List.of();
        var city = (location.postalCode() + " " + location.city()).strip();
        return List.of(location.name(), location.line1(), city).stream()
                .filter(it -> !it.isBlank())
                .toList();
    }
}
