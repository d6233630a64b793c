package onetill.funnel;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import onetill.database.Work;
import onetill.event.Event;
import onetill.event.Events;
import onetill.funnel.Journey.Outcome;
import onetill.runtime.Clocks;
import onetill.runtime.Times;
import onetill.timer.RecurringWork;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Folds events into journeys and counts. The position up to which that was done is written in the same transaction and under its
 * row lock, so that no event counts twice and none is left out, on any number of nodes, whenever one of them dies. Positions
 * follow the commits (see {@link onetill.event.EventRelay}), so that nothing becomes visible behind the position; what stands there in
 * another order than its session counted it has that session folded anew.
 */
@ApplicationScoped
public class Projection implements RecurringWork {

    private static final int BATCH = 1_000;

    /** What happened longer ago is no news for the meters: the funnel was made anew, or was away. */
    private static final Duration METERED = Duration.ofDays(2);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Events events;

    @Inject
    Journeys journeys;

    @Inject
    FunnelMeters meters;

    @Inject
    FunnelConfig config;

    @Inject
    Clocks clock;

    @Inject
    MetricRegistry metrics;

    private volatile Set<UUID> waiting = Set.of();
    private volatile @Nullable OffsetDateTime oldest;

    /**
     * Where a merchant's projection stands.
     *
     * @param counted what stands before it was counted by the meters; making the funnel anew does not count it twice
     */
    private record Place(int version, long position, long counted) {

        boolean isNews() {
            return position >= counted;
        }
    }

    /** What was known of a journey before it went on. */
    private record Before(Outcome outcome, Set<String> put, Set<String> spared) {

        private static final Before NOTHING = new Before(Outcome.OPEN, Set.of(), Set.of());

        static Before of(Journey journey) {
            return new Before(
                    journey.outcome(),
                    Set.copyOf(journey.put()),
                    Set.copyOf(journey.spared().keySet()));
        }
    }

    @PostConstruct
    void showLag() {
        metrics.gauge("funnel_lag_seconds", this::lagSeconds);
    }

