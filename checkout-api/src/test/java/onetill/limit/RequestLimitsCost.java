package onetill.limit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;

/** What counting a request costs: the same calls with limits and without, in alternating rounds of one run. */
final class RequestLimitsCost {

    private static final int ROUNDS = 21;
    private static final int CALLS = 20_000;
    private static final double NANOS_IN_MICRO = 1_000.0;

    private RequestLimitsCost() {}

    public static void main(String[] arguments) {
        var with = of("1000000000/PT1M");
        var without = of("0");
        var costs = new double[ROUNDS];
        var bare = new double[ROUNDS];
        for (var round = -5; round < ROUNDS; round++) { // the first rounds warm up
            var off = micros(without);
            var on = micros(with);
            if (round < 0) continue;
            costs[round] = on - off;
            bare[round] = off;
        }
        Arrays.sort(costs);
        Arrays.sort(bare);
        System.out.printf(
                "limits cost %.2f µs a call (median of %d pairs, %.2f to %.2f); without them admitting costs %.2f µs%n",
                costs[ROUNDS / 2], ROUNDS, costs[0], costs[ROUNDS - 1], bare[ROUNDS / 2]);
    }

    private static double micros(RequestLimits limits) {
        var session = UUID.randomUUID();
        var shopper = new Principal(
                PrincipalKind.CLIENT_TOKEN, session, session.toString(), "shopper", null, session, Set.of());
        var began = System.nanoTime();
        for (var i = 0; i < CALLS; i++) {
            limits.visitor.cameFrom("10.0.0.1", List.of(), List.of("203.0.113.7"));
            limits.admitted("ct_0123456789012345678901234567890", () -> Optional.of(shopper));
        }
        return (System.nanoTime() - began) / NANOS_IN_MICRO / CALLS;
    }

    private static RequestLimits of(String limit) {
        var limits = new RequestLimits();
        limits.config = LimitConfigs.open();
        limits.config.trustedProxies = "10.0.0.0/8";
        limits.config.requestsPerAddress = limit;
        limits.config.requestsPerSession = limit;
        limits.config.wrongCredentialsPerAddress = limit;
        limits.config.read();
        limits.visitor = new Visitor();
        limits.visitor.config = limits.config;
        limits.shed = new Shed();
        limits.shed.quotas = new Quotas();
        limits.shed.refusals = new Refusals();
        return limits;
    }
}
