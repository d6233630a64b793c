package onetill.suite;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Runs the whole suite and prints what it found. Without settings it starts a OneTill of its own; with {@code TARGET_API}
 * it goes to a running one, where it races, breaks calls and buys at random, but kills nothing.
 */
public final class Main {

    private final List<Finding> findings = new ArrayList<>();

    private Main() {}

    /** The arguments name the parts to run; none is all of them. */
    public static void main(String[] arguments) throws Exception {
        // Servers end idle connections after 30 seconds; who keeps them longer loses a request now and then.
        System.setProperty("jdk.httpclient.keepalive.timeout", "5");
        var parts = arguments.length > 0
                ? Arrays.asList(arguments)
                : List.of("crashes", "faults", "races", "sequences", "currencies", "overhead", "books", "bugs");
        var build = Path.of(System.getProperty("suite.build", "liberty-config"));
        var main = new Main();
        var target = System.getenv("TARGET_API");
        if (target != null) {
            main.run(target(target), parts);
        } else {
            try (var own = new OwnWorld(build)) {
                if (parts.contains("crashes")) main.crashes(own);
                main.run(own.world(), parts);
            }
            if (parts.contains("bugs")) main.bugs(build);
        }
        System.exit(main.report() ? 0 : 1);
    }

    /** A running OneTill, its database as the owner, and the sandbox it uses with its control port. */
    static World target(String api) {
        return new World(
                URI.create(api),
                needed("TARGET_DB_URL"),
                needed("TARGET_DB_USER"),
                needed("TARGET_DB_PASSWORD"),
                URI.create(needed("TARGET_PROVIDER")),
                needed("TARGET_PROVIDER_KEY"),
                URI.create(needed("TARGET_CONTROL")));
    }

    private static String needed(String name) {
        var value = System.getenv(name);
        if (value == null) throw new IllegalArgumentException("with TARGET_API, set " + name + " too");
        return value;
    }

    private void run(World world, List<String> parts) throws Exception {
        if (parts.contains("faults")) {
            var faults = new Faults(world);
            var all = Faults.all(List.of(Scenario.values()), 4);
            all.removeIf(it -> !it.toString().matches(System.getenv().getOrDefault("SUITE_MATCHING", ".*")));
            var size = Integer.parseInt(System.getenv().getOrDefault("SUITE_FAULTS", Integer.toString(all.size())));
            java.util.Collections.shuffle(all, new java.util.Random(1));
            for (var fault : all.subList(0, Math.min(size, all.size()))) keep("faults", faults.run(fault));
        }
        if (parts.contains("races")) {
            for (var racers : new int[] {4, 12, 64}) {
                for (var finding : new Races(world, racers).all()) keep("races", finding);
            }
        }
        if (parts.contains("sequences")) keep("sequences", Sequences.run(world, 200));
        if (parts.contains("overhead")) System.out.println(Overhead.measure(world, 200));
        if (parts.contains("currencies")) {
            for (var finding : Currencies.all(world)) keep("currencies", finding);
        }
        if (parts.contains("books")) {
            for (var finding : Books.all(world)) keep("books", finding);
        }
    }

    private void crashes(OwnWorld own) throws Exception {
        var crashes = new CrashPoints(own);
        crashes.start();
        var all = crashes.all(List.of(Scenario.values()));
        var size = Integer.parseInt(System.getenv().getOrDefault("SUITE_CRASHES", Integer.toString(all.size())));
        var seed = Long.parseLong(System.getenv().getOrDefault("SUITE_SEED", "1"));
        System.out.printf("crashes: %d of %d points, seed %d%n", Math.min(size, all.size()), all.size(), seed);
        for (var crash : CrashPoints.sample(all, size, seed)) keep("crashes", crashes.run(crash));
    }

    private void bugs(Path build) throws Exception {
        for (var bug : PlantedBug.values()) {
            var found = bug.tryToFind(build);
            System.out.println("bugs: " + bug + (found.isEmpty() ? " WAS NOT FOUND" : " found: " + found.get(0)));
            keep(
                    "bugs",
                    new Finding(
                            bug.toString(),
                            true,
                            Duration.ZERO,
                            found.isEmpty() ? List.of("the suite does not see this bug") : List.of()));
        }
    }

    private void keep(String part, Finding finding) {
        findings.add(finding);
        System.out.printf(
                Locale.ROOT,
                "%s: %s, %s after %.1f s%s%n",
                part,
                finding.experiment(),
                finding.fired() ? finding.isGood() ? "good" : "VIOLATED" : "did not fire",
                finding.convergence().toMillis() / 1000.0,
                finding.isGood() ? "" : " " + finding.violations());
    }

    private boolean report() {
        var fired = findings.stream().filter(Finding::fired).count();
        var violated = findings.stream().filter(it -> !it.isGood()).count();
        var times = findings.stream()
                .filter(Finding::fired)
                .map(Finding::convergence)
                .filter(it -> !it.isZero())
                .sorted()
                .toList();
        System.out.printf(
                Locale.ROOT,
                "%n%d experiments, %d fired, %d violations; convergence median %.1f s, longest %.1f s%n",
                findings.size(),
                fired,
                violated,
                times.isEmpty() ? 0 : times.get(times.size() / 2).toMillis() / 1000.0,
                times.isEmpty() ? 0 : times.get(times.size() - 1).toMillis() / 1000.0);
        return violated == 0;
    }
}
