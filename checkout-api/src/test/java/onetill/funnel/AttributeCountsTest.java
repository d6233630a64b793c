package onetill.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import onetill.funnel.AttributeCounts.Numbers;
import onetill.funnel.Counts.Measure;
import org.junit.jupiter.api.Test;

class AttributeCountsTest {

    private static final int SESSIONS = 500;

    private final AttributeValues values = new AttributeValues(List.of());

    private Journey seen(Journey journey) {
        values.see(journey);
        return journey;
    }

    @Test
    void the_values_of_what_all_have_add_up_to_the_funnel_itself() {
        var simulation = new Simulation(new Random(3), Scenario.TUNED);
        var counts = new Counts();
        var byAttribute = new AttributeCounts();
        for (var i = 0; i < SESSIONS; i++) {
            var journey = seen(simulation.next().walk().givenUp());
            counts.add(journey);
            byAttribute.add(journey, values);
        }

        var sums = new TreeMap<String, Numbers>();
        byAttribute.inOrder().stream()
                .filter(it -> it.getKey().attribute().equals("fulfillment_option"))
                .forEach(it -> {
                    var cell = it.getKey();
                    sums.merge(
                            cell.grain() + " " + cell.at() + " " + cell.channelId() + " " + cell.step(),
                            it.getValue(),
                            Numbers::plus);
                });
        assertThat(sums).isNotEmpty();
        sums.forEach((place, numbers) -> {
            assertThat(numbers.entered()).isEqualTo(numbers.advanced() + numbers.waiting() + numbers.lost());
            for (var each : by(numbers).entrySet()) {
                assertThat(each.getValue()).as(place + " " + each.getKey()).isEqualTo(of(counts, place, each.getKey()));
            }
        });
    }

    private static Map<Measure, Long> by(Numbers numbers) {
        return Map.of(
                Measure.ENTERED, numbers.entered(),
                Measure.ADVANCED, numbers.advanced(),
                Measure.HANDED_ON, numbers.handedOn(),
                Measure.WENT_BACK, numbers.wentBack(),
                Measure.WAITING, numbers.waiting(),
                Measure.LOST, numbers.lost(),
                Measure.SESSIONS, numbers.sessions(),
                Measure.WON, numbers.won());
    }

    private static long of(Counts counts, String place, Measure measure) {
        return counts.cells().entrySet().stream()
                .filter(it -> it.getKey().measure() == measure)
                .filter(it ->
                        place.equals(it.getKey().grain() + " " + it.getKey().at() + " "
                                + it.getKey().channelId() + " " + it.getKey().step()))
                .mapToLong(it -> it.getValue().n())
                .sum();
    }

    @Test
    void what_a_journey_added_before_it_went_on_is_taken_back() {
        var walk = Walk.atPayment();
        var before = new AttributeCounts();
        before.add(seen(walk.journey()), values);
        walk.choosesOption("express", 1_990).submits().pays();
        var after = new AttributeCounts();
        after.add(seen(walk.journey()), values);

        var difference = AttributeCounts.difference(before, after);

        var entered = new TreeMap<String, Long>();
        difference.inOrder().stream()
                .filter(it -> it.getKey().attribute().equals("fulfillment_option"))
                .filter(it -> it.getKey().step().equals("payment"))
                .forEach(it -> entered.merge(it.getKey().value(), it.getValue().entered(), Long::sum));
        assertThat(entered).containsEntry("standard", -2L).containsEntry("express", 2L);
        assertThat(AttributeCounts.difference(after, after).inOrder()).isEmpty();
    }

    @Test
    void of_very_many_values_the_first_are_told_apart_and_the_others_counted_together() {
        var counts = new AttributeCounts();
        for (var i = 0; i < AttributeValues.MOST + 30; i++) {
            counts.add(seen(Walk.opened().choosesOption("option-" + i, 490).journey()), values);
        }

        var options = counts.inOrder().stream()
                .filter(it -> it.getKey().attribute().equals("fulfillment_option"))
                .filter(it -> it.getKey().grain() == Counts.Grain.DAY)
                .toList();
        assertThat(options).hasSize(AttributeValues.MOST + 1);
        assertThat(options.stream().mapToLong(it -> it.getValue().entered()).sum())
                .isEqualTo(AttributeValues.MOST + 30);
        assertThat(options)
                .filteredOn(it -> it.getKey().value().equals(AttributeValues.OTHERS))
                .singleElement()
                .satisfies(it -> assertThat(it.getValue().entered()).isEqualTo(30));
    }

    @Test
    void a_value_keeps_its_place_when_others_come() {
        var walk = Walk.atPayment();
        var again = new AttributeValues(List.of(
                new AttributeValues.Value("country", "DE"),
                new AttributeValues.Value("fulfillment_option", "express")));
        var journey = walk.journey();

        assertThat(again.counted("fulfillment_option", "standard")).isEqualTo(AttributeValues.OTHERS);
        again.see(journey);
        assertThat(again.counted("fulfillment_option", "standard")).isEqualTo("standard");
        assertThat(again.news())
                .contains(new AttributeValues.Value("fulfillment_option", "standard"))
                .doesNotContain(new AttributeValues.Value("country", "DE"));
    }

    @Test
    void an_arm_of_an_experiment_is_counted_like_any_other_attribute() {
        var experiment = UUID.randomUUID();
        var counts = new AttributeCounts();
        counts.add(seen(Walk.atPayment().isShown(experiment, "usual").journey()), values);

        assertThat(counts.inOrder())
                .filteredOn(it -> it.getKey().attribute().equals("experiment_" + experiment))
                .isNotEmpty()
                .allMatch(it -> it.getKey().value().equals("usual"));
    }
}
