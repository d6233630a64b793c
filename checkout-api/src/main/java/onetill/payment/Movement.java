package onetill.payment;

import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One movement of money as a provider's own list has it.
 *
 * @param amountMinor what it adds to our account there, before the fee; negative takes away
 * @param feeMinor what the provider keeps for it; negative when a fee is given back
 * @param sourceRef what moved the money, as the provider names it: a charge, a refund, a dispute, a payout
 * @param paymentRef the payment it belongs to, as the provider names it; null for what belongs to none
 * @param merchantId whose it is, when our own reference came along
 * @param attemptId of which attempt it is, when our own reference came along
 */
public record Movement(
        String provider,
        String ref,
        Kind kind,
        long amountMinor,
        long feeMinor,
        Currency currency,
        String sourceRef,
        @Nullable String paymentRef,
        @Nullable UUID merchantId,
        @Nullable UUID attemptId,
        OffsetDateTime movedAt) {

    /** What moved it. */
    public enum Kind {
        CHARGE,
        REFUND,
        DISPUTE,
        PAYOUT,
        OTHER;

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
