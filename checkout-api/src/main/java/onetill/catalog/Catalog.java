package onetill.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.database.Work;
import onetill.json.Json;
import onetill.money.Money;
import onetill.money.Shares;
import org.jspecify.annotations.Nullable;

/** The merchant's items. */
@ApplicationScoped
public class Catalog {

    private static final String BETWEEN = "\n";
    private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    /**
     * What a basket costs, and for whom.
     *
     * @param quantities by sku or barcode
     * @param taxCategories of what is not in the catalog
     * @param taxCountry where the goods go: the rate of the longest postal prefix and the region there applies, the newest
     *     that is valid; without one there is no tax
     * @param discountCodes in capitals
     * @param customerKey by what uses of one buyer are counted, with spaces between several such; null when nothing is known of them
     */
    public record Asked(
            UUID merchantId,
            Map<String, Long> quantities,
            Collection<String> taxCategories,
            Currency currency,
            String taxCountry,
            String taxRegion,
            String postalCode,
            String channelId,
            Collection<String> discountCodes,
            @Nullable UUID customerId,
            @Nullable String customerKey,
            OffsetDateTime at) {}

    /**
     * Prices, and what may lower them.
     *
     * @param items by the code they were asked by; what is not sold in this currency is missing
     * @param fees by sku, what comes along with them
     * @param taxPercent the rates of the categories that were asked
     * @param promotions as {@code onetill.promotion} reads them
     */
    public record Offer(
            Map<String, PricedItem> items,
            Map<String, PricedItem> fees,
            Map<String, BigDecimal> taxPercent,
            String promotions) {}

    /** Prices and promotions in one statement, however many are asked. Call it within the work that uses them. */
    public Offer offer(Asked asked) {
        var found = new HashMap<String, PricedItem>();
        if (asked.quantities().isEmpty()
                && asked.discountCodes().isEmpty()
                && asked.taxCategories().isEmpty()) return new Offer(found, Map.of(), Map.of(), "[]");
        var customerId = asked.customerId();
        List<?> rows = em.createNativeQuery("""
                        with asked as (
                            select a.code, a.quantity, substr(a.code, 1, length(w.prefix) + w.item_digits) as scale_code,
                                   cast(substr(a.code, length(w.prefix) + w.item_digits + 1, w.value_digits) as bigint) as scale_value,
                                   w.holds
                            from jsonb_to_recordset(cast(?2 as jsonb)) as a(code text, quantity bigint, whole boolean)
                            left join scale_barcode w on w.merchant_id = ?1 and a.whole and a.code ~ '^[0-9]{13}$' and starts_with(a.code, w.prefix)),
                        found as (
                            select asked.code, i.sku, i.name, i.image_url,
                                   price_of(?1, i.sku, ?3, ?5, (select c.customer_group from customer c
                                       where c.merchant_id = ?1 and c.customer_id = cast(?7 as uuid)), case when b.barcode = asked.scale_code then asked.quantity
                                       else cast(sum(asked.quantity) over (partition by i.sku) as bigint) end, ?9) as amount_minor,
                                   coalesce(tax_percent(?1, ?4, i.tax_category, ?10, ?11, cast(?9 as date)), 0) as percent, i.digital,
                                   i.category, i.weight_grams,
                                   case when b.barcode = asked.scale_code then asked.holds end as holds, asked.scale_value, i.min_age, i.fees, i.tax_category
                            from asked
                            left join item_barcode b on b.merchant_id = ?1
                                and b.barcode in (asked.code, '0' || asked.code, asked.scale_code)
                            join item i on i.merchant_id = ?1 and i.sku = coalesce(b.sku, asked.code) and i.active)
                        select code, sku, name, image_url, amount_minor, percent, digital, category, null, weight_grams, holds,
                               scale_value, min_age, cast(fees as text), tax_category from found
                        where amount_minor is not null
                        union all
                        select null, i.sku, i.name, i.image_url, price_of(?1, i.sku, ?3, ?5, null, 1, ?9),
                               coalesce(tax_percent(?1, ?4, i.tax_category, ?10, ?11, cast(?9 as date)), 0), i.digital, i.category, null,
                               i.weight_grams, null, null, null, '{}', i.tax_category
                        from item i where i.merchant_id = ?1 and i.active and i.sku in (select jsonb_object_keys(fees) from found)
                          and price_of(?1, i.sku, ?3, ?5, null, 1, ?9) is not null
                        union all
                        select null, c.category, null, null, null,
                               coalesce(tax_percent(?1, ?4, c.category, ?10, ?11, cast(?9 as date)), 0), null, null, null, null, null, null, null, null, null
                        from unnest(string_to_array(?12, chr(10))) as c(category)
                        union all
                        select null, null, null, null, null, null, null, null, cast(promotions_for(?1,
                            array(select sku from found where amount_minor is not null), array(select distinct category from found), ?5, ?3,
                            string_to_array(?6, chr(10)), cast(?7 as uuid), ?8, ?9) as text), null, null, null, null, null, null""")
                .setParameter(1, asked.merchantId())
                .setParameter(2, Json.write(wanted(asked.quantities())))
                .setParameter(3, asked.currency().getCurrencyCode())
                .setParameter(4, asked.taxCountry())
                .setParameter(5, asked.channelId())
                .setParameter(6, String.join(BETWEEN, asked.discountCodes()))
                .setParameter(7, customerId == null ? null : customerId.toString())
                .setParameter(8, asked.customerKey())
                .setParameter(9, asked.at())
                .setParameter(10, asked.taxRegion())
                .setParameter(11, asked.postalCode())
                .setParameter(12, String.join(BETWEEN, asked.taxCategories()))
                .getResultList();
        var promotions = "[]";
        var rates = new HashMap<String, BigDecimal>();
        var fees = new HashMap<String, PricedItem>();
        for (var each : rows) {
            var row = (Object[]) each;
            if (row[8] != null) promotions = String.valueOf(row[8]);
            else if (row[0] == null && row[2] != null) fees.put((String) row[1], fee(row, asked.currency()));
            else if (row[0] == null) rates.put((String) row[1], new BigDecimal(String.valueOf(row[5])));
            else found.put((String) row[0], priced(row, asked.currency()));
        }
        return new Offer(found, fees, rates, promotions);
    }

