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
import java.util.List;
import java.util.Locale;
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
     * @param customerKey by what uses of one buyer are counted; null when nothing is known of them
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
        var words = query == null ? "" : query.strip().toLowerCase(Locale.ROOT);
        return work.read(merchantId, () -> {
            if (!words.isEmpty()) {
                em.createNativeQuery("select set_config('pg_trgm.word_similarity_threshold', '0.3', true)")
                        .getSingleResult();
            }
            List<?> rows = em.createNativeQuery("""
                            select cast(to_jsonb(found) as text) from (
                            select i.sku, i.name, i.description, i.image_url, i.category,
                                   (select coalesce(jsonb_agg(b.barcode order by b.barcode), '[]') from item_barcode b
                                    where b.merchant_id = ?1 and b.sku = i.sku) as barcodes,
                                   price_of(?1, i.sku, ?2, ?8, null, 1, ?9) as price_minor, i.digital,
                                   coalesce((select sum(s.available) from stock s where s.merchant_id = ?1 and s.sku = i.sku
                                             and (?5 = '' or s.location_id = ?5)), 0) as available,
                                   i.item_group as "group", i.variant, i.store_product_ids
                            from item i
                            where i.merchant_id = ?1 and i.active
                              and (?3 = '' or lower(i.name || ' ' || i.sku || ' ' || i.category) like ?3 escape '!'
                                  or ?7 <% lower(i.name || ' ' || i.sku || ' ' || i.category))
                              and (?4 = '' or i.sku = (select b.sku from item_barcode b where b.merchant_id = ?1 and b.barcode = ?4))
                              and price_of(?1, i.sku, ?2, ?8, null, 1, ?9) is not null
                            order by case when ?7 = '' then 0 else -word_similarity(?7, lower(i.name || ' ' || i.sku || ' ' || i.category)) end,
                                i.category, i.name limit ?6) found""")
                    .setParameter(1, merchantId)
                    .setParameter(2, currency.getCurrencyCode())
                    .setParameter(3, words.isEmpty() ? "" : "%" + escaped(words) + "%")
                    .setParameter(4, barcode == null ? "" : Barcodes.normalized(barcode))
                    .setParameter(5, locationId == null ? "" : locationId)
                    .setParameter(6, limit)
                    .setParameter(7, words)
                    .setParameter(8, channelId)
                    .setParameter(9, at)
                    .getResultList();
            return rows.stream()
                    .map(row -> Json.read(String.valueOf(row), Found.class).item(currency))
                    .toList();
        });
    }

    private static String escaped(String words) {
        return words.replace("!", "!!").replace("%", "!%").replace("_", "!_");
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
            long available,
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
