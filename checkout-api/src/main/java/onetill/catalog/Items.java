package onetill.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.database.Work;
import onetill.json.Json;
import org.jspecify.annotations.Nullable;

/** Writes the catalog: any number of items in a handful of statements. */
@ApplicationScoped
public class Items {

    private static final String BETWEEN = "\n";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    /**
     * An item, whole.
     *
     * @param prices in minor units, by currency
     */
    public record ItemRow(
            String sku,
            String name,
            String description,
            @Nullable String imageUrl,
            String category,
            String taxCategory,
            boolean digital,
            boolean active,
            long weightGrams,
            @Nullable Integer minAge,
            @Nullable String group,
            Map<String, String> variant,
            Map<String, String> storeProductIds,
            Map<String, Integer> fees,
            List<String> barcodes,
            Map<String, Long> prices) {}

    /** What is wrong with one of them. */
    public record Wrong(int row, String sku, String message) {}

    private record Price(String sku, String currency, long amountMinor) {}

    private record Barcode(String sku, String barcode) {}

    /**
     * Adds items, or replaces them with all their barcodes and prices.
     *
     * @return what stands in the way; nothing was written then
     */
    public List<Wrong> put(UUID merchantId, List<ItemRow> items) {
        return work.write(merchantId, () -> {
            var wrong = conflicts(merchantId, items);
            if (!wrong.isEmpty()) return wrong;
            write(merchantId, items);
            return wrong;
        });
    }

    private List<Wrong> conflicts(UUID merchantId, List<ItemRow> items) {
        var wrong = new ArrayList<Wrong>();
        var skus = new HashMap<String, Integer>();
        var barcodes = new LinkedHashMap<String, Integer>();
        for (var row = 0; row < items.size(); row++) {
            var item = items.get(row);
            if (skus.put(item.sku(), row) != null) wrong.add(new Wrong(row, item.sku(), "the sku comes twice"));
            for (var barcode : item.barcodes()) {
                if (barcodes.put(barcode, row) != null) {
                    wrong.add(new Wrong(row, item.sku(), "the barcode " + barcode + " comes twice"));
                }
            }
        }
        if (barcodes.isEmpty()) return wrong;
        List<?> taken = em.createNativeQuery("""
                        select barcode, sku from item_barcode
                        where merchant_id = ?1 and barcode = any(string_to_array(?2, chr(10)))
                          and sku <> all(string_to_array(?3, chr(10)))""")
                .setParameter(1, merchantId)
                .setParameter(2, String.join(BETWEEN, barcodes.keySet()))
                .setParameter(3, String.join(BETWEEN, skus.keySet()))
                .getResultList();
        for (var each : taken) {
            var row = (Object[]) each;
            var at = barcodes.getOrDefault((String) row[0], 0);
            wrong.add(new Wrong(at, items.get(at).sku(), "the barcode %s belongs to %s".formatted(row[0], row[1])));
        }
        return wrong;
    }

    private void write(UUID merchantId, List<ItemRow> items) {
        var skus = items.stream().map(ItemRow::sku).collect(Collectors.joining(BETWEEN));
        run("""
                insert into item (merchant_id, sku, name, description, image_url, category, tax_category, digital, active,
                    weight_grams, min_age, item_group, variant, store_product_ids, fees)
                select ?1, r.sku, r.name, r.description, r.image_url, r.category, r.tax_category, r.digital, r.active,
                    r.weight_grams, r.min_age, r."group", r.variant, r.store_product_ids, r.fees
                from jsonb_to_recordset(cast(?2 as jsonb)) as r(sku text, name text, description text, image_url text,
                    category text, tax_category text, digital boolean, active boolean, weight_grams bigint, min_age int,
                    "group" text, variant jsonb, store_product_ids jsonb, fees jsonb)
                on conflict (merchant_id, sku) do update set name = excluded.name, description = excluded.description,
                    image_url = excluded.image_url, category = excluded.category, tax_category = excluded.tax_category,
                    digital = excluded.digital, active = excluded.active, weight_grams = excluded.weight_grams, min_age = excluded.min_age,
                    item_group = excluded.item_group, variant = excluded.variant,
                    store_product_ids = excluded.store_product_ids, fees = excluded.fees""", merchantId, Json.write(items));
        run(
                "delete from item_price where merchant_id = ?1 and sku = any(string_to_array(?2, chr(10)))",
                merchantId,
                skus);
        run(
                "delete from item_barcode where merchant_id = ?1 and sku = any(string_to_array(?2, chr(10)))",
                merchantId,
                skus);
        var prices = new ArrayList<Price>();
        var barcodes = new ArrayList<Barcode>();
        for (var item : items) {
            item.prices().forEach((currency, minor) -> prices.add(new Price(item.sku(), currency, minor)));
            item.barcodes().forEach(barcode -> barcodes.add(new Barcode(item.sku(), barcode)));
        }
        run("""
                insert into item_price (merchant_id, sku, currency, amount_minor)
                select ?1, r.sku, r.currency, r.amount_minor
                from jsonb_to_recordset(cast(?2 as jsonb)) as r(sku text, currency text, amount_minor bigint)""", merchantId, Json.write(prices));
        run("""
                insert into item_barcode (merchant_id, sku, barcode) select ?1, r.sku, r.barcode
                from jsonb_to_recordset(cast(?2 as jsonb)) as r(sku text, barcode text)""", merchantId, Json.write(barcodes));
    }

