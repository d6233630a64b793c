package onetill.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import onetill.database.Work;
import onetill.event.Event;
import onetill.event.Events;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.timer.RecurringWork;
import org.jspecify.annotations.Nullable;

/**
 * Makes deliveries of events. Positions are given in the order of the commits and without gaps, and cursor and deliveries are committed
 * together, so that none is lost or doubled by a crash; a unique key makes sure. The lock of the destination's row keeps nodes apart.
 */
@ApplicationScoped
public class ExportRelay implements RecurringWork {

    private static final int BATCH = 200;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Events events;

    @Inject
    Exports exports;

    @Inject
    ExportConfig config;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    private volatile Set<UUID> withWork = Set.of();

    @Override
    public Duration pause() {
        return config.interval;
    }

    @Override
    public void runOutsideMerchants() {
        withWork = exports.withWork();
    }

    @Override
    public void run(UUID merchantId) {
        if (!withWork.contains(merchantId)) return;
        while (relay(merchantId)) {
            /* more are waiting */
        }
    }

    /** @return whether there may be more */
    private boolean relay(UUID merchantId) {
        return work.write(merchantId, () -> {
            @SuppressWarnings("unchecked")
            List<ExportDestination> behind = em.createNativeQuery("""
                            select * from export_destination where merchant_id = ?1 and enabled and told_position <
                                (select coalesce(max(position), 0) from event where merchant_id = ?1)
                            for update skip locked""", ExportDestination.class)
                    .setParameter(1, merchantId)
                    .getResultList();
            var more = false;
            for (var destination : behind) more |= relay(destination);
            return more;
        });
    }

    private boolean relay(ExportDestination destination) {
        var news = events.after(destination.merchantId(), destination.toldPosition(), BATCH);
        for (var event : news) {
            Occasion.of(event).filter(destination::wants).ifPresent(it -> add(destination, it, event));
            var position = event.position();
            if (position != null) destination.toldUpTo(position);
        }
        return news.size() == BATCH;
    }

    /** Nothing happens when this destination has the fact already. */
    private void add(ExportDestination destination, Occasion occasion, Event event) {
        var isOfOrder = "order".equals(event.aggregateType());
        var session = isOfOrder
                ? String.valueOf(event.data().get("session_id"))
                : event.aggregateId().toString();
        em.createNativeQuery("""
                        insert into export_delivery (merchant_id, delivery_id, destination_id, ordinal, event_id, occasion, session_id,
                                                     order_id, state, next_at, occurred_at, created_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, cast(?7 as uuid), cast(?8 as uuid), 'pending', ?9, ?10, ?9)
                        on conflict do nothing""")
                .setParameter(1, destination.merchantId())
                .setParameter(2, ids.next())
                .setParameter(3, destination.id())
                .setParameter(4, destination.nextOrdinal())
                .setParameter(5, event.id())
                .setParameter(6, occasion.stored())
                .setParameter(7, session)
                .setParameter(8, orderOf(event, isOfOrder))
                .setParameter(9, clock.now())
                .setParameter(10, event.occurredAt())
                .executeUpdate();
    }

    private static @Nullable String orderOf(Event event, boolean isOfOrder) {
        return isOfOrder ? event.aggregateId().toString() : null;
    }
}
