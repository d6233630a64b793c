package onetill.suite;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What a shop could do in any order with one session and its order: whatever it is, money is conserved. */
public class Sequences {

    private static @Nullable World world;

    private static int done;

    /** One thing somebody does; what is not possible at that moment is refused, and that is fine. */
    sealed interface Step {
        record Change(int quantity) implements Step {}

        record Deposit(int percent, String method) implements Step {}

        record ReturnDeposit() implements Step {}

        /** Pays with several cards, each taking its percentage of what is due, and the last one the rest. */
        record Complete(List<String> methods, int percent, boolean restInCash) implements Step {}

        record BankSays(boolean yes) implements Step {}

        record Withdraw() implements Step {}

        record Cancel() implements Step {}

        record Capture(int percent, boolean isFinal) implements Step {}

        record VoidOrder() implements Step {}

        record Refund(int percent) implements Step {}

        record RefundLine(int quantity) implements Step {}
    }

    /** So many sequences against this OneTill. */
    static Finding run(World target, int tries) {
        world = target;
        done = 0;
        var began = System.nanoTime();
        var summary = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Sequences.class))
                .configurationParameter("jqwik.tries.default", Integer.toString(tries))
                .configurationParameter("jqwik.database", "")
                .build();
        LauncherFactory.create().execute(request, summary);
        var wrong = new ArrayList<String>();
        for (var failure : summary.getSummary().getFailures()) wrong.add(String.valueOf(failure.getException()));
        if (done < tries && wrong.isEmpty()) wrong.add("only %d of %d sequences were run".formatted(done, tries));
        return new Finding(done + " random sequences", true, Duration.ofNanos(System.nanoTime() - began), wrong);
    }

    /** Nothing anybody does makes or loses a cent. */
    @Property(shrinking = ShrinkingMode.OFF)
    void money_is_conserved(@ForAll("channels") String channel, @ForAll("steps") List<Step> steps) {
        var target = world;
        if (target == null) throw new IllegalStateException("run() says where");
        done++;
        var played = new Play(Shop.open(target), channel);
        var wrong = new ArrayList<String>();
        for (var step : steps) {
            var answer = played.play(step);
            if (answer.status() == 0 || answer.status() == 500) wrong.add(step + " was not answered: " + answer);
        }
        wrong.addAll(new Oracle(played.shop).settled());
        if (!wrong.isEmpty()) throw new AssertionError(channel + " " + steps + ": " + wrong);
    }

    @Provide
    Arbitrary<String> channels() {
        return Arbitraries.of("till-1", "till-1", "reserve", "web");
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var methods = Arbitraries.of(
                "pm_card_visa",
                "pm_card_visa",
                "pm_card_mastercard",
                "pm_card_chargeDeclined",
                "pm_card_threeDSecure2Required");
        var percents = Arbitraries.integers().between(1, 99);
        var complete = Combinators.combine(
                        methods.list().ofMinSize(1).ofMaxSize(3), percents, Arbitraries.of(true, false))
                .<Step>as(Step.Complete::new);
        Arbitrary<Step> any = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, complete),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(1, 4).<Step>map(Step.Change::new)),
                net.jqwik.api.Tuple.of(3, Combinators.combine(percents, methods).<Step>as(Step.Deposit::new)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just((Step) new Step.ReturnDeposit())),
                net.jqwik.api.Tuple.of(2, Arbitraries.of(true, false).<Step>map(Step.BankSays::new)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just((Step) new Step.Withdraw())),
                net.jqwik.api.Tuple.of(1, Arbitraries.just((Step) new Step.Cancel())),
                net.jqwik.api.Tuple.of(
                        2,
                        Combinators.combine(percents, Arbitraries.of(true, false))
                                .<Step>as(Step.Capture::new)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just((Step) new Step.VoidOrder())),
                net.jqwik.api.Tuple.of(3, percents.<Step>map(Step.Refund::new)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(1, 2).<Step>map(Step.RefundLine::new)));
        return any.list().ofMinSize(1).ofMaxSize(12);
    }
}
