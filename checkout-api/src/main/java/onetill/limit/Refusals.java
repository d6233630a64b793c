package onetill.limit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Says no, with when to come again, and counts it by the limit alone: who was refused is nobody's tag. */
@ApplicationScoped
public class Refusals {

    private static final int A_DAY = 24 * 60 * 60;

    @Inject
    MetricRegistry metrics;

    ProblemException requests(Limit limit, long waitNanos) {
        return refused(
                ProblemType.TOO_MANY_REQUESTS,
                "more than %d requests in %s; ask less often".formatted(limit.quota(), limit.window()),
                limit,
                waitNanos);
    }

    ProblemException payments(Limit limit, long waitNanos) {
        return refused(
                ProblemType.TOO_MANY_PAYMENT_TRIES,
                "too many payments were tried from here; nothing was charged, try again later",
                limit,
                waitNanos);
    }

    ProblemException codes(Limit limit, long waitNanos) {
        return refused(
                ProblemType.TOO_MANY_TRIES,
                "too many wrong codes came from here; wait before the next one",
                limit,
                waitNanos);
    }

    private ProblemException refused(ProblemType type, String detail, Limit limit, long waitNanos) {
        metrics.counter("requests_limited", new Tag("limit", limit.name())).inc();
        return new ProblemException(type, detail).with("limit", limit.name()).retryAfter((int)
                Math.max(1, Math.min(A_DAY, Seconds.of(waitNanos))));
    }
}
