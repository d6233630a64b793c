package onetill.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import onetill.database.Work;
import onetill.runtime.Clocks;
import org.jspecify.annotations.Nullable;

/** Finds items by what they are called in app stores. */
@ApplicationScoped
public class StoreProducts {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    /**
     * An item as the catalog has it.
     *
     * @param priceMinor what one costs in the catalog now; null where it has no price in this currency
     */
    public record Product(
            String sku,
            String name,
            @Nullable String imageUrl,
            @Nullable Long priceMinor) {}

    /** The item with this name in that store; the first by sku, should there be several. */
    public Optional<Product> find(
            UUID merchantId, String store, String productId, Currency currency, String channelId, long quantity) {
        return work.read(merchantId, () -> {
            var rows = em.createNativeQuery("""
                            select i.sku, i.name, i.image_url, price_of(?1, i.sku, ?3, ?4, null, ?5, ?6)
                            from item i where i.merchant_id = ?1 and i.store_product_ids ->> '%s' = ?2
                            order by i.sku limit 1""".formatted(column(store)))
                    .setParameter(1, merchantId)
                    .setParameter(2, productId)
                    .setParameter(3, currency.getCurrencyCode())
                    .setParameter(4, channelId)
                    .setParameter(5, quantity)
                    .setParameter(6, clock.now())
                    .getResultList();
            return rows.isEmpty() ? Optional.empty() : Optional.of(product((Object[]) rows.get(0)));
        });
    }

    /** A literal, so that the index of each store is found. */
    private static String column(String store) {
        return switch (store) {
            case "app_store", "google_play" -> store;
            default -> throw new IllegalArgumentException("no such store: " + store);
        };
    }

    private static Product product(@Nullable Object[] row) {
        return new Product(
                String.valueOf(row[0]),
                String.valueOf(row[1]),
                (String) row[2],
                row[3] == null ? null : ((Number) row[3]).longValue());
    }
}
