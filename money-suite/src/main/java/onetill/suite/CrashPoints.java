package onetill.suite;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import onetill.suite.Tap.Moment;
import onetill.suite.Tap.Point;

/**
 * Kills one of two nodes with -9 at a message to the database or a call of the provider, before it arrives or before its
 * answer does. The client repeats its request at the other node, or is never seen again; the survivor has to bring it to
 * an end while the victim is starting.
 */
final class CrashPoints {

    /** How a node goes: its connections end with it, or nobody tells the database. */
    enum Harm {
        KILLED,
        VANISHED
    }

    /** Where the power goes. */
    record Crash(Scenario scenario, boolean atProvider, Point point, boolean clientReturns, Harm harm) {
        @Override
        public String toString() {
            return "%s %s %s %s message %d, client %s"
                    .formatted(
                            scenario,
                            harm.name().toLowerCase(Locale.ROOT),
                            point.moment() == Moment.BEFORE ? "before" : "after",
                            atProvider ? "provider" : "database",
                            point.message(),
                            clientReturns ? "returns" : "is gone");
        }
    }

    private static final int MOST_TRIES = 5;

    private final OwnWorld world;
    private Shop shop;

    CrashPoints(OwnWorld world) {
        this.world = world;
        this.shop = Shop.open(world.world());
    }

    /** All points of these scenarios, found by counting the messages of one undisturbed run each. */
    List<Crash> all(List<Scenario> scenarios) {
        var all = new ArrayList<Crash>();
        for (var scenario : scenarios) {
            undisturbed(scenario); // the first run of a path loads classes and prepares statements
            var counts = undisturbed(scenario);
            addPoints(all, scenario, false, counts.atDatabase());
            addPoints(all, scenario, true, counts.atProvider());
        }
        return all;
    }

    /** So many of them, drawn by a seed: the provider's and the database's in turns. */
    static List<Crash> sample(List<Crash> all, int size, long seed) {
        if (size >= all.size()) return all;
        var shuffled = new ArrayList<>(all);
        java.util.Collections.shuffle(shuffled, new Random(seed));
        var atProvider = shuffled.stream().filter(Crash::atProvider).iterator();
        var atDatabase = shuffled.stream().filter(it -> !it.atProvider()).iterator();
        var sample = new ArrayList<Crash>();
        while (sample.size() < size) {
            var next =
                    sample.size() % 2 == 0 && atProvider.hasNext() || !atDatabase.hasNext() ? atProvider : atDatabase;
            sample.add(next.next());
        }
        return sample;
    }

    private static void addPoints(List<Crash> all, Scenario scenario, boolean atProvider, int messages) {
        for (var message = 1; message <= messages; message++) {
            for (var moment : Moment.values()) {
                var returns = (message + moment.ordinal()) % 2 == 0;
                var harm = message % 3 == 0 ? Harm.VANISHED : Harm.KILLED;
                all.add(new Crash(scenario, atProvider, new Point(message, moment), returns, harm));
            }
        }
    }

    /** How many messages one run sends. */
    private record Counts(int atDatabase, int atProvider) {}

    /** A run whose one call is answered; a call that is to be repeated, as on a machine that stands still, is not counted. */
    private Counts undisturbed(Scenario scenario) {
        var answers = new ArrayList<Http.Answer>();
        while (answers.size() < MOST_TRIES) {
            var prepared = scenario.prepare(shop);
            world.databaseTap().count();
            world.providerTap().count();
            var answer = victim(prepared.credential()).post(prepared.call());
            var counts =
                    new Counts(world.databaseTap().disarm(), world.providerTap().disarm());
            if (answer.isSuccess()) return counts;
            if (!answer.isOpen()) throw new IllegalStateException(scenario + " does not work undisturbed: " + answer);
            System.out.println(scenario + " is tried again, for it was answered by " + answer);
            answers.add(answer);
            comeBack(prepared);
        }
        throw new IllegalStateException(scenario + " does not work undisturbed: " + answers);
    }

    private Http victim(String credential) {
        return new Http(URI.create(world.victim().api().toString()), credential);
    }

    Finding run(Crash crash) throws InterruptedException {
        world.awaitVictim();
        var prepared = crash.scenario().prepare(shop);
        var before = Effects.of(shop);
        var tap = crash.atProvider() ? world.providerTap() : world.databaseTap();
        tap.arm(crash.point(), () -> {
            if (crash.harm() == Harm.VANISHED) world.databaseTap().fallSilent();
            world.victim().kill();
        });
        if (!crash.clientReturns()) loseWebhooks();
        var lost = victim(prepared.credential()).post(prepared.call());
        var fired = tap.hasFired();
        tap.disarm();
        var began = System.nanoTime();
        if (fired) world.restartVictim();
        var wrong = new ArrayList<String>();
        if (fired && lost.status() != 0) wrong.add("I7 the client was answered by a dead node: " + lost);
        if (crash.clientReturns()) wrong.addAll(comeBack(prepared));
        wrong.addAll(new Oracle(shop).settled());
        wrong.addAll(Effects.of(shop).since(before));
        var convergence = Duration.ofNanos(System.nanoTime() - began);
        world.databaseTap().hangUp();
        keepWebhooks();
        if (!wrong.isEmpty()) shop = Shop.open(world.world()); // what is left there must not be the next one's fault
        return new Finding(crash.toString(), fired, convergence, wrong);
    }

    /** I7: the same request at the other node ends, and once more it tells of the same order. */
    private List<String> comeBack(Scenario.Prepared prepared) {
        var survivor = world.world().node(prepared.credential());
        var answer = new Http.Answer[] {survivor.post(prepared.call())};
        Until.isTrue(Oracle.CONVERGENCE, () -> {
            if (answer[0].isOpen()) answer[0] = survivor.post(prepared.call());
            return !answer[0].isOpen() || isWaiting(answer[0]);
        });
        if (!answer[0].isSuccess()) return List.of("I7 the client is not told how it ended: " + answer[0]);
        var again = survivor.post(prepared.call());
        if (!again.text("/order/id").equals(answer[0].text("/order/id"))) {
            return List.of("I7 another order for the same request: " + answer[0] + " then " + again);
        }
        return List.of();
    }

    /** A till's sale that waits for the card, an answer that is replayed as it was: both are answers. */
    private static boolean isWaiting(Http.Answer answer) {
        return answer.status() == 202;
    }

    private void loseWebhooks() {
        world.world().atControl().plain("POST", "/faults", "{\"event\":\"**\",\"effect\":\"lose\"}");
    }

    private void keepWebhooks() {
        world.world().atControl().plain("DELETE", "/faults", null);
    }

    void start() throws IOException {
        world.startVictim();
    }
}
