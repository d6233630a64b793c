package onetill.orderstatus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import onetill.database.Work;
import onetill.event.Event;
import onetill.event.Events;
import onetill.runtime.Clocks;
import onetill.timer.RecurringWork;

/**
 * Has buyers told of what has happened to their orders. Each message is written in the transaction that moves the cursor past its event, under
 * the cursor's lock: neither a crash nor another node loses or doubles one, and no sale, refund or parcel waits for any of it.
 */
@ApplicationScoped
public class NoticeRelay implements RecurringWork {

    private static final Logger LOG = Logger.getLogger(NoticeRelay.class.getName());
    private static final int BATCH = 200;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Events events;

    @Inject
    Notices notices;

    @Inject
    NoticeConfig config;

    @Inject
    Clocks clock;

    private volatile Set<UUID> withWork = Set.of();

    @Override
    public Duration pause() {
        return config.interval;
    }

    /** One question for all merchants: those to whom nothing happens cost nothing. */
    @Override
    public void runOutsideMerchants() {
        withWork = work.outsideMerchants(() -> {
            List<?> rows = em.createNativeQuery("select merchant_id from find_notice_work()")
                    .getResultList();
            return rows.stream().map(UUID.class::cast).collect(Collectors.toSet());
        });
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
        var news = events.after(merchantId, work.write(merchantId, () -> position(merchantId)), BATCH);
        for (var event : news) Occasion.of(event).filter(it -> isNews(event)).ifPresent(it -> tell(event, it));
        if (!news.isEmpty()) {
            work.write(merchantId, () -> passed(news.get(news.size() - 1)));
        }
        return news.size() == BATCH;
    }

    private boolean isNews(Event event) {
        return event.occurredAt().isAfter(clock.now().minus(config.mostLate));
    }

    private void tell(Event event, Occasion occasion) {
        try {
            work.write(event.merchantId(), () -> {
                if (position(event.merchantId()) >= position(event)) return 0;
                notices.tell(event, occasion);
                return passed(event);
            });
        } catch (RuntimeException e) {
            if (isOfDatabase(e)) throw e;
            // It would be so the next time, too, and nobody would hear of anything behind it.
            LOG.log(Level.WARNING, "a buyer is not told of the event " + event.id(), e);
        }
    }

    /** What may be different in a moment. */
    private static boolean isOfDatabase(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) return true;
        }
        return false;
    }

    /** How far it has been looked, with the row locked until the work ends. */
    private long position(UUID merchantId) {
        em.createNativeQuery(
                        "insert into notice_cursor (merchant_id, told_position) values (?1, 0) on conflict do nothing")
                .setParameter(1, merchantId)
                .executeUpdate();
        return ((Number) em.createNativeQuery(
                                "select told_position from notice_cursor where merchant_id = ?1 for update")
                        .setParameter(1, merchantId)
                        .getSingleResult())
                .longValue();
    }

    private static long position(Event event) {
        var position = event.position();
        return position == null ? 0 : position;
    }

    private int passed(Event event) {
        return em.createNativeQuery("""
                        update notice_cursor set told_position = greatest(told_position, ?2) where merchant_id = ?1""")
                .setParameter(1, event.merchantId())
                .setParameter(2, position(event))
                .executeUpdate();
    }
}
