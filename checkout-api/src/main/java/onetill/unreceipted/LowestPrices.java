package onetill.unreceipted;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import onetill.catalog.Catalog;
import onetill.catalog.PricedItem;
import onetill.channel.Channel;
import onetill.money.Money;
import onetill.money.Shares;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;

/** What items cost at the least in a channel lately: by its price lists on each day, and by what was really paid there. */
@ApplicationScoped
class LowestPrices {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Catalog catalog;

    @Inject
    Clocks clock;

    /** An item with its lowest price, tax included. */
    record Found(PricedItem item, long unitPriceMinor) {}

    /** By sku or barcode, as they were asked. */
    Map<String, Found> of(UUID merchantId, Channel channel, Iterable<String> codes, int days) {
        var quantities = new TreeMap<String, Long>();
        codes.forEach(code -> quantities.put(code, 1L));
        var offer = catalog.offer(new Catalog.Asked(
                merchantId,
                quantities,
                List.of(),
                channel.currency(),
                channel.country(),
                "",
                "",
                channel.id(),
                List.of(),
                null,
                null,
                clock.now()));
        var found = new TreeMap<String, Found>();
        for (var code : quantities.keySet()) {
            var item = offer.items().get(code);
            if (item == null || item.line() != null) {
                throw new ProblemException(
                                ProblemType.UNKNOWN_ITEM,
                                "nothing with the sku or barcode \"%s\" can be taken back without a receipt in channel %s"
                                        .formatted(code, channel.id()))
                        .with("code", code);
            }
            found.put(code, new Found(item, lowest(merchantId, channel, item, days)));
        }
        return found;
    }

    private long lowest(UUID merchantId, Channel channel, PricedItem item, int days) {
        var now = clock.now();
        var row = (Object[]) em.createNativeQuery("""
                        select (select min(price_of(?1, ?2, ?3, ?4, null, 1, day))
                                from generate_series(cast(?5 as timestamptz), cast(?6 as timestamptz), interval '1 day') as day),
                               (select min((l.total_minor + case when coalesce(cast(o.taxes ->> 'included' as boolean), true) then 0
                                                                 else l.tax_minor end) / l.quantity)
                                from order_line l join orders o on o.merchant_id = l.merchant_id and o.order_id = l.order_id
                                where l.merchant_id = ?1 and l.sku = ?2 and l.total_minor > 0 and o.channel_id = ?4 and o.currency = ?3
                                  and o.placed_at >= ?5)""")
                .setParameter(1, merchantId)
                .setParameter(2, item.sku())
                .setParameter(3, channel.currency().getCurrencyCode())
                .setParameter(4, channel.id())
                .setParameter(5, now.minusDays(days))
                .setParameter(6, now)
                .getSingleResult();
        var current = withTax(channel, item.price().minor(), item.taxPercent());
        var listed = row[0] == null ? current : withTax(channel, ((Number) row[0]).longValue(), item.taxPercent());
        var sold = row[1] == null ? listed : ((Number) row[1]).longValue();
        return Math.min(current, Math.min(listed, sold));
    }

    private static long withTax(Channel channel, long minor, BigDecimal percent) {
        if (channel.taxes().included()) return minor;
        return minor + Shares.percent(minor, percent, Money.step(channel.currency()));
    }
}
