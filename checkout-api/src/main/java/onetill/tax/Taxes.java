package onetill.tax;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How the tax of a basket comes about.
 *
 * @param included whether it is a part of the prices; otherwise it is added to them
 * @param reason {@code reverse_charge} where the buyer owes it instead, {@code place_unknown} while nobody can tell whose tax
 *     it is, {@code remitted_by_store} where an app store sold and owes it; null usually
 * @param calculator who computed it; null for our own rates
 * @param calculation what it is called there
 */
@Schema(name = "Taxes")
public record Taxes(
        boolean included,
        @Nullable String reason,
        List<Part> parts,
        @Nullable String calculator,
        @Nullable String calculation) {

    public static final String REVERSE_CHARGE = "reverse_charge";

    public static final String PLACE_UNKNOWN = "place_unknown";

    /** An app store sold in its own name, and owes the tax that is in the price. */
    public static final String REMITTED_BY_STORE = "remitted_by_store";

    public static final Taxes NONE = new Taxes(true, null, List.of());

    public Taxes(boolean included, @Nullable String reason, List<Part> parts) {
        this(included, reason, parts, null, null);
    }

    /**
     * All that is taxed at one rate, delivery with it.
     *
     * @param baseMinor without the tax
     */
    @Schema(name = "TaxPart")
    public record Part(BigDecimal percent, long baseMinor, long taxMinor) {}
}
