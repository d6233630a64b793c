package onetill.receipt;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.http.Printable;
import onetill.order.OrderState;
import onetill.session.Total;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of an order: what was sold as it was sold, and what became of its money since. All amounts are in the minor unit of the
 * currency. It says nothing about who the buyer is.
 *
 * @param copy how often it was handed out before; 0 is the original
 * @param locale the buyer's, a language tag (BCP 47)
 * @param seller as the original says it, whatever shop and street are called today
 * @param register the till it was sold at; null elsewhere
 * @param cashier who served; null when nobody did, or nobody knows
 * @param totals the last one is the total
 * @param taxReason {@code reverse_charge} or {@code remitted_by_store}; null usually
 * @param tenders how it was paid, in that order; nothing that was declined or let go
 * @param refunds what has been given back by now
 */
@Schema(name = "Receipt")
public record Receipt(
        UUID orderId,
        String orderNumber,
        OffsetDateTime placedAt,
        OrderState state,
        int copy,
        String currency,
        String locale,
        Seller seller,
        Channel channel,
        @Nullable Register register,
        @Nullable String cashier,
        List<Line> lines,
        List<Total> totals,
        long totalMinor,
        List<Tax> taxes,
        @Nullable String taxReason,
        List<Tender> tenders,
        List<Refund> refunds)
        implements Printable {

    /**
     * Who sold.
     *
     * @param location where; null for channels without a place
     * @param timeZone of the place, or else of the merchant
     */
    @Schema(name = "ReceiptSeller")
    public record Seller(String merchant, @Nullable Location location, String timeZone) {}

    @Schema(name = "ReceiptLocation")
    public record Location(String id, String name, String line1, String postalCode, String city, String country) {}

    @Schema(name = "ReceiptChannel")
    public record Channel(String id, String kind, String name) {}

    @Schema(name = "ReceiptRegister")
    public record Register(UUID id, String name) {}

    /**
     * One thing that was bought.
     *
     * @param taxPercent null where nobody knows it any more
     * @param fee whether it came along with another line, such as the deposit on bottles
     */
    @Schema(name = "ReceiptLine")
    public record Line(
            int line,
            String sku,
            String name,
            long quantity,
            long unitPriceMinor,
            long discountMinor,
            long totalMinor,
            @Nullable BigDecimal taxPercent,
            boolean fee) {}

    /**
     * All that is taxed at one rate.
     *
     * @param baseMinor without the tax
     * @param included whether the tax is a part of the prices, or was added to them
     */
    @Schema(name = "ReceiptTax")
    public record Tax(BigDecimal percent, long baseMinor, long taxMinor, boolean included) {}

    /**
     * How it was paid.
     *
     * @param amountMinor what it covers; of what was taken, what was taken
     * @param held whether that is reserved and not charged yet
     * @param receivedMinor cash: what was handed over
     * @param changeMinor cash: what was handed back
     * @param roundingMinor what the total was rounded by because it was paid in cash
     */
    @Schema(name = "ReceiptTender")
    public record Tender(
            String type,
            @Nullable String label,
            long amountMinor,
            boolean held,
            @Nullable Long receivedMinor,
            @Nullable Long changeMinor,
            @Nullable Long roundingMinor) {}

    @Schema(name = "ReceiptRefund")
    public record Refund(String type, @Nullable String label, long amountMinor, OffsetDateTime refundedAt) {}

    /** A page for paper of 80 mm. */
    @Override
    public String html() {
        return new ReceiptPage(this).html();
    }

    /** 42 columns, as simple printers have them on paper of 80 mm. */
    @Override
    public String text() {
        return new ReceiptText(this).text();
    }
}
