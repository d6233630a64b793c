package onetill.event;

import java.util.HashMap;
import java.util.Map;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;

/** How many streams this node has open, for whom: each has a seat, and there are only so many. */
final class Seats {

    private static final int SOON = 5;

    private final StreamConfig config;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    Seats(StreamConfig config) {
        this.config = config;
    }

    synchronized void take(Follower follower) {
        if (all >= config.perNode) throw full("at this server", config.perNode);
        var byCredential = taken.getOrDefault(credential(follower), 0);
        if (byCredential >= config.perCredential) throw full("with this credential", config.perCredential);
        var toSession = taken.getOrDefault(session(follower), 0);
        if (follower.sessionId() != null && toSession >= config.perSession) {
            throw full("for this session", config.perSession);
        }
        all++;
        taken.merge(credential(follower), 1, Integer::sum);
        if (follower.sessionId() != null) taken.merge(session(follower), 1, Integer::sum);
    }

    synchronized void giveBack(Follower follower) {
        all--;
        taken.computeIfPresent(credential(follower), (who, seats) -> seats == 1 ? null : seats - 1);
        if (follower.sessionId() == null) return;
        taken.computeIfPresent(session(follower), (which, seats) -> seats == 1 ? null : seats - 1);
    }

    synchronized int taken() {
        return all;
    }

    private static ProblemException full(String where, int most) {
        return new ProblemException(
                        ProblemType.TOO_MANY_STREAMS,
                        "%d streams are open %s, and more are not; close one, or follow several sessions by GET /events"
                                .formatted(most, where))
                .retryAfter(SOON);
    }

    private static String credential(Follower follower) {
        return follower.merchantId() + " by " + follower.by().device();
    }

    private static String session(Follower follower) {
        return follower.merchantId() + " to " + follower.sessionId();
    }
}