    private void run(String sql, UUID merchantId, String rows) {
        em.createNativeQuery(sql)
                .setParameter(1, merchantId)
                .setParameter(2, rows)
                .executeUpdate();
    }

    /** Which members the items of a merchant have beside those that all have. */
    public record Members(List<String> currencies, List<String> variants, List<String> stores, List<String> fees) {}

    public Members members(UUID merchantId) {
        return work.read(merchantId, () -> {
            var found = em.createNativeQuery("""
                            select cast(jsonb_build_object(
                                'currencies', (select coalesce(jsonb_agg(distinct currency), '[]') from item_price where merchant_id = ?1),
                                'variants', (select coalesce(jsonb_agg(distinct k), '[]') from item i, jsonb_object_keys(i.variant) k
                                             where i.merchant_id = ?1),
                                'stores', (select coalesce(jsonb_agg(distinct k), '[]') from item i, jsonb_object_keys(i.store_product_ids) k
                                           where i.merchant_id = ?1),
                                'fees', (select coalesce(jsonb_agg(distinct k), '[]') from item i, jsonb_object_keys(i.fees) k
                                         where i.merchant_id = ?1)) as text)""").setParameter(1, merchantId).getSingleResult();
            return Json.read(String.valueOf(found), Members.class);
        });
    }

    /** Whole items after a sku, in the order of skus. */
    public List<ItemRow> page(UUID merchantId, @Nullable String after, int limit) {
        return whole(merchantId, "i.sku > ?2", after == null ? "" : after, limit);
    }

    /** Whole items by their skus, as far as there are such. */
    List<ItemRow> of(UUID merchantId, List<String> skus) {
        return whole(merchantId, "i.sku = any(string_to_array(?2, chr(10)))", String.join(BETWEEN, skus), skus.size());
    }

    private List<ItemRow> whole(UUID merchantId, String which, String value, int limit) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select cast(jsonb_build_object('sku', i.sku, 'name', i.name, 'description', i.description,
                                'image_url', i.image_url, 'category', i.category, 'tax_category', i.tax_category,
                                'digital', i.digital, 'active', i.active, 'weight_grams', i.weight_grams, 'min_age', i.min_age, 'group', i.item_group,
                                'variant', i.variant, 'store_product_ids', i.store_product_ids, 'fees', i.fees,
                                'barcodes', (select coalesce(jsonb_agg(b.barcode order by b.barcode), '[]') from item_barcode b
                                    where b.merchant_id = ?1 and b.sku = i.sku),
                                'prices', (select coalesce(jsonb_object_agg(p.currency, p.amount_minor), '{}') from item_price p
                                    where p.merchant_id = ?1 and p.sku = i.sku)) as text)
                            from item i where i.merchant_id = ?1 and """ + " " + which + " order by i.sku limit ?3")
                    .setParameter(1, merchantId)
                    .setParameter(2, value)
                    .setParameter(3, limit)
                    .getResultList();
            return rows.stream()
                    .map(row -> Json.read(String.valueOf(row), ItemRow.class))
                    .toList();
        });
    }
}