    /** @param whole whether it is a number under bars with its right check digit */
    private record Wanted(String code, long quantity, boolean whole) {}

    private static List<Wanted> wanted(Map<String, Long> quantities) {
        var wanted = new ArrayList<Wanted>();
        quantities.forEach((code, quantity) -> wanted.add(new Wanted(code, quantity, !Barcodes.isMistyped(code))));
        return wanted;
    }

    /**
     * Items by words of their name, sku or category, also mistyped ones, or by barcode; the most alike first, at most
     * {@code limit}.
     */
    public List<Item> search(
            UUID merchantId,
            @Nullable String query,
            @Nullable String barcode,
            Currency currency,
            String channelId,
            @Nullable String locationId,
            OffsetDateTime at,
            int limit) {
        var wanted = new Search(
                merchantId,
                currency,
                channelId,
                query == null ? "" : query.strip(),
                barcode == null ? "" : Barcodes.normalized(barcode),
                locationId == null ? "" : locationId,
                at,
                limit);
        return work.read(merchantId, () -> {
            if (!wanted.barcode().isEmpty()) return found(wanted, BY_BARCODE);
            if (wanted.words().isEmpty()) return found(wanted, ALL);
            var withEach = found(wanted, BY_WORDS.formatted("true"));
            return withEach.isEmpty() && wanted.words().indexOf(' ') > 0
                    ? found(wanted, BY_WORDS.formatted("false"))
                    : withEach;
        });
    }

    private record Search(
            UUID merchantId,
            Currency currency,
            String channelId,
            String words,
            String barcode,
            String locationId,
            OffsetDateTime at,
            int limit) {}

    /** Prices are looked up in the order of the ranks, and no more of them than are shown. */
    private static final String ALL = """
            (select i.*, '' as "rank" from item i where i.merchant_id = ?1 and i.active
             order by i.category, i.name)""";

