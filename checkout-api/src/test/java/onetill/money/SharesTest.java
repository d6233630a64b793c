package onetill.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void the_largest_remainders_get_what_is_left() {
        assertThat(Shares.of(100, new long[] {1, 1, 1})).containsExactly(34, 33, 33);
        assertThat(Shares.of(10, new long[] {0, 99, 1})).containsExactly(0, 10, 0);
        assertThat(Shares.of(0, new long[] {0, 0})).containsExactly(0, 0);
        assertThatThrownBy(() -> Shares.of(1, new long[] {0})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parts_always_add_up_and_none_is_more_than_a_minor_unit_off() {
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++) {
            var weights =
                    random.longs(1 + random.nextInt(20), 0, 1_000_000_000_000L).toArray();
            var sum = Arrays.stream(weights).sum();
            if (sum == 0) continue;
            var amount = random.nextLong(0, sum + 1);

            var parts = Shares.of(amount, weights);

            assertThat(Arrays.stream(parts).sum()).isEqualTo(amount);
            for (var k = 0; k < parts.length; k++) {
                assertThat((double) parts[k])
                        .isBetween(
                                Math.floor(amount * (weights[k] / (double) sum)) - 1,
                                Math.ceil(amount * (weights[k] / (double) sum)) + 1);
                assertThat(parts[k]).isLessThanOrEqualTo(weights[k]);
            }
        }
    }

    @Test
    void halves_go_up() {
        assertThat(Shares.percent(50, new BigDecimal(1), 1)).isEqualTo(1);
        assertThat(Shares.percent(49, new BigDecimal(1), 1)).isZero();
        assertThat(Shares.inside(119, new BigDecimal(19), 1)).isEqualTo(19);
        assertThat(Shares.percent(1_150, new BigDecimal(10), 10)).isEqualTo(120);
        assertThat(Shares.percent(1_140, new BigDecimal(10), 10)).isEqualTo(110);
        assertThat(Shares.of(100, new long[] {10, 10, 10}, 10)).containsExactly(40, 30, 30);
    }
}
