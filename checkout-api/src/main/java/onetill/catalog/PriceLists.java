package onetill.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.catalog.PriceListsResource.ListPrice;
import onetill.catalog.PriceListsResource.PriceListView;
import onetill.database.Work;
import onetill.json.Json;
import onetill.problem.ProblemException;

/** Other prices than the usual ones. */
@ApplicationScoped
public class PriceLists {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    List<PriceListView> all(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select cast(to_jsonb(l) - 'merchant_id' - 'price_list_id' || jsonb_build_object('id', l.price_list_id)
                                as text)
                            from price_list l where merchant_id = ?1 order by priority, price_list_id""").setParameter(1, merchantId).getResultList();
            return rows.stream()
                    .map(row -> Json.read(String.valueOf(row), PriceListView.class))
                    .toList();
        });
    }

    void put(UUID merchantId, PriceListView list) {
        work.write(merchantId, () -> run(merchantId, """
                insert into price_list (merchant_id, price_list_id, name, currency, channels, customer_group, starts_at, ends_at,
                    priority, active)
                select ?1, l.id, l.name, l.currency, nullif(l.channels, 'null'), l.customer_group, l.starts_at, l.ends_at,
                    coalesce(l.priority, 0), coalesce(l.active, true)
                from jsonb_to_record(cast(?2 as jsonb)) as l(id text, name text, currency text, channels jsonb, customer_group text,
                    starts_at timestamptz, ends_at timestamptz, priority int, active boolean)
                on conflict (merchant_id, price_list_id) do update set name = excluded.name, currency = excluded.currency,
                    channels = excluded.channels, customer_group = excluded.customer_group, starts_at = excluded.starts_at,
                    ends_at = excluded.ends_at, priority = excluded.priority, active = excluded.active""", Json.write(list)));
    }

    /** Sets prices, and takes away those without an amount; all or none. */
    int prices(UUID merchantId, String listId, List<ListPrice> prices) {
        return work.write(merchantId, () -> {
            guardKnown(merchantId, listId);
            var json = Json.write(prices);
            guardItems(merchantId, json);
            em.createNativeQuery("""
                            delete from price_list_price p using jsonb_to_recordset(cast(?2 as jsonb)) as n(sku text, min_quantity bigint,
                                amount_minor bigint)
                            where p.merchant_id = ?1 and p.price_list_id = ?3 and p.sku = n.sku
                              and p.min_quantity = coalesce(n.min_quantity, 1) and n.amount_minor is null""")
                    .setParameter(1, merchantId)
                    .setParameter(2, json)
                    .setParameter(3, listId)
                    .executeUpdate();
            em.createNativeQuery("""
                            insert into price_list_price (merchant_id, sku, price_list_id, min_quantity, amount_minor)
                            select ?1, n.sku, ?3, coalesce(n.min_quantity, 1), n.amount_minor
                            from jsonb_to_recordset(cast(?2 as jsonb)) as n(sku text, min_quantity bigint, amount_minor bigint)
                            where n.amount_minor is not null
                            on conflict (merchant_id, sku, price_list_id, min_quantity) do update set
                                amount_minor = excluded.amount_minor""")
                    .setParameter(1, merchantId)
                    .setParameter(2, json)
                    .setParameter(3, listId)
                    .executeUpdate();
            return prices.size();
        });
    }

    List<ListPrice> prices(UUID merchantId, String listId, String after, int limit) {
        return work.read(merchantId, () -> {
            guardKnown(merchantId, listId);
            List<?> rows = em.createNativeQuery("""
                            select cast(jsonb_build_object('sku', sku, 'min_quantity', min_quantity, 'amount_minor', amount_minor) as text)
                            from price_list_price where merchant_id = ?1 and price_list_id = ?2 and sku in (
                                select distinct sku from price_list_price
                                where merchant_id = ?1 and price_list_id = ?2 and sku > ?3 order by sku limit ?4)
                            order by sku, min_quantity""")
                    .setParameter(1, merchantId)
                    .setParameter(2, listId)
                    .setParameter(3, after)
                    .setParameter(4, limit)
                    .getResultList();
            return rows.stream()
                    .map(row -> Json.read(String.valueOf(row), ListPrice.class))
                    .toList();
        });
    }

    /** What items cost by a list: the amounts by quantity, by sku. */
    Map<String, Map<String, Long>> amounts(UUID merchantId, String listId, List<String> skus) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select sku, cast(min_quantity as text), amount_minor from price_list_price
                            where merchant_id = ?1 and price_list_id = ?2 and sku = any(string_to_array(?3, chr(10)))
                            order by sku, min_quantity""")
                    .setParameter(1, merchantId)
                    .setParameter(2, listId)
                    .setParameter(3, String.join("\n", skus))
                    .getResultList();
            var all = new LinkedHashMap<String, Map<String, Long>>();
            for (var each : rows) {
                var row = (Object[]) each;
                all.computeIfAbsent((String) row[0], it -> new LinkedHashMap<>())
                        .put((String) row[1], ((Number) row[2]).longValue());
            }
            return all;
        });
    }

    private void guardKnown(UUID merchantId, String listId) {
        var known = !em.createNativeQuery("select 1 from price_list where merchant_id = ?1 and price_list_id = ?2")
                .setParameter(1, merchantId)
                .setParameter(2, listId)
                .getResultList()
                .isEmpty();
        if (!known) throw ProblemException.notFound("price list", listId);
    }

    private void guardItems(UUID merchantId, String prices) {
        List<?> missing = em.createNativeQuery("""
                        select n.sku from jsonb_to_recordset(cast(?2 as jsonb)) as n(sku text)
                        where not exists (select 1 from item i where i.merchant_id = ?1 and i.sku = n.sku) limit 5""")
                .setParameter(1, merchantId)
                .setParameter(2, prices)
                .getResultList();
        if (!missing.isEmpty()) throw ProblemException.invalid("data", "there are no items " + missing);
    }

    private int run(UUID merchantId, String sql, String json) {
        return em.createNativeQuery(sql)
                .setParameter(1, merchantId)
                .setParameter(2, json)
                .executeUpdate();
    }
}
