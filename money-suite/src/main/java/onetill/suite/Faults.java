package onetill.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lets the provider misbehave at each call of each scenario, and its events get lost, doubled, late or out of order. */
final class Faults {

    /** What a call of the provider can suffer, as the sandbox's control port takes it. */
    static final List<String> CALLS = List.of(
            "\"effect\":\"timeout_before\",\"ms\":7000",
            "\"effect\":\"timeout_after\",\"ms\":7000",
            "\"effect\":\"reset_before\"",
            "\"effect\":\"reset_after\"",
            "\"effect\":\"status\",\"status\":500",
            "\"effect\":\"status\",\"status\":500,\"after\":true",
            "\"effect\":\"status\",\"status\":502",
            "\"effect\":\"status\",\"status\":409",
            "\"effect\":\"status\",\"status\":429",
            "\"effect\":\"truncate\"",
            "\"effect\":\"latency\",\"ms\":1500");

    /** What events can suffer. */
    static final List<String> EVENTS = List.of(
            "\"effect\":\"duplicate\",\"copies\":3",
            "\"effect\":\"delay\",\"seconds\":2",
            "\"effect\":\"reorder\",\"seconds\":2",
            "\"effect\":\"lose\"",
            "\"effect\":\"wrong_version\",\"version\":\"2020-08-27\"");

    /** Any call but the search, by which the suite itself asks for the truth. */
    private static final String NOT_OURS = "^/v1/(?!payment_intents/search).*";

    /** One misfortune at one call. */
    record Fault(Scenario scenario, String rule) {
        @Override
        public String toString() {
            return scenario + " with {" + rule + "}";
        }
    }

    private final Shop shop;

    Faults(World world) {
        this.shop = Shop.open(world);
    }

    /** Each effect at each of the first calls of each scenario, and each misfortune of events. */
    static List<Fault> all(List<Scenario> scenarios, int calls) {
        var all = new ArrayList<Fault>();
        for (var scenario : scenarios) {
            for (var effect : CALLS) {
                for (var nth = 1; nth <= calls; nth++) {
                    // the SDK repeats a call once by itself: a misfortune of two in a row reaches us
                    all.add(new Fault(
                            scenario, "\"path\":\"%s\",\"nth\":%d,\"times\":2,%s".formatted(NOT_OURS, nth, effect)));
                }
            }
            for (var effect : EVENTS) all.add(new Fault(scenario, "\"event\":\"**\"," + effect));
        }
        return all;
    }

    Finding run(Fault fault) {
        var control = shop.world.atControl();
        var prepared = fault.scenario().prepare(shop);
        var rule = control.plain("POST", "/faults", "{" + fault.rule() + "}");
        if (!rule.isSuccess()) throw new IllegalStateException("no such fault: " + rule);
        var began = System.nanoTime();
        var node = shop.world.node(prepared.credential());
        var answer = node.post(prepared.call());
        var wrong = new ArrayList<String>();
        if (answer.status() == 500) wrong.add("the client was told of a bug: " + answer);
        if ("failed".equals(answer.text("/payment/state"))) wrong.add("the client was told it failed: " + answer);
        var fired = fired(control);
        wrong.addAll(new Oracle(shop).settled());
        var convergence = Duration.ofNanos(System.nanoTime() - began);
        fired |= fired(control);
        control.plain("DELETE", "/faults", null);
        return new Finding(fault.toString(), fired, convergence, wrong);
    }

    private static boolean fired(Http control) {
        return control.get("/faults").body().findValues("fired").stream().anyMatch(it -> it.asLong() > 0);
    }
}
