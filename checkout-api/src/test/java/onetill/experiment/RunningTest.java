package onetill.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunningTest {

    private static final UUID ID = UUID.fromString("019ab000-0000-7000-8000-000000000001");

    private static final OffsetDateTime STARTED = OffsetDateTime.parse("2026-11-01T00:00:00Z");

    private final Running running = running(ID, 1, 1);

    private static Running running(UUID id, int... weights) {
        var arms = new java.util.ArrayList<Arm>();
        for (var weight : weights) arms.add(new Arm("arm-" + arms.size(), weight, null));
        return new Running(id, Varied.ASKS_ORDER, STARTED, List.copyOf(arms));
    }

    private static UUID someone(int n) {
        return new UUID(0x019ab00000007000L, n);
    }

    @Test
    void a_customer_is_dealt_the_same_arm_in_each_session() {
        for (var n = 0; n < 200; n++) {
            var first = running.deal(someone(n), someone(1_000 + n));
            var later = running.deal(someone(n), someone(2_000 + n));

            assertThat(later).isEqualTo(first);
        }
    }

    @Test
    void a_session_of_somebody_nobody_knows_is_dealt_by_itself() {
        assertThat(running.deal(null, someone(1))).isEqualTo(running.deal(null, someone(1)));
        assertThat(running.deal(null, someone(1)).unit())
                .isNotEqualTo(running.deal(someone(1), someone(1)).unit());
    }

    @Test
    void arms_are_dealt_by_their_weights() {
        var heavy = running(ID, 1, 3);
        var counts = new HashMap<String, Long>();
        for (var n = 0; n < 40_000; n++)
            counts.merge(heavy.deal(null, someone(n)).arm(), 1L, Long::sum);

        var p = SampleRatio.pValue(List.of(counts.get("arm-0"), counts.get("arm-1")), List.of(1, 3));
        assertThat(p).as(counts.toString()).isGreaterThan(SampleRatio.LEAST);
    }

    @Test
    void other_experiments_deal_independently() {
        var other = running(UUID.fromString("019ab000-0000-7000-8000-000000000002"), 1, 1);
        var same = 0L;
        for (var n = 0; n < 20_000; n++) {
            if (running.deal(null, someone(n))
                    .arm()
                    .equals(other.deal(null, someone(n)).arm())) same++;
        }

        assertThat(SampleRatio.pValue(List.of(same, 20_000 - same), List.of(1, 1)))
                .isGreaterThan(SampleRatio.LEAST);
    }

    @Test
    void sessions_that_were_there_before_are_left_alone() {
        assertThat(running.takes(STARTED.minusSeconds(1))).isFalse();
        assertThat(running.takes(STARTED)).isTrue();
    }

    @Test
    void nobody_is_known_by_what_is_written_down() {
        assertThat(running.deal(someone(7), someone(8)).toString())
                .doesNotContain(someone(7).toString())
                .doesNotContain(someone(8).toString());
    }
}
