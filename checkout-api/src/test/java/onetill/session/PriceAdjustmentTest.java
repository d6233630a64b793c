package onetill.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import onetill.promotion.Discount;
import onetill.promotion.Discounts;
import onetill.session.PriceAdjustment.Kind;
import org.junit.jupiter.api.Test;

class PriceAdjustmentTest {

    private static final List<Discounts.Line> LINES =
            List.of(new Discounts.Line("TEA", "tea", 890, 1), new Discounts.Line("CUP", "cups", 1600, 2));

    @Test
    void a_percentage_is_of_what_promotions_have_left() {
        var spring = new Discount(UUID.randomUUID(), "Spring", null, 1690, List.of(90L, 1600L), 0, false);

        var found = PriceAdjustment.with(
                List.of(discount("10", null, Long.MAX_VALUE)),
                LINES,
                new Discounts.Result(List.of(spring), List.of()),
                1);

        assertThat(found.applied()).hasSize(2);
        assertThat(found.applied().get(1).lines()).containsExactly(80L, 160L);
        assertThat(found.total()).isEqualTo(1690 + 240);
    }

    @Test
    void an_amount_is_at_most_what_is_left_and_at_most_what_was_agreed_to() {
        assertThat(off(discount(null, 9_999L, Long.MAX_VALUE))).isEqualTo(4090);
        assertThat(off(discount(null, 500L, 500))).isEqualTo(500);
        assertThat(off(discount("50", null, 500))).isEqualTo(500);
    }

    @Test
    void the_parts_of_the_lines_add_up_and_no_line_costs_less_than_nothing() {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++) {
            var step = random.nextBoolean() ? 1 : 5;
            var lines = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(it -> new Discounts.Line(
                            "S" + it, "c", (long) step * random.nextInt(4000), 1 + random.nextInt(4)))
                    .toList();
            var wish = random.nextBoolean()
                    ? discount(String.valueOf(1 + random.nextInt(100)), null, (long) step * random.nextInt(20_000))
                    : discount(null, (long) step * random.nextInt(20_000), Long.MAX_VALUE);

            var found = PriceAdjustment.with(List.of(wish, wish), lines, Discounts.Result.NONE, step);

            var sum = 0L;
            for (var line = 0; line < lines.size(); line++) {
                assertThat(found.ofLine(line)).isBetween(0L, lines.get(line).grossMinor());
                sum += found.ofLine(line);
            }
            assertThat(found.total()).isEqualTo(sum);
            assertThat(sum % step).isZero();
        }
    }

    private static long off(PriceAdjustment adjustment) {
        return PriceAdjustment.with(List.of(adjustment), LINES, Discounts.Result.NONE, 1)
                .total();
    }

    private static PriceAdjustment discount(String percent, Long amountMinor, long upTo) {
        return new PriceAdjustment(
                UUID.randomUUID(),
                Kind.DISCOUNT,
                null,
                null,
                null,
                percent == null ? null : new BigDecimal(percent),
                amountMinor,
                upTo,
                "late",
                "register:till-1",
                null);
    }
}