    private static final String BY_BARCODE = """
            (select i.*, '' as "rank" from item_barcode b join item i on i.merchant_id = b.merchant_id and i.sku = b.sku
             where b.merchant_id = ?1 and b.barcode = ?4 and i.active)""";

    private static final String BY_WORDS = """
            (select * from (
                select * from (
                    select i.*, ts_rank(i.words, q.query) as "rank" from item_query(?1, ?7, %s) as q(query), item i
                    where i.merchant_id = ?1 and i.active and i.words @@ q.query limit 10000) matching
                union all
                select i.*, 2 from item i where i.merchant_id = ?1 and i.active and i.sku = ?7) either
             order by "rank" desc, category, name, sku)""";

    private List<Item> found(Search search, String from) {
        List<?> rows = em.createNativeQuery("""
                        select cast(to_jsonb(found) as text) from (
                        select i.sku, i.name, i.description, i.image_url, i.category,
                               (select coalesce(jsonb_agg(b.barcode order by b.barcode), '[]') from item_barcode b
                                where b.merchant_id = ?1 and b.sku = i.sku) as barcodes,
                               p.price_minor, i.digital,
                               (select coalesce(sum(s.available) filter (where ?5 = '' or s.location_id = ?5), 0) from stock s
                                where s.merchant_id = ?1 and s.sku = i.sku having count(*) > 0) as available,
                               i.item_group as "group", i.variant, i.store_product_ids
                        from %s i, lateral (select price_of(?1, i.sku, ?2, ?8, null, 1, ?9) as price_minor offset 0) p
                        where p.price_minor is not null
                          and cast(?4 as text) is not null and cast(?7 as text) is not null
                        limit ?6) found""".formatted(from))
                .setParameter(1, search.merchantId())
                .setParameter(2, search.currency().getCurrencyCode())
                .setParameter(4, search.barcode())
                .setParameter(5, search.locationId())
                .setParameter(6, search.limit())
                .setParameter(7, search.words())
                .setParameter(8, search.channelId())
                .setParameter(9, search.at())
                .getResultList();
        var items = new LinkedHashMap<String, Item>();
        for (var row : rows) {
            var item = Json.read(String.valueOf(row), Found.class).item(search.currency());
            items.putIfAbsent(item.sku(), item);
        }
        return List.copyOf(items.values());
    }

    /** What a scale has weighed or priced is one piece at its own price. */
    private static PricedItem priced(@Nullable Object[] row, Currency currency) {
        var item = plain(row, false, currency);
        if (row[10] == null) return item;
        var value = ((Number) row[11]).longValue();
        return "price".equals(row[10])
                ? item.measured(new Money(value, currency), null)
                : item.measured(
                        new Money(Shares.perThousand(item.price().minor(), value, Money.step(currency)), currency),
                        value);
    }

    private static PricedItem fee(@Nullable Object[] row, Currency currency) {
        return plain(row, true, currency);
    }

    private static PricedItem plain(@Nullable Object[] row, boolean isFee, Currency currency) {
        return new PricedItem(
                String.valueOf(row[isFee ? 1 : 0]),
                (String) row[1],
                (String) row[2],
                (String) row[3],
                new Money(((Number) row[4]).longValue(), currency),
                String.valueOf(row[14]),
                new BigDecimal(String.valueOf(row[5])),
                (Boolean) row[6],
                (String) row[7],
                ((Number) row[9]).longValue(),
                row[12] == null ? null : ((Number) row[12]).intValue(),
                Json.read(String.valueOf(row[13]), COUNTS),
                isFee,
                null);
    }

    /** An item as the search finds it. */
    private record Found(
            String sku,
            String name,
            String description,
            @Nullable String imageUrl,
            String category,
            List<String> barcodes,
            long priceMinor,
            boolean digital,
            @Nullable Long available,
            @Nullable String group,
            Map<String, String> variant,
            Map<String, String> storeProductIds) {

        Item item(Currency currency) {
            return new Item(
                    sku,
                    name,
                    description,
                    imageUrl,
                    category,
                    barcodes,
                    new Money(priceMinor, currency),
                    digital,
                    available,
                    group,
                    variant,
                    storeProductIds);
        }
    }
}
