package onetill.export;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.event.Meters;
import onetill.runtime.Chance;
import onetill.runtime.Clocks;
import onetill.timer.RecurringWork;
import onetill.webhook.Egress;
import onetill.webhook.Hands;
import onetill.webhook.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is due, at least once; the receiver knows by the id what it has been told before. What is told is written at each try, by what
 * the buyer agrees to at that moment. A later fact of the same session waits until the earlier one has arrived or was given up.
 */
@ApplicationScoped
public class ExportSender implements RecurringWork {

    private static final Logger LOG = Logger.getLogger(ExportSender.class.getName());
    private static final int MOST_AT_ONCE = 16;
    private static final int MOST_PER_DESTINATION = 4;
    private static final int MOST_LOOKED_AT = 50;
    private static final double JITTER = 0.1;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Resource
    ManagedExecutorService executor;

    @Inject
    Work work;

    @Inject
    Receivers receivers;

    @Inject
    Occurrences occurrences;

    @Inject
    Egress egress;

    @Inject
    Wire wire;

    @Inject
    KafkaTopic kafka;

    @Inject
    Exports exports;

    @Inject
    ExportConfig config;

    @Inject
    Chance chance;

    @Inject
    Meters meters;

    @Inject
    Clocks clock;

    private volatile Set<UUID> withWork = Set.of();
    private final Hands hands = new Hands(MOST_AT_ONCE, MOST_PER_DESTINATION);

    /** A claimed delivery and everything a call needs. */
    private record Sending(ExportDelivery delivery, Receiver receiver, Account account, Written.Told told) {}

    /** What came of a try; the status is null when there was no answer. */
    private record Result(@Nullable Integer status, boolean taken, String words) {}

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
        for (var destination : waiting(merchantId))
            hands.pump(executor, destination, () -> next(merchantId, destination));
    }

    private List<UUID> waiting(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select e.destination_id from export_destination e
                            where e.merchant_id = ?1 and e.enabled and exists (
                                select 1 from export_delivery d
                                where d.merchant_id = e.merchant_id and d.destination_id = e.destination_id
                                  and d.state = 'pending' and d.next_at <= ?2)""")
                    .setParameter(1, merchantId)
                    .setParameter(2, clock.now())
                    .getResultList();
            return rows.stream().map(UUID.class::cast).toList();
        });
    }

    private @Nullable Runnable next(UUID merchantId, UUID destinationId) {
        var claimed = claim(merchantId, destinationId);
        return claimed == null ? null : () -> settle(claimed, send(claimed));
    }

    /** The next that is due and may be told. What may not is settled on the way. */
    private @Nullable Sending claim(UUID merchantId, UUID destinationId) {
        return work.write(merchantId, () -> {
            var destination = em.find(ExportDestination.class, new MerchantKey(merchantId, destinationId));
            if (destination == null || !destination.isEnabled()) return null;
            var receiver = receivers.find(destination.kind()).orElse(null);
            if (receiver == null) return null;
            for (var looked = 0; looked < MOST_LOOKED_AT; looked++) {
                var delivery = due(merchantId, destinationId);
                if (delivery == null) return null;
                var told = written(receiver, destination, delivery);
                if (told != null) return new Sending(delivery, receiver, destination.account(), told);
                em.flush();
            }
            return null;
        });
    }

    /** The first that is due, of a session of which nothing earlier is untold. */
    private @Nullable ExportDelivery due(UUID merchantId, UUID destinationId) {
        List<?> due = em.createNativeQuery("""
                        select d.* from export_delivery d
                        where d.merchant_id = ?1 and d.destination_id = ?2 and d.state = 'pending' and d.next_at <= ?3
                          and not exists (
                            select 1 from export_delivery b
                            where b.merchant_id = d.merchant_id and b.destination_id = d.destination_id
                              and b.session_id = d.session_id and b.state = 'pending' and b.ordinal < d.ordinal)
                        order by d.ordinal limit 1 for update of d skip locked""", ExportDelivery.class)
                .setParameter(1, merchantId)
                .setParameter(2, destinationId)
                .setParameter(3, clock.now())
                .getResultList();
        return due.isEmpty() ? null : (ExportDelivery) due.get(0);
    }

    /** Null when it is not told now; the delivery says why. */
    private Written.@Nullable Told written(Receiver receiver, ExportDestination destination, ExportDelivery delivery) {
        var now = clock.now();
        try {
            var found = occurrences.of(delivery, receiver.purposes());
            var patience = delivery.occurredAt().plus(config.consentWait);
            if (found.unsaid() && now.isBefore(patience)) {
                delivery.waitUntil(patience);
                return null;
            }
            var written = receiver.write(found.occurrence(), destination.account());
            if (written instanceof Written.Told told) {
                delivery.claim(now.plus(config.lease), now);
                return told;
            }
            delivery.withheld(((Written.Withheld) written).why(), now);
            count(destination.kind(), delivery);
        } catch (RuntimeException e) {
            // What cannot be written is a failed try, or all others would wait behind it without end.
            LOG.log(Level.WARNING, "export " + delivery.id() + " cannot be written", e);
            delivery.claim(now, now);
            delivery.failed(null, "it cannot be written: " + e.getClass().getSimpleName(), pauseAfter(delivery), now);
            count(destination.kind(), delivery);
        }
        return null;
    }

    private Result send(Sending sending) {
        try {
            return sending.told() instanceof Written.Letter letter
                    ? post(sending, letter)
                    : put(sending, (Written.Entry) sending.told());
        } catch (Egress.Refused e) {
            return new Result(null, false, e.why());
        } catch (IOException | RuntimeException e) {
            // Also what should not happen is a failed try, or it would be tried without end.
            return new Result(null, false, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private Result post(Sending sending, Written.Letter letter) throws IOException, Egress.Refused {
        var headers = new LinkedHashMap<>(letter.headers());
        headers.putAll(sending.receiver().authorization(sending.account()));
        headers.putIfAbsent("User-Agent", "OneTill");
        var target = egress.check(letter.url());
        var answer = wire.exchange(target, headers, letter.body(), config.timeout);
        var reading = sending.receiver().read(answer, sending.account());
        return new Result(answer.status(), reading.taken(), reading.words());
    }

    private Result put(Sending sending, Written.Entry entry) throws IOException {
        kafka.put(sending.delivery().merchantId(), entry, config.timeout);
        return new Result(null, true, "the brokers have it");
    }

    private void settle(Sending sending, Result result) {
        var claimed = sending.delivery();
        work.write(claimed.merchantId(), () -> {
            var delivery = em.find(
                    ExportDelivery.class,
                    new MerchantKey(claimed.merchantId(), claimed.id()),
                    LockModeType.PESSIMISTIC_WRITE);
            if (delivery == null || !delivery.isHeldBy(claimed.attempts())) return false;
            var now = clock.now();
            var status = result.status();
            if (result.taken()) delivery.delivered(status, result.words(), now);
            else delivery.failed(status, result.words(), pauseAfter(delivery), now);
            count(sending.receiver().kind(), delivery);
            return true;
        });
    }

    private void count(String kind, ExportDelivery delivery) {
        var result = delivery.isPending() ? "retried" : delivery.state();
        work.afterCommit(() -> meters.countExport(kind, result));
    }

    /** Null when that was the last try. */
    private @Nullable Duration pauseAfter(ExportDelivery delivery) {
        var tries = delivery.tries();
        return tries > config.retries.size() ? null : chance.about(config.retries.get(tries - 1), JITTER);
    }
}