    /** How old the oldest event of any merchant is that was not in the funnel when this node looked last. */
    private double lagSeconds() {
        var since = oldest;
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.now()).toMillis() / 1_000.0);
    }

    @Override
    public Duration pause() {
        return config.interval;
    }

    /** One question for all merchants: those to whom nothing happens cost nothing. */
    @Override
    public void runOutsideMerchants() {
        var found = work.outsideMerchants(() -> {
            List<?> rows = em.createNativeQuery("select merchant_id, oldest from find_funnel_work(?1, ?2, ?3)")
                    .setParameter(1, Journey.VERSION)
                    .setParameter(2, clock.now())
                    .setParameter(3, config.lostAfter.toSeconds())
                    .getResultList();
            return rows.stream().map(Object[].class::cast).toList();
        });
        waiting = found.stream().map(row -> (UUID) row[0]).collect(Collectors.toSet());
        oldest = found.stream()
                .map(row -> row[1])
                .filter(Objects::nonNull)
                .map(Times::of)
                .min(OffsetDateTime::compareTo)
                .orElse(null);
    }

    @Override
    public void run(UUID merchantId) {
        if (!waiting.contains(merchantId)) return;
        while (project(merchantId)) {
            /* more are waiting */
        }
        while (giveUp(merchantId)) {
            /* more have rested too long */
        }
    }

    /** @return whether there may be more */
    private boolean project(UUID merchantId) {
        return work.write(merchantId, () -> {
            var place = lock(merchantId);
            if (place == null) return false;
            var news = events.after(merchantId, place.position(), BATCH);
            if (news.isEmpty()) return false;
            var last = Objects.requireNonNull(news.get(news.size() - 1).position());
            fold(merchantId, news, last, place.isNews());
            em.createNativeQuery("""
                            update funnel_position set position = ?2, counted = greatest(counted, ?2), projected_at = ?3
                            where merchant_id = ?1""")
                    .setParameter(1, merchantId)
                    .setParameter(2, last)
                    .setParameter(3, clock.now())
                    .executeUpdate();
            work.afterCommit(() -> meters.projected(news.size()));
            em.clear(); // thousands of events are not kept by the context
            return news.size() == BATCH;
        });
    }

    /** The merchant's place under its lock; null when another node is at it. Begins anew when the rules are others now. */
    private @Nullable Place lock(UUID merchantId) {
        em.createNativeQuery(
                        "insert into funnel_position (merchant_id, version) values (?1, ?2) on conflict do nothing")
                .setParameter(1, merchantId)
                .setParameter(2, Journey.VERSION)
                .executeUpdate();
        List<?> rows = em.createNativeQuery(
                        "select version, position, counted from funnel_position where merchant_id = ?1 for update skip locked")
                .setParameter(1, merchantId)
                .getResultList();
        if (rows.isEmpty()) return null;
        var row = (Object[]) rows.get(0);
        var place =
                new Place(((Number) row[0]).intValue(), ((Number) row[1]).longValue(), ((Number) row[2]).longValue());
        if (place.version() == Journey.VERSION) return place;
        journeys.forget(merchantId);
        em.createNativeQuery("update funnel_position set version = ?2, position = 0 where merchant_id = ?1")
                .setParameter(1, merchantId)
                .setParameter(2, Journey.VERSION)
                .executeUpdate();
        return new Place(Journey.VERSION, 0, place.counted());
    }

    private void fold(UUID merchantId, List<Event> news, long last, boolean isNews) {
        var happened = news.stream()
                .map(Happened::of)
                .filter(Objects::nonNull)
                .map(Happened.class::cast)
                .toList();
        var sessions = happened.stream().map(Happened::sessionId).collect(Collectors.toCollection(LinkedHashSet::new));
        var values = journeys.values(merchantId);
        change(merchantId, sessions, values, isNews, known -> {
            var again = new HashSet<UUID>();
            for (var event : happened) {
                var journey = known.computeIfAbsent(event.sessionId(), id -> Journey.of(event));
                if (!journey.isNext(event)) again.add(event.sessionId());
                journey.take(event);
                values.see(journey);
            }
            for (var id : again) {
                var journey = Objects.requireNonNull(known.get(id));
                journey.anew(journeys.events(merchantId, id, last));
                values.see(journey);
            }
        });
        journeys.keep(merchantId, values);
    }

    /** Changes journeys of these sessions, and the counts with them. */
    private void change(
            UUID merchantId,
            Set<UUID> sessions,
            AttributeValues values,
            boolean isNews,
            Consumer<Map<UUID, Journey>> change) {
        if (sessions.isEmpty()) return;
        Map<UUID, Journey> known = new LinkedHashMap<>(journeys.of(merchantId, sessions));
        var before = new Counts();
        var beforeByAttribute = new AttributeCounts();
        var were = new HashMap<UUID, Before>();
        known.values().forEach(it -> {
            before.add(it);
            beforeByAttribute.add(it, values);
            were.put(it.sessionId(), Before.of(it));
        });
        change.accept(known);
        var after = new Counts();
        var afterByAttribute = new AttributeCounts();
        known.values().forEach(it -> {
            after.add(it);
            afterByAttribute.add(it, values);
        });
        journeys.keep(
                merchantId,
                known.values(),
                Counts.difference(before, after),
                AttributeCounts.difference(beforeByAttribute, afterByAttribute));
        var recent = clock.now().minus(METERED);
        if (!isNews) return;
        work.afterCommit(() -> known.values().stream()
                .filter(it -> it.activeAt().isAfter(recent))
                .forEach(it -> meter(it, were)));
    }

    private void meter(Journey journey, Map<UUID, Before> were) {
        var before = were.getOrDefault(journey.sessionId(), Before.NOTHING);
        meters.asked(journey, before.put(), before.spared());
        if (journey.outcome() == Outcome.LOST && before.outcome() != Outcome.LOST) meters.lost(journey);
    }

    /** Counts those as lost who have rested too long. */
    private boolean giveUp(UUID merchantId) {
        return work.write(merchantId, () -> {
            if (lock(merchantId) == null) return false;
            var rested = journeys.rested(merchantId, clock.now(), config.lostAfter.toSeconds(), BATCH);
            change(
                    merchantId,
                    new LinkedHashSet<>(rested),
                    journeys.values(merchantId),
                    true,
                    known -> new ArrayList<>(known.values()).forEach(Journey::giveUp));
            return rested.size() == BATCH;
        });
    }
}
