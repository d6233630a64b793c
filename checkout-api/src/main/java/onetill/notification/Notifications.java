package onetill.notification;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.notification.Gateway.Letter;
import onetill.notification.Gateway.NotDelivered;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.timer.RecurringWork;
import org.jspecify.annotations.Nullable;

/**
 * All messages to people. One is written together with what it tells of, and sent by whichever node comes first, at least
 * once. Its words are forgotten when it was sent or given up.
 */
@ApplicationScoped
public class Notifications implements RecurringWork {

    private static final Logger LOG = Logger.getLogger(Notifications.class.getName());
    private static final int LONGEST_ERROR = 500;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Resource
    ManagedExecutorService executor;

    @Inject
    @Any
    Instance<Gateway> gateways;

    @Inject
    Work work;

    @Inject
    NotificationConfig config;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * A message to write.
     *
     * @param purpose what it is for: {@code verification}
     * @param subject null for a text message
     * @param expiresAt when it is of no use any more
     */
    public record Wanted(
            Medium medium,
            String recipient,
            String purpose,
            @Nullable String subject,
            String text,
            OffsetDateTime expiresAt) {}

    private record Claimed(Letter letter, Medium medium, int attempts) {}

    public boolean isReady(Medium medium) {
        return gateway(medium).filter(Gateway::isReady).isPresent();
    }

    private Optional<Gateway> gateway(Medium medium) {
        return gateways.stream().filter(it -> it.medium() == medium).findFirst();
    }

    /**
     * Writes a message in the caller's transaction; it is sent as soon as that is committed.
     *
     * @throws ProblemException MESSAGE_NOT_OFFERED when nothing is configured that could send it
     */
    public UUID write(UUID merchantId, Wanted wanted) {
        if (!isReady(wanted.medium())) {
            throw new ProblemException(
                    ProblemType.MESSAGE_NOT_OFFERED,
                    wanted.medium() == Medium.EMAIL
                            ? "no mail server is configured here; set SMTP_HOST"
                            : "nothing that sends text messages is configured here; set SMS_WEBHOOK_URL");
        }
        var id = ids.next();
        var keyring = Keyring.current();
        var recipient = Field.NOTIFICATION_RECIPIENT.of(merchantId, id);
        return work.write(merchantId, () -> {
            em.createNativeQuery("""
                            insert into notification (merchant_id, notification_id, medium, recipient, purpose, subject, text,
                                                      state, next_at, created_at, expires_at, recipient_index)
                            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'pending', ?8, ?8, ?9, ?10)""")
                    .setParameter(1, merchantId)
                    .setParameter(2, id)
                    .setParameter(3, wanted.medium().stored())
                    .setParameter(4, keyring.seal(recipient, wanted.recipient()))
                    .setParameter(5, wanted.purpose())
                    .setParameter(6, keyring.sealIfAny(Field.NOTIFICATION_SUBJECT.of(merchantId, id), wanted.subject()))
                    .setParameter(7, keyring.seal(Field.NOTIFICATION_TEXT.of(merchantId, id), wanted.text()))
                    .setParameter(8, clock.now())
                    .setParameter(9, wanted.expiresAt())
                    .setParameter(10, keyring.index(recipient, wanted.recipient()))
                    .executeUpdate();
            work.afterCommit(() -> sendSoon(merchantId));
            return id;
        });
    }

