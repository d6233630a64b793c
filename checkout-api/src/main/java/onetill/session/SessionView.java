package onetill.session;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.access.Role;
import onetill.ask.Ask;
import onetill.ask.Step;
import onetill.channel.ChannelKind;
import onetill.experiment.Varied;
import onetill.fulfillment.FulfillmentKind;
import onetill.fulfillment.FulfillmentOption;
import onetill.payment.Action;
import onetill.payment.AttemptState;
import onetill.payment.TenderView;
import onetill.promotion.Discount;
import onetill.promotion.RefusedCode;
import onetill.tax.Taxes;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A checkout session as JSON: the same for every channel.
 *
 * @param recognizedBy by what the buyer has proven to be a customer: {@code email}, {@code sms}, {@code device}, {@code fact},
 *     {@code server}; {@code handoff} when that was somebody who has passed the session on; null for a guest, and for somebody who may be one
 * @param buyerHidden whether all that tells of the buyer is left out, because they have not let the caller in
 * @param assistance who helps the buyer, and who would like to
 * @param exchangeCreditMinor what goods that come back pay of the total, in an exchange
 * @param defaultTender the type of tender to offer first; null for the order of {@code channel.tenders}
 * @param trustMessages what to say beside which ask, to a buyer who hesitates
 */
@Schema(name = "CheckoutSession")
public record SessionView(
        UUID id,
        SessionStatus status,
        Step step,
        long revision,
        String merchant,
        ChannelRef channel,
        String currency,
        String locale,
        String country,
        List<LineItemView> lineItems,
        Buyer buyer,
        @Nullable String recognizedBy,
        @Nullable OffsetDateTime remindedAt,
        FulfillmentView fulfillment,
        List<Fulfillments.Part> fulfillments,
        List<OptionView> fulfillmentOptions,
        List<String> discountCodes,
        List<DiscountView> discounts,
        List<PriceAdjustmentView> priceAdjustments,
        List<RefusedCode> refusedCodes,
        List<Total> totals,
        Taxes taxes,
        long totalMinor,
        List<Assumption> assumes,
        long tipMinor,
        long depositMinor,
        long exchangeCreditMinor,
        long dueMinor,
        List<Ask> asks,
        List<Ask.Skipped> skipped,
        List<TenderView> tenders,
        @Nullable OfferedTender offeredTender,
        PaymentView payment,
        List<Message> messages,
        Holder holder,
        boolean buyerHidden,
        List<AssistanceView> assistance,
        @Nullable String defaultTender,
        List<TrustMessageView> trustMessages,
        @Nullable OrderRef order,
        OffsetDateTime createdAt,
        OffsetDateTime updatedAt,
        OffsetDateTime expiresAt) {

    /**
     * A person of the merchant's in a session of a buyer.
     *
     * @param actor who it is, as in {@code holder}
     * @param role {@code agent} or {@code cashier}
     * @param by how they came in
     */
    @Schema(name = "Assistance")
    public record AssistanceView(
            UUID id, String actor, Role role, Assistance.State state, Assistance.By by, OffsetDateTime since) {

        static AssistanceView of(Assistance it) {
            return new AssistanceView(it.id(), it.actor(), it.role(), it.state(), it.by(), it.since());
        }
    }

    /**
     * @param tenders the types of tender it takes
     * @param capture whether money is taken at once ({@code automatic}) or held first ({@code manual}), as a provider's script wants to know
     * @param terms where the terms are that the buyer has to agree to; null where they are only shown
     */
    @Schema(name = "ChannelRef")
    public record ChannelRef(
            String id,
            ChannelKind kind,
            String name,
            List<String> tenders,
            String capture,
            @Nullable String terms) {}

    /**
     * What was let go of the price; who agreed and why is in the audit.
     *
     * @param upTo how far it goes: so many of the item, or so many minor units off the sale
     */
    @Schema(name = "PriceAdjustment")
    public record PriceAdjustmentView(
            UUID id,
            PriceAdjustment.Kind kind,
            @Nullable String sku,
            @Nullable Long unitPriceMinor,
            @Nullable Long listPriceMinor,
            @Nullable BigDecimal percent,
            @Nullable Long amountMinor,
            long upTo) {

        static PriceAdjustmentView of(PriceAdjustment it) {
            return new PriceAdjustmentView(
                    it.id(),
                    it.kind(),
                    it.sku(),
                    it.unitPriceMinor(),
                    it.listPriceMinor(),
                    it.percent(),
                    it.amountMinor(),
                    it.upTo());
        }
    }

    /** A saved tender that whoever opened the link may pay with; the bank then asks the cardholder. */
    @Schema(name = "OfferedTender")
    public record OfferedTender(UUID id, String label) {

        static @Nullable OfferedTender of(CheckoutSession session) {
            var id = session.offeredTenderId();
            var label = session.offeredTenderLabel();
            return id == null || label == null ? null : new OfferedTender(id, label);
        }
    }

    @Schema(name = "OrderRef")
    public record OrderRef(UUID id, String number) {}

    @Schema(name = "LineItem")
    public record LineItemView(
            String sku,
            String name,
            @Nullable String imageUrl,
            long quantity,
            long unitPriceMinor,
            long discountMinor,
            long totalMinor,
            boolean digital,
            @Nullable Integer minAge,
            boolean fee,
            long handedOver) {

        static LineItemView of(LineItem item) {
            return new LineItemView(
                    item.sku(),
                    item.name(),
                    item.imageUrl(),
                    item.quantity(),
                    item.unitPriceMinor(),
                    item.discountMinor(),
                    item.totalMinor(),
                    item.digital(),
                    item.minAge(),
                    item.fee(),
                    item.handedOver());
        }
    }

    /** What a promotion takes off. */
    @Schema(name = "Discount")
    public record DiscountView(
            UUID promotionId, String name, @Nullable String code, long amountMinor) {

        static DiscountView of(Discount discount) {
            return new DiscountView(discount.promotionId(), discount.name(), discount.code(), discount.amountMinor());
        }

        DiscountView withoutCode() {
            return new DiscountView(promotionId, name, null, amountMinor);
        }
    }

    @Schema(name = "Fulfillment")
    public record FulfillmentView(
            @Nullable String optionId,
            @Nullable FulfillmentKind kind,
            @Nullable String title,
            @Nullable LocalDate earliest,
            @Nullable LocalDate latest,
            @Nullable OffsetDateTime readyAt,
            @Nullable LocalDate neededBy,
            @Nullable String reason,
            Address address) {

        static FulfillmentView of(Delivery delivery) {
            return new FulfillmentView(
                    delivery.optionId(),
                    delivery.kind(),
                    delivery.title(),
                    delivery.earliest(),
                    delivery.latest(),
                    delivery.readyAt(),
                    delivery.neededBy(),
                    delivery.reason(),
                    delivery.address());
        }

        FulfillmentView withoutAddress() {
            return new FulfillmentView(
                    optionId, kind, title, earliest, latest, readyAt, neededBy, reason, Address.NONE);
        }
    }

    /**
     * A way of fulfillment that could be chosen.
     *
     * @param readyAt pickup: when the goods can be fetched
     * @param openNow pickup: whether the location is open
     * @param distanceKm from the location to the buyer's postal code, where both are known
     * @param preferred whether a rule of the merchant proposes it
     * @param reason what that rule says
     */
    @Schema(name = "FulfillmentOption")
    public record OptionView(
            String id,
            FulfillmentKind kind,
            String title,
            long amountMinor,
            LocalDate earliest,
            LocalDate latest,
            @Nullable String locationId,
            @Nullable OffsetDateTime readyAt,
            boolean openNow,
            @Nullable BigDecimal distanceKm,
            boolean preferred,
            @Nullable String reason) {

        static OptionView of(FulfillmentOption option) {
            return new OptionView(
                    option.id(),
                    option.kind(),
                    option.title(),
                    option.amount().minor(),
                    option.earliest(),
                    option.latest(),
                    option.locationId(),
                    option.readyAt(),
                    option.openNow(),
                    option.distanceKm(),
                    option.preferred(),
                    option.reason());
        }

        OptionView withoutDistance() {
            return new OptionView(
                    id,
                    kind,
                    title,
                    amountMinor,
                    earliest,
                    latest,
                    locationId,
                    readyAt,
                    openNow,
                    null,
                    preferred,
                    reason);
        }
    }

    /**
     * What a buyer is told about the money.
     *
     * @param state never "failed": what is not known yet is {@code checking}
     */
    @Schema(name = "Payment")
    public record PaymentView(State state, @Nullable Action action) {

        public enum State {
            NOT_PAID,
            CHECKING,
            /** A slow method: the buyer has done what was to do, and the bank takes its time. */
            PENDING,
            AUTHORIZED,
            PAID
        }

        static PaymentView of(Snapshot snapshot) {
            var attempt = snapshot.attempt();
            return switch (snapshot.session().status()) {
                case INCOMPLETE, READY_FOR_COMPLETE, CANCELED -> new PaymentView(State.NOT_PAID, null);
                case COMPLETE_IN_PROGRESS ->
                    new PaymentView(
                            attempt != null && attempt.state() == AttemptState.PENDING ? State.PENDING : State.CHECKING,
                            null);
                case REQUIRES_ESCALATION ->
                    new PaymentView(
                            attempt != null && attempt.state() == AttemptState.UNKNOWN
                                    ? State.CHECKING
                                    : State.NOT_PAID,
                            attempt == null ? null : attempt.action());
                case COMPLETED ->
                    new PaymentView(
                            snapshot.tenders().stream().anyMatch(it -> "authorized".equals(it.state()))
                                    ? State.AUTHORIZED
                                    : State.PAID,
                            null);
            };
        }
    }

    /** One row of a list. */
    @Schema(name = "CheckoutSessionSummary")
    public record Summary(
            UUID id,
            SessionStatus status,
            Step step,
            ChannelSummary channel,
            long totalMinor,
            String currency,
            int lineItemCount,
            @Nullable OrderRef order,
            OffsetDateTime createdAt,
            OffsetDateTime updatedAt) {

        @Schema(name = "ChannelSummary")
        public record ChannelSummary(String id, ChannelKind kind) {}

        static Summary of(CheckoutSession session) {
            return new Summary(
                    session.id(),
                    session.status(),
                    session.step(),
                    new ChannelSummary(session.channelId(), session.channelKind()),
                    session.total().minor(),
                    session.currency().getCurrencyCode(),
                    session.lineItems().size(),
                    orderOf(session),
                    session.createdAt(),
                    session.updatedAt());
        }
    }

    /** What whoever asked may see of it. */
    public static SessionView of(Snapshot snapshot) {
        var whole = whole(snapshot);
        return snapshot.buyerHidden() ? whole.withoutBuyer() : whole;
    }

    /** Where the purchase stands, what is in it and what went wrong; nothing by which a buyer is known. */
    private SessionView withoutBuyer() {
        return new SessionView(
                id,
                status,
                step,
                revision,
                merchant,
                channel,
                currency,
                locale,
                country,
                lineItems,
                Buyer.NOBODY,
                null,
                null,
                fulfillment.withoutAddress(),
                fulfillments,
                fulfillmentOptions.stream().map(OptionView::withoutDistance).toList(),
                List.of(),
                discounts.stream().map(DiscountView::withoutCode).toList(),
                List.of(),
                List.of(),
                totals,
                taxes,
                totalMinor,
                List.of(),
                tipMinor,
                depositMinor,
                exchangeCreditMinor,
                dueMinor,
                asks.stream().map(Ask::withoutValues).toList(),
                List.of(),
                tenders.stream().map(TenderView::withoutLabel).toList(),
                null,
                new PaymentView(payment.state(), null),
                messages,
                holder,
                true,
                assistance,
                null,
                List.of(),
                order,
                createdAt,
                updatedAt,
                expiresAt);
    }

    private static SessionView whole(Snapshot snapshot) {
        var session = snapshot.session();
        var asking = session.status().isOpen() || session.status() == SessionStatus.REQUIRES_ESCALATION;
        return new SessionView(
                session.id(),
                session.status(),
                session.step(),
                session.revision(),
                snapshot.channel().merchant(),
                new ChannelRef(
                        session.channelId(),
                        session.channelKind(),
                        snapshot.channel().name(),
                        snapshot.channel().tenders(),
                        snapshot.channel().captureNow() ? "automatic" : "manual",
                        snapshot.channel().asks().terms()),
                session.currency().getCurrencyCode(),
                session.locale().toLanguageTag(),
                session.country(),
                session.lineItems().stream().map(LineItemView::of).toList(),
                session.buyer(),
                session.recognizedBy(),
                session.remindedAt(),
                FulfillmentView.of(session.delivery()),
                Fulfillments.planned(session, snapshot.channel().locationId()),
                snapshot.options().stream().map(OptionView::of).toList(),
                session.discountCodes(),
                session.discounts().applied().stream().map(DiscountView::of).toList(),
                session.priceAdjustments().stream().map(PriceAdjustmentView::of).toList(),
                session.discounts().refused(),
                session.totals(),
                session.taxes(),
                session.total().minor(),
                Assumption.of(session),
                session.tip().minor(),
                session.deposit().minor(),
                session.exchangeCredit().minor(),
                session.status() == SessionStatus.COMPLETED ? 0 : session.due().minor(),
                asking ? snapshot.plan().asks() : List.of(),
                snapshot.plan().skipped(),
                snapshot.tenders(),
                OfferedTender.of(session),
                PaymentView.of(snapshot),
                session.messages(),
                session.holder(),
                false,
                session.assistance().stream()
                        .filter(Assistance::isPresent)
                        .map(AssistanceView::of)
                        .toList(),
                asking ? defaultTender(snapshot) : null,
                asking ? TrustMessageView.of(snapshot) : List.of(),
                orderOf(session),
                session.createdAt(),
                session.updatedAt(),
                session.expiresAt());
    }

    private static @Nullable String defaultTender(Snapshot snapshot) {
        var channel = snapshot.channel();
        var wanted = snapshot.session().wanted(channel, Varied.DEFAULT_TENDER).tender();
        return wanted != null && channel.offers(wanted) ? wanted : null;
    }

    private static @Nullable OrderRef orderOf(CheckoutSession session) {
        var id = session.orderId();
        var number = session.orderNumber();
        return id == null || number == null ? null : new OrderRef(id, number);
    }
}
