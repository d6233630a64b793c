package onetill.stock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * What is on the shelf. All of it is called within the work that changes the session; skus are locked in one order, so
 * that two baskets never wait for each other in a circle.
 */
@ApplicationScoped
public class Stock {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    /**
     * Keeps the quantities aside for this session, replacing what it held before: its own hold never stands in its
     * way. Items without a stock row are not counted and can always be had.
     *
     * @param quantities sku to quantity
     * @param locationId where the goods come from; null takes the location that has most of each
     * @throws ProblemException OUT_OF_STOCK naming the first item of which there is not enough
     */
    public void hold(UUID merchantId, UUID sessionId, Map<String, Long> quantities, @Nullable String locationId) {
        release(merchantId, sessionId);
        for (var wanted : new TreeMap<>(quantities).entrySet()) {
            hold(merchantId, sessionId, wanted.getKey(), wanted.getValue(), locationId);
        }
    }

    /** Gives back what a session held and did not buy. */
    public void release(UUID merchantId, UUID sessionId) {
        settle(merchantId, sessionId, "available = s.available + h.quantity");
    }

    /** What was held is sold. */
    public void sell(UUID merchantId, UUID sessionId) {
        settle(merchantId, sessionId, "sold = s.sold + h.quantity");
    }

    private void hold(UUID merchantId, UUID sessionId, String sku, long quantity, @Nullable String locationId) {
        List<?> taken = em.createNativeQuery("""
                        update stock s set available = available - ?3, held = held + ?3
                        where merchant_id = ?1 and sku = ?2 and available >= ?3 and location_id = (
                            select location_id from stock b
                            where b.merchant_id = ?1 and b.sku = ?2 and (?4 = '' or b.location_id = ?4)
                            order by available desc, location_id limit 1)
                        returning location_id""")
                .setParameter(1, merchantId)
                .setParameter(2, sku)
                .setParameter(3, quantity)
                .setParameter(4, locationId == null ? "" : locationId)
                .getResultList();
        if (taken.isEmpty()) {
            if (isCounted(merchantId, sku)) throw outOfStock(sku, quantity);
            return;
        }
        em.createNativeQuery(
                        "insert into stock_hold (merchant_id, session_id, sku, location_id, quantity) values (?1, ?2, ?3, ?4, ?5)")
                .setParameter(1, merchantId)
                .setParameter(2, sessionId)
                .setParameter(3, sku)
                .setParameter(4, taken.get(0))
                .setParameter(5, quantity)
                .executeUpdate();
    }

    private boolean isCounted(UUID merchantId, String sku) {
        return !em.createNativeQuery("select 1 from stock where merchant_id = ?1 and sku = ?2")
                .setParameter(1, merchantId)
                .setParameter(2, sku)
                .getResultList()
                .isEmpty();
    }

    private void settle(UUID merchantId, UUID sessionId, String what) {
        em.createNativeQuery("""
                        with h as (delete from stock_hold where merchant_id = ?1 and session_id = ?2
                                   returning sku, location_id, quantity)
                        update stock s set held = s.held - h.quantity, %s from h
                        where s.merchant_id = ?1 and s.sku = h.sku and s.location_id = h.location_id""".formatted(what))
                .setParameter(1, merchantId)
                .setParameter(2, sessionId)
                .executeUpdate();
    }

    private static ProblemException outOfStock(String sku, long quantity) {
        return new ProblemException(
                        ProblemType.OUT_OF_STOCK,
                        "there are no longer %d of %s; take fewer or another item".formatted(quantity, sku))
                .with("sku", sku);
    }
}
