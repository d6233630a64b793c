package onetill.payment.reconciliation;

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
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.access.Merchants;
import onetill.database.Work;
import onetill.payment.ReportsMoney;
import onetill.payment.inbox.ProviderEvent;
import onetill.runtime.Clocks;
import onetill.runtime.Times;
import onetill.timer.RecurringWork;
import org.jspecify.annotations.Nullable;

/**
 * Reads each provider's list and compares. One node at a time reads one provider; the lease only saves work, for reading
 * twice has no further effect. A reading that is interrupted begins again where the last whole one ended.
 */
@ApplicationScoped
public class Reconciliation implements RecurringWork {

    private static final Logger LOG = Logger.getLogger(Reconciliation.class.getName());
    private static final Duration OVERLAP = Duration.ofHours(1);
    private static final Duration LEASE = Duration.ofMinutes(30);
    private static final int MOST_FOUND = 1_000;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Merchants merchants;

    @Inject
    @Any
    Instance<ReportsMoney> reporters;

    @Inject
    Movements movements;

    @Inject
    Breaks breaks;

    @Inject
    Strays strays;

    @Inject
    ReconciliationConfig config;

    @Inject
    Clocks clock;

    /**
     * How far a provider's list was read.
     *
     * @param readFrom what happened before was never compared
     * @param readAt when the last whole reading began; null before the first has ended
     */
    public record Statement(
            String provider,
            OffsetDateTime readFrom,
            OffsetDateTime readUntil,
            @Nullable OffsetDateTime readAt) {}

    @Override
    public Duration pause() {
        return config.interval;
    }

    @Override
    public void runOutsideMerchants() {
        reporters.forEach(it -> run(it, config.interval.dividedBy(2)));
    }

    @Override
    public void run(UUID merchantId) {
        /* a provider's list is read once for all merchants */
    }

    /** Reads and compares now; what another node is reading at this moment is left to it. */
    public void now() {
        reporters.forEach(it -> run(it, Duration.ZERO));
    }

    /** Those of all providers that report. */
    public List<Statement> statements() {
        return reporters.stream()
                .flatMap(it -> statement(it.provider()).stream())
                .toList();
    }

    private void run(ReportsMoney reporter, Duration rested) {
        var began = clock.now();
        var claimed = claim(reporter.provider(), began, rested);
        if (claimed.isEmpty()) return;
        var last = claimed.get();
        try {
            reporter.since(last.readUntil().minus(OVERLAP), movements::note);
            payOut(reporter);
            for (var merchantId : merchants.all()) {
                breaks.duplicates(merchantId, reporter.provider()).forEach(strays::again);
                compare(merchantId, last, began);
            }
            finish(reporter.provider(), began);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the list of " + reporter.provider() + " could not be read to its end", e);
            release(reporter.provider());
        }
    }

    private void payOut(ReportsMoney reporter) {
        for (var merchantId : merchants.all()) payOut(reporter, merchantId);
        payOut(reporter, ProviderEvent.NOBODY);
    }

    private void payOut(ReportsMoney reporter, UUID merchantId) {
        for (var payout : movements.openPayouts(merchantId, reporter.provider())) {
            movements.paidOut(reporter.provider(), payout, reporter.paidOutBy(payout.payoutRef()));
        }
    }

