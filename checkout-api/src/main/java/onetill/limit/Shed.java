package onetill.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import onetill.problem.ProblemException;

/**
 * Counts in this node's memory, for some hundred nanoseconds, before anything else is done. It knows nothing of other nodes: for
 * what must hold over all of them there is {@link SharedLimits}.
 */
@ApplicationScoped
public class Shed {

    /** About 20 MB. Beyond it, buckets that are full, which are as good as none, are forgotten, and then any. */
    static final int MOST_BUCKETS = 50_000;

    @Inject
    Refusals refusals;

    @Inject
    Quotas quotas;

    private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();

    private record Key(Limit limit, String subject) {}

    /**
     * One more.
     *
     * @throws ProblemException TOO_MANY_REQUESTS
     */
    void take(Limit limit, String subject) {
        take(limit, subject, 1);
    }

    void take(Limit limit, String subject, long tokens) {
        if (limit.isOff()) return;
        var probe = bucket(limit, subject).tryConsumeAndReturnRemaining(Math.min(tokens, limit.burst()));
        quotas.now(limit, probe);
        if (!probe.isConsumed()) throw refused(limit, probe);
    }

    /** Takes so many if they are there: for what is dropped without a word when they are not. */
    boolean spares(Limit limit, String subject, long tokens) {
        return limit.isOff() || bucket(limit, subject).tryConsume(tokens);
    }

    /**
     * Nothing is taken, but nobody passes whose bucket is empty.
     *
     * @throws ProblemException TOO_MANY_REQUESTS
     */
    void guard(Limit limit, String subject) {
        if (limit.isOff()) return;
        var known = buckets.get(new Key(limit, subject));
        if (known == null) return;
        var estimate = known.estimateAbilityToConsume(1);
        if (estimate.canBeConsumed()) return;
        quotas.now(limit, 0, estimate.getNanosToWaitForRefill());
        throw refusals.requests(limit, estimate.getNanosToWaitForRefill());
    }

    private ProblemException refused(Limit limit, ConsumptionProbe probe) {
        return refusals.requests(limit, probe.getNanosToWaitForRefill());
    }

    private Bucket bucket(Limit limit, String subject) {
        var key = new Key(limit, subject);
        var known = buckets.get(key);
        if (known != null) return known;
        if (buckets.size() >= MOST_BUCKETS) forgetSome();
        return buckets.computeIfAbsent(key, Shed::fresh);
    }

    private static Bucket fresh(Key key) {
        var builder = Bucket.builder();
        for (var bandwidth : key.limit().bucket().getBandwidths()) builder.addLimit(bandwidth);
        return builder.build();
    }

    private synchronized void forgetSome() {
        if (buckets.size() < MOST_BUCKETS) return;
        buckets.entrySet()
                .removeIf(it -> it.getValue().getAvailableTokens()
                        >= it.getKey().limit().burst());
        Iterator<Key> all = buckets.keySet().iterator();
        while (buckets.size() > MOST_BUCKETS / 2 && all.hasNext()) {
            all.next();
            all.remove();
        }
    }

    int size() {
        return buckets.size();
    }
}
