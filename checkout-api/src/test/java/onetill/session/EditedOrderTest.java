package onetill.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import onetill.order.Edits;
import onetill.order.OrderDraft;
import onetill.tax.TaxRules;
import org.junit.jupiter.api.Test;

class EditedOrderTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final TaxRules ON_TOP = new TaxRules(false, false, false, null);
    private static final BigDecimal SEVEN = new BigDecimal("7");
    private static final BigDecimal NINETEEN = new BigDecimal("19");

    @Test
    void what_is_left_keeps_the_price_at_which_it_was_sold() {
        var order = order(TaxRules.USUAL, 490, 0, line(1, 3, 890, 0));

        var left = order.without(List.of(new Edits.Removed(1, 2, 1780)));

        assertThat(left.totalMinor(left.priced())).isEqualTo(890 + 490);
        assertThat(left.lines().get(0).quantity()).isEqualTo(1);
    }

    @Test
    void a_line_that_is_taken_out_is_gone() {
        var order = order(TaxRules.USUAL, 0, 0, line(1, 1, 890, 0), line(2, 1, 4900, 0));

        var left = order.without(List.of(new Edits.Removed(1, 1, 890)));

        assertThat(left.lines()).extracting(OrderDraft.Line::line).containsExactly(2);
        assertThat(left.totalMinor(left.priced())).isEqualTo(4900);
    }

    @Test
    void delivery_that_was_free_stays_free_wherever_it_goes() {
        var order = order(TaxRules.USUAL, 490, 490, line(1, 1, 890, 0));

        var moved = order.delivered(1490);

        assertThat(moved.totalMinor(moved.priced())).isEqualTo(890);
    }

    @Test
    void delivery_that_was_cheaper_is_dearer_by_no_more_than_the_difference() {
        var order = order(TaxRules.USUAL, 490, 200, line(1, 1, 890, 0));

        var moved = order.delivered(690);

        assertThat(moved.totalMinor(moved.priced())).isEqualTo(890 + 490);
    }

    @Test
    void where_prices_hold_the_tax_another_rate_moves_the_tax_alone() {
        var order = order(TaxRules.USUAL, 0, 0, line(1, 1, 1190, 0));

        var moved = order.at(Map.of(1, SEVEN));

        assertThat(moved.totalMinor(moved.priced())).isEqualTo(1190);
        assertThat(moved.priced().tax().minor()).isEqualTo(78);
    }

    @Test
    void where_tax_comes_on_top_another_rate_is_another_total() {
        var order = order(ON_TOP, 0, 0, line(1, 1, 1000, 0));

        var moved = order.at(Map.of(1, SEVEN));

        assertThat(order.totalMinor(order.priced())).isEqualTo(1190);
        assertThat(moved.totalMinor(moved.priced())).isEqualTo(1070);
    }

    @Test
    void tip_and_rounding_stay_in_the_total() {
        var order =
                new EditedOrder(List.of(line(1, 2, 500, 0)), Map.of(1, NINETEEN), 0, 0, 100, -2, TaxRules.USUAL, EUR);

        var left = order.without(List.of(new Edits.Removed(1, 1, 500)));

        assertThat(left.totalMinor(left.priced())).isEqualTo(500 + 100 - 2);
        assertThat(left.totals(left.priced()))
                .filteredOn(it -> it.type() == Total.Type.TOTAL)
                .extracting(Total::amountMinor)
                .containsExactly(598L);
    }

    /** In any parts and order: what went back and what is left are what was paid; typed amounts, lines and taxes add up. */
    @Test
    void what_goes_back_and_what_is_left_are_what_was_paid() {
        var chance = new Random(11);
        for (var round = 0; round < 3000; round++) {
            var rules = chance.nextBoolean() ? TaxRules.USUAL : ON_TOP;
            var order = sold(chance, rules);
            var paid = order.totalMinor(order.priced());
            var goneBack = 0L;
            var positions = new HashMap<Integer, Long>();
            for (var step = 0; step < 4; step++) {
                var line = order.lines().get(chance.nextInt(order.lines().size()));
                if (line.quantity() == 1) continue;
                var less = 1 + chance.nextInt((int) line.quantity() - 1);
                var before = order.totalMinor(order.priced());
                var removed = removed(order, line, less, positions);

                var next = order.without(List.of(removed));

                var after = next.totalMinor(next.priced());
                assertThat(after).isBetween(0L, before);
                if (rules.included()) assertThat(before - after).isEqualTo(removed.amountMinor());
                goneBack += before - after;
                order = next;
                assertAddsUp(order);
            }
            assertThat(goneBack + order.totalMinor(order.priced())).isEqualTo(paid);
        }
    }

    private static void assertAddsUp(EditedOrder order) {
        var priced = order.priced();
        var lines = order.lines(priced);
        for (var line : lines) {
            assertThat(line.discountMinor()).isNotNegative();
            assertThat(line.totalMinor())
                    .isEqualTo(line.unitPriceMinor() * line.quantity() - line.discountMinor())
                    .isNotNegative();
        }
        assertThat(order.totals(priced).stream()
                        .filter(it -> it.type() != Total.Type.TOTAL && !it.included())
                        .mapToLong(Total::amountMinor)
                        .sum())
                .isEqualTo(order.totalMinor(priced));
        assertThat(priced.taxes().parts().stream()
                        .mapToLong(it -> it.taxMinor())
                        .sum())
                .isEqualTo(priced.tax().minor());
    }

    /** As returns count it: of each line, so many more than before, and the difference of both shares. */
    private static Edits.Removed removed(
            EditedOrder order, OrderDraft.Line line, long less, Map<Integer, Long> positions) {
        var from = positions.getOrDefault(line.line(), 0L);
        positions.put(line.line(), from + less);
        var sold = line(line.line(), 20, unit(line.line()), discount(line.line()));
        var amount = order.rules().included() ? share(sold, from + less) - share(sold, from) : 0;
        return new Edits.Removed(line.line(), less, amount);
    }

    private static long share(OrderDraft.Line line, long quantity) {
        return line.totalMinor() * quantity / line.quantity();
    }

    private static EditedOrder sold(Random chance, TaxRules rules) {
        var lines = new ArrayList<OrderDraft.Line>();
        for (var at = 1; at <= 3; at++) lines.add(line(at, 20, unit(at), discount(at)));
        return new EditedOrder(
                lines,
                Map.of(1, NINETEEN, 2, SEVEN, 3, NINETEEN),
                chance.nextInt(900),
                0,
                chance.nextInt(200),
                0,
                rules,
                EUR);
    }

    private static long unit(int line) {
        return 97L * line;
    }

    private static long discount(int line) {
        return 111L * line - 100;
    }

    private static EditedOrder order(TaxRules rules, long delivery, long discount, OrderDraft.Line... lines) {
        var percents = new HashMap<Integer, BigDecimal>();
        for (var line : lines) percents.put(line.line(), NINETEEN);
        return new EditedOrder(List.of(lines), percents, delivery, discount, 0, 0, rules, EUR);
    }

    private static OrderDraft.Line line(int number, long quantity, long unit, long discount) {
        return new OrderDraft.Line(number, "TEA", "Tea", quantity, unit, discount, unit * quantity - discount, 0);
    }
}
