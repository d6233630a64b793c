package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import onetill.database.Work;
import org.jspecify.annotations.Nullable;

/**
 * Short numbers for people, unique per merchant. A node takes them in blocks, so that orders do not queue up behind one
 * row; what a stopped node had left is never used, so numbers have gaps.
 */
@ApplicationScoped
public class OrderNumbers {

    private static final int BLOCK = 20;
    private static final int FIRST = 1001;

    @Inject
    Blocks blocks;

    private final Map<UUID, Block> mine = new ConcurrentHashMap<>();

    /** A run of numbers that only this node gives out. */
    record Block(long next, long end) {
        boolean isEmpty() {
            return next == end;
        }
    }

    public String next(UUID merchantId) {
        var given = mine.compute(merchantId, (id, block) -> advanced(id, block));
        return Long.toString(given.next() - 1);
    }

    private Block advanced(UUID merchantId, @Nullable Block block) {
        var from = block == null || block.isEmpty() ? blocks.take(merchantId) : block;
        return new Block(from.next() + 1, from.end());
    }

    /** The merchant's counter, moved in a transaction of its own. */
    @ApplicationScoped
    static class Blocks {

        @PersistenceContext(unitName = "onetill")
        EntityManager em;

        @Inject
        Work work;

        @Transactional(Transactional.TxType.REQUIRES_NEW)
        Block take(UUID merchantId) {
            return work.write(merchantId, () -> {
                var end = ((Number) em.createNativeQuery("""
                                        insert into order_number (merchant_id, next_number) values (?1, ?2)
                                        on conflict (merchant_id) do update set next_number = order_number.next_number + ?3
                                        returning next_number""")
                                .setParameter(1, merchantId)
                                .setParameter(2, FIRST + BLOCK)
                                .setParameter(3, BLOCK)
                                .getSingleResult())
                        .longValue();
                return new Block(end - BLOCK, end);
            });
        }
    }
}
