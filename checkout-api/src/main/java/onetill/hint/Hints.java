package onetill.hint;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.hint.HintBuffer.Cell;
import onetill.limit.RequestLimits;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.timer.RecurringWork;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Takes in what pages tell, in memory and without a word to the database, and writes it down together every now and then. What
 * does not fit is dropped and counted: nobody waits for a hint, and nobody is refused for one.
 */
@ApplicationScoped
public class Hints implements RecurringWork {

    /** Of hints; a batch that was dropped unread counts as one. */
    static final String DROPPED = "client_hints_dropped";

    private static final String REASON = "reason";

    @Inject
    HintConfig config;

    @Inject
    HintCounts counts;

    @Inject
    RequestLimits limits;

    @Inject
    Clocks clock;

    @Inject
    MetricRegistry metrics;

    private HintBuffer buffer = new HintBuffer(0);
    private volatile Map<UUID, Map<Cell, Long>> waiting = Map.of();

    /** Why hints come to nothing. */
    enum Reason {
        /** This node holds as much as it may. */
        BUFFER_FULL,
        /** Their session has sent more than its share. */
        SESSION_SHARE,
        /** The browser says that its user does not want to be watched. */
        OPTED_OUT,
        /** The database did not take them. */
        NOT_WRITTEN;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @PostConstruct
    void begin() {
        buffer = new HintBuffer(config.buffer);
    }

    /**
     * Takes hints of a session. A secret key may name any: those of a session that is not the merchant's come to nothing when they are
     * written, because looking now would cost what hints must not cost.
     *
     * @throws ProblemException NOT_FOUND for the token of another session
     */
    void take(Principal by, UUID sessionId, List<Hint> hints) {
        if (by.is(PrincipalKind.CLIENT_TOKEN) && !sessionId.equals(by.sessionId())) {
            throw ProblemException.notFound("checkout session", sessionId);
        }
        if (!limits.spareHints(sessionId, hints.size())) {
            drop(Reason.SESSION_SHARE, hints.size());
            return;
        }
        var day = clock.now().withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
        var lost = hints.stream()
                .filter(it -> !buffer.add(Cell.of(by.merchantId(), sessionId, day, it), it.count()))
                .count();
        if (lost > 0) drop(Reason.BUFFER_FULL, lost);
    }

    void drop(Reason reason, long hints) {
        metrics.counter(DROPPED, new Tag(REASON, reason.stored())).inc(hints);
    }

    @Override
    public Duration pause() {
        return config.interval;
    }

    @Override
    public void runOutsideMerchants() {
        waiting.values().forEach(it -> drop(Reason.NOT_WRITTEN, it.size())); // of merchants who have left meanwhile
        var all = new HashMap<UUID, Map<Cell, Long>>();
        buffer.drain()
                .forEach((cell, n) -> all.computeIfAbsent(cell.merchantId(), it -> new HashMap<>())
                        .put(cell, n));
        waiting = all;
    }

    @Override
    public void run(UUID merchantId) {
        var mine = waiting.remove(merchantId);
        if (mine == null) return;
        try {
            counts.add(merchantId, mine);
        } catch (RuntimeException e) {
            drop(Reason.NOT_WRITTEN, mine.size());
            throw e;
        }
        metrics.counter("client_hints_counted")
                .inc(mine.values().stream().mapToLong(Long::longValue).sum());
    }
}
