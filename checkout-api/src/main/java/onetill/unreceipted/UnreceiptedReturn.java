package onetill.unreceipted;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.order.Returns;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came back without a receipt, as its own receipt shows it.
 *
 * @param totalMinor what the goods are worth, tax included
 * @param roundingMinor by how much more is handed out, because coins cannot pay that
 * @param refundedMinor what is given back: both together
 * @param giftCard its code, masked but for the end; null for cash and store credit
 * @param giftCardCode in the first answer and never again, also not when the request is repeated
 * @param managerId who has agreed
 */
@Schema(name = "UnreceiptedReturn")
public record UnreceiptedReturn(
        UUID id,
        String channelId,
        @Nullable String locationId,
        Refund refund,
        @Nullable UUID customerId,
        @Nullable UUID giftCardId,
        @Nullable String giftCard,
        @Nullable String giftCardCode,
        String currency,
        long totalMinor,
        long roundingMinor,
        long refundedMinor,
        List<Line> lines,
        List<TaxPart> taxes,
        String reason,
        String actor,
        @Nullable UUID managerId,
        OffsetDateTime createdAt) {

    /** How the money goes back. */
    @Schema(name = "UnreceiptedRefund")
    public enum Refund {
        CASH,
        /** A new card, for whoever has its code. */
        GIFT_CARD,
        /** Kept for the customer. */
        STORE_CREDIT
    }

    /**
     * So many of one item.
     *
     * @param unitPriceMinor the lowest price it had lately, tax included
     * @param taxPercent of its tax category today
     * @param taxMinor what of the total is tax
     * @param restocked whether it can be sold again
     */
    @Schema(name = "UnreceiptedReturnLine")
    public record Line(
            int line,
            String sku,
            String name,
            long quantity,
            long unitPriceMinor,
            long totalMinor,
            BigDecimal taxPercent,
            long taxMinor,
            Returns.Condition condition,
            boolean restocked) {}

    /** The tax that is given back of one rate. */
    @Schema(name = "UnreceiptedReturnTax")
    public record TaxPart(BigDecimal percent, long baseMinor, long taxMinor) {}

    UnreceiptedReturn withCode(@Nullable String code) {
        return new UnreceiptedReturn(
                id,
                channelId,
                locationId,
                refund,
                customerId,
                giftCardId,
                giftCard,
                code,
                currency,
                totalMinor,
                roundingMinor,
                refundedMinor,
                lines,
                taxes,
                reason,
                actor,
                managerId,
                createdAt);
    }
}