    /** Compares what may have changed since the last time, attempt by attempt. */
    private void compare(UUID merchantId, Statement last, OffsetDateTime began) {
        var readAt = last.readAt();
        var since = (readAt == null ? last.readFrom() : readAt.minus(OVERLAP)).minus(config.grace);
        work.write(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            with touched as (
                                select attempt_id from payment_attempt
                                where merchant_id = ?1 and answered_at >= ?3 and captured_minor > 0
                                union select attempt_id from refund where merchant_id = ?1 and answered_at >= ?3
                                union select attempt_id from provider_transaction
                                where merchant_id = ?1 and provider = ?2 and read_at >= ?3 and attempt_id is not null
                                union select attempt_id from reconciliation_break
                                where merchant_id = ?1 and provider = ?2 and explained_at is null and attempt_id is not null)
                            select a.attempt_id, coalesce(a.provider_ref, ''), a.currency, a.captured_minor, a.refunded_minor,
                                   coalesce(sum(t.amount_minor) filter (where t.kind = 'charge'), 0),
                                   coalesce(-sum(t.amount_minor) filter (where t.kind = 'refund'), 0)
                            from touched
                            join payment_attempt a on a.merchant_id = ?1 and a.attempt_id = touched.attempt_id
                            left join provider_transaction t on t.merchant_id = a.merchant_id and t.provider = a.provider
                                and t.attempt_id = a.attempt_id and t.payment_ref = a.provider_ref
                            where a.provider = ?2 and a.sent_at >= ?4 and a.answered_at < ?5
                              and not exists (select 1 from refund r where r.merchant_id = a.merchant_id
                                  and r.attempt_id = a.attempt_id and r.state in ('sent', 'unknown'))
                            group by a.merchant_id, a.attempt_id
                            having max(coalesce(t.moved_at, a.answered_at)) < ?5""")
                    .setParameter(1, merchantId)
                    .setParameter(2, last.provider())
                    .setParameter(3, since)
                    .setParameter(4, last.readFrom())
                    .setParameter(5, began.minus(config.grace))
                    .getResultList();
            var found = rows.stream()
                    .map(Object[].class::cast)
                    .map(row -> new Compared(merchantId, last.provider(), row))
                    .toList();
            found.stream()
                    .filter(Compared::agrees)
                    .forEach(it -> breaks.agreed(merchantId, last.provider(), it.attemptId()));
            found.stream()
                    .filter(it -> !it.agrees())
                    .flatMap(Compared::differences)
                    .limit(MOST_FOUND)
                    .forEach(breaks::found);
            return found.size();
        });
    }

    private Optional<Statement> claim(String provider, OffsetDateTime now, Duration rested) {
        return work.outsideMerchants(() -> {
            em.createNativeQuery("""
                            insert into provider_statement (provider, read_from, read_until, lease_until)
                            values (?1, ?2, ?2, ?2) on conflict (provider) do nothing""")
                    .setParameter(1, provider)
                    .setParameter(2, now.minus(config.first))
                    .executeUpdate();
            var mine = em.createNativeQuery("""
                            update provider_statement set lease_until = ?3
                            where provider = ?1 and lease_until < ?2 and (read_at is null or read_at <= ?4)""")
                    .setParameter(1, provider)
                    .setParameter(2, now)
                    .setParameter(3, now.plus(LEASE))
                    .setParameter(4, now.minus(rested))
                    .executeUpdate();
            return mine == 1 ? find(provider) : Optional.<Statement>empty();
        });
    }

    private Optional<Statement> statement(String provider) {
        return work.outsideMerchants(() -> find(provider));
    }

    private Optional<Statement> find(String provider) {
        List<?> rows = em.createNativeQuery("""
                        select provider, read_from, read_until, read_at from provider_statement where provider = ?1""").setParameter(1, provider).getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Statement(
                        (String) row[0], Times.of(row[1]), Times.of(row[2]), row[3] == null ? null : Times.of(row[3])))
                .findFirst();
    }

    private void finish(String provider, OffsetDateTime began) {
        work.outsideMerchants(() -> em.createNativeQuery("""
                        update provider_statement set read_until = greatest(read_until, ?2), read_at = ?2, lease_until = ?2
                        where provider = ?1""")
                .setParameter(1, provider)
                .setParameter(2, began)
                .executeUpdate());
    }

    private void release(String provider) {
        work.outsideMerchants(
                () -> em.createNativeQuery("update provider_statement set lease_until = read_from where provider = ?1")
                        .setParameter(1, provider)
                        .executeUpdate());
    }
}
