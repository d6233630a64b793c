package onetill.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import onetill.order.RefundPlan.Part;
import onetill.order.RefundPlan.Source;
import org.junit.jupiter.api.Test;

class RefundPlanTest {

    @Test
    void a_card_gives_to_the_cent() {
        var parts = new RefundPlan(List.of(new Source(1000, 0, 1))).share(333);

        assertThat(parts).containsExactly(new Part(0, 333, 0));
    }

    @Test
    void the_first_gives_all_it_has_before_the_next() {
        var parts = new RefundPlan(List.of(new Source(100, 0, 5), new Source(900, 0, 1))).share(333);

        assertThat(parts).containsExactly(new Part(0, 100, 0), new Part(1, 233, 0));
    }

    @Test
    void what_is_less_than_half_a_coin_nobody_gives() {
        assertThat(new RefundPlan(List.of(new Source(100, 0, 5))).share(2)).isEmpty();
    }

    @Test
    void in_any_parts_coins_come_back_that_are_never_off_by_more_than_half_a_coin_and_are_in_the_end_what_was_paid() {
        var chance = new Random(7);
        for (var round = 0; round < 2000; round++) {
            var coin = List.of(5L, 10L, 50L, 100L).get(round % 4);
            var paid = coin * (1 + chance.nextInt(60));
            var source = new Source(paid, 0, coin);
            while (source.leftMinor() > 0) {
                var asked = Math.min(source.exactMinor(), 2 * coin + chance.nextInt(300));

                for (var part : new RefundPlan(List.of(source)).share(asked)) {
                    assertThat(part.amountMinor() % coin).isZero();
                    source = new Source(
                            source.leftMinor() - part.amountMinor(),
                            source.roundedMinor() + part.roundingMinor(),
                            coin);
                }

                assertThat(Math.abs(source.roundedMinor())).isLessThanOrEqualTo(coin / 2);
            }
            assertThat(source.exactMinor()).isLessThanOrEqualTo(coin / 2);
        }
    }
}
