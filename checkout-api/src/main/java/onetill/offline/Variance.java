package onetill.offline;

import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something about a sale that is not as we would have had it. */
public record Variance(Kind kind, Map<String, ?> details) {

    /** What may be other; a closed list, so that it can be counted. */
    @Schema(name = "SaleVarianceKind")
    public enum Kind {
        /** The catalog has no such item, or it is not sold in this channel. */
        UNKNOWN_ITEM,
        /** The price is not that of the list at the time of the sale. */
        PRICE_DIFFERS,
        /** The rate of tax is not ours. */
        TAX_DIFFERS,
        /** By our books there was not so much of it; a correction was written. */
        STOCK_SHORT,
        /** A promotion was unknown, over, not begun, or used up. */
        PROMOTION_OVER,
        /** Its shift was closed when it came: the money is posted against over and short. */
        SHIFT_CLOSED,
        /** The register has no such shift. */
        UNKNOWN_SHIFT,
        /** No such person works here. */
        UNKNOWN_CASHIER,
        /** We have never signed this version for the till. */
        UNKNOWN_SNAPSHOT,
        /** Restricted goods, and nobody saw how old the buyer was, or too young. */
        AGE_NOT_CHECKED,
        /** The till's clock is ahead of ours. */
        TAKEN_IN_FUTURE,
        /** Lines, tip, rounding and total do not add up; the total was charged. */
        DOES_NOT_ADD_UP,
        /** Less cash was received than was to be paid. */
        CASH_SHORT,
        /** The same name came again with other content; the first one stands. */
        CONFLICT;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }
}
