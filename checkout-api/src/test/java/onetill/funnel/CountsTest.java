package onetill.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import onetill.funnel.Counts.Amount;
import onetill.funnel.Counts.Cell;
import onetill.funnel.Counts.Grain;
import onetill.funnel.Counts.Measure;
import org.junit.jupiter.api.Test;

class CountsTest {

    private static Counts of(List<Journey> journeys) {
        var counts = new Counts();
        journeys.forEach(counts::add);
        return counts;
    }

    /** Entered = advanced + waiting + lost, of each interval, channel and step. */
    private static void law(Counts counts) {
        var entered = new HashMap<String, Long>();
        var fates = new HashMap<String, Long>();
        counts.cells().forEach((cell, amount) -> {
            var where = cell.grain() + " " + cell.at() + " " + cell.channelId() + " " + cell.step();
            if (cell.measure() == Measure.ENTERED) entered.merge(where, amount.n(), Long::sum);
            if (List.of(Measure.ADVANCED, Measure.WAITING, Measure.LOST).contains(cell.measure())) {
                fates.merge(where, amount.n(), Long::sum);
            }
        });
        assertThat(entered).isNotEmpty().isEqualTo(fates);
    }

    private static List<Walk> many(int number) {
        var random = new Random(7);
        var walks = new ArrayList<Walk>();
        for (var i = 0; i < number; i++) {
            walks.add(new Simulation(random, Scenario.TUNED).next().walk());
        }
        return walks;
    }

    @Test
    void entered_is_advanced_and_waiting_and_lost_for_each_interval_channel_and_step() {
        var journeys = many(800).stream().map(Walk::journey).toList();
        law(of(journeys));

        journeys.forEach(Journey::giveUp);
        law(of(journeys));
    }

    @Test
    void what_was_added_before_is_taken_back_when_a_journey_goes_on() {
        var walks = many(300);
        var wanted = of(walks.stream().map(Walk::journey).toList());
        var kept = new TreeMap<Cell, Amount>();
        for (var walk : walks) {
            var journey = Journey.of(walk.events().get(0));
            for (var event : walk.events()) {
                var before = of(List.of(journey));
                journey.take(event);
                Counts.difference(before, of(List.of(journey)))
                        .cells()
                        .forEach((cell, amount) -> kept.merge(cell, amount, Amount::plus));
            }
        }
        kept.values().removeIf(Amount::isNothing);

        assertThat(kept).isEqualTo(wanted.cells());
    }

    @Test
    void each_lost_session_is_lost_at_one_place_with_its_money() {
        var journey =
                Walk.atPayment().submits().isDeclined("do_not_honor").cancels().journey();

        var losses = new TreeMap<Cell, Amount>(of(List.of(journey)).cells());
        losses.keySet().removeIf(it -> it.measure() != Measure.LOSS || it.grain() != Grain.HOUR);

        assertThat(losses).hasSize(1);
        assertThat(losses.firstKey().step()).isEqualTo("payment");
        assertThat(losses.firstKey().detail()).isEqualTo("declined EUR");
        assertThat(losses.firstEntry().getValue()).isEqualTo(new Amount(1, 4_490));
    }

    @Test
    void hours_and_days_say_the_same() {
        var counts = of(many(300).stream().map(Walk::journey).toList());
        var sums = new HashMap<Grain, TreeMap<String, Long>>();
        counts.cells()
                .forEach((cell, amount) -> sums.computeIfAbsent(cell.grain(), it -> new TreeMap<>())
                        .merge(cell.measure() + cell.channelId() + cell.step() + cell.detail(), amount.n(), Long::sum));

        assertThat(sums.get(Grain.HOUR)).isEqualTo(sums.get(Grain.DAY));
    }

    @Test
    void quantiles_are_near_the_truth() {
        var random = new Random(3);
        var buckets = new TreeMap<String, Long>();
        var all = new ArrayList<Long>();
        for (var i = 0; i < 5_000; i++) {
            var ms = (long) Math.exp(5 + 2 * random.nextGaussian());
            all.add(Math.max(1, ms));
            buckets.merge(Durations.bucket(Duration.ofMillis(ms)), 1L, Long::sum);
        }
        all.sort(Long::compare);

        for (var part : new double[] {0.5, 0.9, 0.95}) {
            var truth = all.get((int) Math.ceil(all.size() * part) - 1);
            assertThat((double) Durations.quantileMs(buckets, part)).isBetween(truth * 0.95 - 1, truth * 1.05 + 1);
        }
    }

    @Test
    void a_buyer_who_goes_back_and_forth_is_one_session_and_several_stays() {
        var journey = Walk.opened(UUID.randomUUID(), Walk.NINE)
                .answers("buyer.email")
                .isAsked("buyer.email")
                .answers("buyer.email")
                .journey();
        var counts = of(List.of(journey));

        assertThat(number(counts, Measure.ENTERED, "contact")).isEqualTo(2);
        assertThat(number(counts, Measure.SESSIONS, "contact")).isEqualTo(1);
        assertThat(number(counts, Measure.WENT_BACK, "delivery")).isEqualTo(1);
    }

    private static long number(Counts counts, Measure measure, String step) {
        return counts.cells().entrySet().stream()
                .filter(it -> it.getKey().grain() == Grain.DAY
                        && it.getKey().measure() == measure
                        && it.getKey().step().equals(step))
                .mapToLong(it -> it.getValue().n())
                .sum();
    }
}
