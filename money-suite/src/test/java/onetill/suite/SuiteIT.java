package onetill.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A sample of everything the suite can do, on two nodes of the server that was just built. The seed is printed, so that
 * the same sample can be had again with {@code -Dsuite.seed}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SuiteIT {

    private static final long SEED = Long.getLong("suite.seed", System.nanoTime() % 100_000);
    private static final int CRASHES = 6;
    private static final int FAULTS = 14;

    private static OwnWorld own;

    @BeforeAll
    static void start() throws Exception {
        System.out.println("suite.seed " + SEED);
        own = new OwnWorld(Path.of(System.getProperty("suite.build")));
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @Test
    @Order(1)
    void amounts_are_right_with_no_two_and_three_decimals() {
        assertGood(Currencies.all(own.world()));
    }

    @Test
    @Order(2)
    void many_who_want_the_same_get_it_once() {
        assertGood(new Races(own.world(), 12).all());
    }

    @Test
    @Order(3)
    void a_misbehaving_provider_loses_and_doubles_nothing() {
        var all = new ArrayList<>(Faults.all(List.of(Scenario.values()), 2));
        java.util.Collections.shuffle(all, new Random(SEED));
        var faults = new Faults(own.world());
        var findings = new ArrayList<Finding>();
        for (var fault : all) {
            if (findings.stream().filter(Finding::fired).count() == FAULTS) break;
            findings.add(print(faults.run(fault)));
        }

        assertGood(findings);
        assertThat(findings).filteredOn(Finding::fired).hasSize(FAULTS);
    }

    @Test
    @Order(4)
    void whatever_is_done_in_whatever_order_money_is_conserved() {
        assertGood(List.of(print(Sequences.run(own.world(), 12))));
    }

    @Test
    @Order(5)
    void a_node_may_die_anywhere() throws Exception {
        var crashes = new CrashPoints(own);
        crashes.start();
        var all = crashes.all(Scenario.COMPLETIONS);
        var findings = new ArrayList<Finding>();
        for (var crash : CrashPoints.sample(all, 3 * CRASHES, SEED)) {
            if (findings.stream().filter(Finding::fired).count() == CRASHES) break;
            findings.add(print(crashes.run(crash)));
        }

        assertGood(findings);
        assertThat(findings).filteredOn(Finding::fired).hasSize(CRASHES);
    }

    @Test
    @Order(6)
    void days_later_the_books_and_the_provider_agree() {
        assertGood(Books.all(own.world()));
    }

    @Test
    @Order(7)
    void a_bug_put_in_on_purpose_is_found() throws Exception {
        var bug = PlantedBug.SILENCE_TAKEN_FOR_A_DECLINE;

        assertThat(bug.tryToFind(Path.of(System.getProperty("suite.build"))))
                .as(bug.toString())
                .isNotEmpty();
    }

    private static Finding print(Finding finding) {
        System.out.println(finding);
        return finding;
    }

    private static void assertGood(List<Finding> findings) {
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.violations())
                        .as(finding.experiment())
                        .isEmpty());
    }
}
