package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.access.Principal;
import onetill.channel.Channel;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.drawer.Drawer;
import onetill.money.Money;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.Payments;
import onetill.pricing.Pricing;
import onetill.pricing.Totals;
import onetill.promotion.Discounts;
import onetill.promotion.Promotions;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.stock.Stock;
import onetill.stock.StockLevels;
import onetill.tax.TaxRules;
import onetill.tax.Taxes;
import org.jspecify.annotations.Nullable;

/**
 * Sales that were made and paid elsewhere before anybody told us. They are facts: price and currency are what was paid, nothing is
 * asked any more, and the whole way from the session to the order is one transaction, the caller's.
 */
@ApplicationScoped
public class PaidSales {

    private static final TaxRules NOT_OURS = new TaxRules(true, false, false, Taxes.REMITTED_BY_STORE);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    CheckoutSessions sessions;

    @Inject
    Settlement settlement;

    @Inject
    Payments payments;

    @Inject
    Promotions promotions;

    @Inject
    Stock stock;

    @Inject
    StockLevels levels;

    @Inject
    Channels channels;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * One thing that was sold digitally.
     *
     * @param total what was paid for all of them
     */
    public record Line(String sku, String name, @Nullable String imageUrl, long quantity, Money total) {}

    /**
     * A sale.
     *
     * @param country where it was sold, ISO 3166-1 alpha-2; null is the channel's
     * @param ref the provider's name of the payment
     */
    public record Sale(
            String channelId,
            Line line,
            @Nullable String country,
            @Nullable UUID customerId,
            Means means,
            String ref) {}

    /** What became of it. */
    public record Sold(UUID sessionId, UUID orderId) {}

    /**
     * What a till has sold for cash.
     *
     * @param totals of the lines; with the tip and the rounding they come to what was paid
     * @param uses promotions that were granted, and what each took off
     */
    public record TillSale(
            String channelId,
            List<LineItem> lines,
            Totals totals,
            Money tip,
            long roundingMinor,
            Money total,
            long receivedMinor,
            Map<UUID, Long> uses,
            Drawer drawer,
            OffsetDateTime takenAt) {}

    /**
     * What became of it.
     *
     * @param missing of which items there was less than was sold, by our books
     * @param wrongUses which promotions should not have been granted, and why
     */
    public record TillSold(
            UUID sessionId, UUID orderId, String orderNumber, Map<String, Long> missing, Map<UUID, String> wrongUses) {}

    /** Records a sale. Whoever calls makes sure that it is recorded once. */
    public Sold record(Principal by, Sale sale) {
        return work.write(by.merchantId(), () -> {
            var channel = channels.get(by.merchantId(), sale.channelId());
            var line = sale.line();
            var currency = line.total().currency();
            var session = fresh(by, channel);
            session.soldElsewhere(
                    currency, sale.country() == null ? channel.country() : sale.country(), sale.customerId());
            var each = (line.total().minor() + line.quantity() - 1)
                    / line.quantity(); // rounded up, the rest is a discount
            var off = each * line.quantity() - line.total().minor();
            var priced = new Pricing.Line(new Money(each, currency), line.quantity(), BigDecimal.ZERO, off);
            var totals = Pricing.of(List.of(priced), new Money(0, currency), 0, NOT_OURS, currency);
            session.price(List.of(item(line, each, off)), Delivery.OPEN, Discounts.Result.NONE, totals);
            open(by, session);
            paid(by, session, sale.means(), line.total(), sale.ref(), Drawer.of(null));
            return new Sold(session.id(), order(session));
        });
    }

    /** Records what a till has sold. Whoever calls makes sure that it is recorded once. */
    public TillSold record(Principal by, TillSale sale) {
        return work.write(by.merchantId(), () -> {
            var channel = channels.get(by.merchantId(), sale.channelId());
            var session = fresh(by, channel);
            session.soldBefore(sale.drawer(), sale.takenAt());
            session.tip(sale.tip().minor());
            session.price(sale.lines(), Delivery.OPEN, Discounts.Result.NONE, sale.totals());
            session.round(sale.roundingMinor());
            open(by, session);
            var wrongUses = use(session, sale);
            var missing = takeGoods(by, session, channel);
            var means = sale.total().minor() == 0 ? new Means.NothingDue() : new Means.Cash(sale.receivedMinor());
            paid(by, session, means, sale.total(), "cash_" + session.id(), sale.drawer());
            return new TillSold(
                    session.id(), order(session), String.valueOf(session.orderNumber()), missing, wrongUses);
        });
    }

    private CheckoutSession fresh(Principal by, Channel channel) {
        return new CheckoutSession(by.merchantId(), ids.next(), channel, channel.locale(), by.actor(), clock.now());
    }

    private void open(Principal by, CheckoutSession session) {
        session.filledElsewhere();
        em.persist(session);
        sessions.record(session, by, "session.opened");
        em.flush();
    }

    private void paid(Principal by, CheckoutSession session, Means means, Money total, String ref, Drawer drawer) {
        var begun = payments.begin(new Payments.Wanted(
                by.merchantId(),
                session.id(),
                new Payments.Origin(session.channelId(), session.country(), drawer),
                List.of(new Payments.Part(means, total)),
                true,
                false));
        var attempt = begun.attempt();
        session.submit(begun.intentId(), attempt.id(), means.tenderType(), null, null);
        sessions.record(session, by, null);
        settlement.settleAtOnce(by, session, attempt, new Outcome.Captured(ref, total, null));
    }

    private static UUID order(CheckoutSession session) {
        var order = session.orderId();
        if (order == null) throw new IllegalStateException("a paid sale has no order");
        return order;
    }

    private Map<UUID, String> use(CheckoutSession session, TillSale sale) {
        var wrong = new LinkedHashMap<UUID, String>();
        sale.uses()
                .forEach((promotion, amount) -> promotions
                        .usedAlready(session.merchantId(), session.id(), promotion, amount, sale.takenAt())
                        .ifPresent(why -> wrong.put(promotion, why)));
        return wrong;
    }

    /** The goods are gone. What our books did not have was there all the same, so they are put right first. */
    private Map<String, Long> takeGoods(Principal by, CheckoutSession session, Channel channel) {
        var location = channel.locationId();
        if (location == null) return Map.of();
        var gone = session.lineItems().stream()
                .filter(item -> !item.digital() && !item.fee())
                .collect(Collectors.toMap(LineItem::sku, LineItem::quantity, Long::sum, HashMap::new));
        var hold = new Stock.Hold(by.merchantId(), session.id(), location, null);
        var missing = stock.holdWhatIsThere(hold, gone);
        missing.forEach((sku, quantity) -> levels.adjust(
                by, sku, location, quantity, StockLevels.Reason.CORRECTION, "sold offline, and more than was counted"));
        stock.holdMore(hold, missing);
        return missing;
    }

    private static LineItem item(Line line, long each, long off) {
        return new LineItem(
                line.sku(),
                line.name(),
                line.imageUrl(),
                line.quantity(),
                each,
                off,
                line.total().minor(),
                0,
                BigDecimal.ZERO,
                true,
                0,
                null,
                false,
                0,
                null,
                null);
    }
}