    private void sendSoon(UUID merchantId) {
        try {
            executor.execute(() -> send(merchantId));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "a message waits for the next run");
        }
    }

    @Override
    public Duration pause() {
        return config.interval;
    }

    @Override
    public void run(UUID merchantId) {
        send(merchantId);
        forget(merchantId);
    }

    private void send(UUID merchantId) {
        for (var claimed = claim(merchantId); claimed != null; claimed = claim(merchantId)) {
            settle(merchantId, claimed, failure(claimed));
        }
    }

    /** The next that is due, if it is still of use; until its lease ends it is nobody else's. */
    private @Nullable Claimed claim(UUID merchantId) {
        return work.write(merchantId, () -> {
            var now = clock.now();
            List<?> rows = em.createNativeQuery("""
                            update notification set attempts = attempts + 1, next_at = ?3
                            where merchant_id = ?1 and notification_id = (
                                select notification_id from notification
                                where merchant_id = ?1 and state = 'pending' and next_at <= ?2
                                order by next_at limit 1 for update skip locked)
                            returning notification_id, medium, recipient, subject, text, attempts, expires_at > ?2""")
                    .setParameter(1, merchantId)
                    .setParameter(2, now)
                    .setParameter(3, now.plus(config.lease()))
                    .getResultList();
            if (rows.isEmpty()) return null;
            var row = (Object[]) rows.get(0);
            var isOfUse = Boolean.TRUE.equals(row[6]);
            return new Claimed(
                    letter(merchantId, row, isOfUse), Medium.of((String) row[1]), ((Number) row[5]).intValue());
        });
    }

    private static Letter letter(UUID merchantId, Object[] row, boolean isOfUse) {
        var keyring = Keyring.current();
        var id = (UUID) row[0];
        return new Letter(
                id,
                keyring.open(Field.NOTIFICATION_RECIPIENT.of(merchantId, id), String.valueOf(row[2])),
                keyring.openIfAny(Field.NOTIFICATION_SUBJECT.of(merchantId, id), row[3]),
                isOfUse ? keyring.open(Field.NOTIFICATION_TEXT.of(merchantId, id), String.valueOf(row[4])) : "");
    }

    /** @return what went wrong; null when it was handed over */
    private @Nullable NotDelivered failure(Claimed claimed) {
        if (claimed.letter().text().isEmpty()) return new NotDelivered("it is of no use any more", true);
        var gateway = gateway(claimed.medium()).filter(Gateway::isReady);
        if (gateway.isEmpty()) return new NotDelivered("nothing is configured that could send it", false);
        try {
            gateway.get().deliver(claimed.letter());
            return null;
        } catch (NotDelivered e) {
            return e;
        } catch (RuntimeException e) {
            // What should not happen is a failed try too, or it would be tried without end.
            return new NotDelivered(e.getClass().getSimpleName() + ": " + e.getMessage(), false);
        }
    }

    private void settle(UUID merchantId, Claimed claimed, @Nullable NotDelivered failure) {
        var pause = claimed.attempts() > config.retries.size() ? null : config.retries.get(claimed.attempts() - 1);
        var over = failure == null || failure.isForGood() || pause == null;
        if (failure != null) {
            LOG.log(over ? Level.WARNING : Level.FINE, "message {0} was not taken: {1}", new Object[] {
                claimed.letter().id(), failure.getMessage()
            });
        }
        var now = clock.now();
        work.write(
                merchantId,
                () -> em.createNativeQuery("""
                        update notification set state = ?4, next_at = ?5, error = ?6,
                            text = case when ?4 = 'pending' then text end,
                            subject = case when ?4 = 'pending' then subject end,
                            settled_at = case when ?4 = 'pending' then settled_at else cast(?7 as timestamptz) end
                        where merchant_id = ?1 and notification_id = ?2 and attempts = ?3 and state = 'pending'""")
                        .setParameter(1, merchantId)
                        .setParameter(2, claimed.letter().id())
                        .setParameter(3, claimed.attempts())
                        .setParameter(4, failure == null ? "sent" : over ? "failed" : "pending")
                        .setParameter(5, now.plus(pause == null ? Duration.ZERO : pause))
                        .setParameter(6, failure == null ? null : shortened(String.valueOf(failure.getMessage())))
                        .setParameter(7, now)
                        .executeUpdate());
    }

    private static String shortened(String error) {
        return error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
    }

    private void forget(UUID merchantId) {
        work.write(
                merchantId,
                () -> em.createNativeQuery("delete from notification where merchant_id = ?1 and settled_at < ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, clock.now().minus(config.kept))
                        .executeUpdate());
    }
}
