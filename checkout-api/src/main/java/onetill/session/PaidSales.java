package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import onetill.access.Principal;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.money.Money;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.Payments;
import onetill.pricing.Pricing;
import onetill.promotion.Discounts;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
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

    /** Records a sale. Whoever calls makes sure that it is recorded once. */
    public Sold record(Principal by, Sale sale) {
        return work.write(by.merchantId(), () -> {
            var session = opened(by, sale);
            var total = sale.line().total();
            var begun = payments.begin(new Payments.Wanted(
                    by.merchantId(),
                    session.id(),
                    new Payments.Origin(session.channelId(), session.country()),
                    List.of(new Payments.Part(sale.means(), total)),
                    true,
                    false));
            var attempt = begun.attempt();
            session.submit(begun.intentId(), attempt.id(), sale.means().tenderType(), null, null);
            sessions.record(session, by, null);
            settlement.settleAtOnce(by, session, attempt, new Outcome.Captured(sale.ref(), total, null));
            var order = session.orderId();
            if (order == null) throw new IllegalStateException("a paid sale has no order");
            return new Sold(session.id(), order);
        });
    }

    private CheckoutSession opened(Principal by, Sale sale) {
        var channel = channels.get(by.merchantId(), sale.channelId());
        var line = sale.line();
        var currency = line.total().currency();
        var session =
                new CheckoutSession(by.merchantId(), ids.next(), channel, channel.locale(), by.actor(), clock.now());
        session.soldElsewhere(currency, sale.country() == null ? channel.country() : sale.country(), sale.customerId());
        var each = (line.total().minor() + line.quantity() - 1) / line.quantity(); // rounded up, the rest is a discount
        var off = each * line.quantity() - line.total().minor();
        var priced = new Pricing.Line(new Money(each, currency), line.quantity(), BigDecimal.ZERO, off);
        var totals = Pricing.of(List.of(priced), new Money(0, currency), 0, NOT_OURS, currency);
        session.price(List.of(item(line, each, off)), Delivery.OPEN, Discounts.Result.NONE, totals);
        session.filledElsewhere();
        em.persist(session);
        sessions.record(session, by, "session.opened");
        em.flush();
        return session;
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
