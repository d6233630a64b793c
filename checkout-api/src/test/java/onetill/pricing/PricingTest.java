package onetill.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import onetill.money.Money;
import onetill.pricing.Pricing.Line;
import org.junit.jupiter.api.Test;

class PricingTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final BigDecimal STANDARD = new BigDecimal("19");

    @Test
    void tax_is_a_part_of_the_price() {
        var totals = Pricing.of(List.of(new Line(Money.of(11900, "EUR"), 1, STANDARD)), Money.zero(EUR), 0, EUR);

        assertThat(totals.tax()).isEqualTo(Money.of(1900, "EUR"));
        assertThat(totals.total()).isEqualTo(Money.of(11900, "EUR"));
    }

    @Test
    void delivery_is_taxed_at_the_highest_rate_of_the_goods() {
        var tea = new Line(Money.of(1070, "EUR"), 1, new BigDecimal("7"));
        var pot = new Line(Money.of(1190, "EUR"), 1, STANDARD);

        var totals = Pricing.of(List.of(tea, pot), Money.of(595, "EUR"), 0, EUR);

        assertThat(totals.tax()).isEqualTo(Money.of(70 + 190 + 95, "EUR"));
    }

    @Test
    void nothing_costs_nothing() {
        var totals = Pricing.of(List.of(), Money.zero(EUR), 0, EUR);

        assertThat(totals.total()).isEqualTo(Money.zero(EUR));
    }

    @Test
    void lines_and_delivery_always_add_up_to_the_total() {
        var random = new Random(20261123);
        for (var currency : List.of("JPY", "EUR", "KWD")) {
            for (var i = 0; i < 2_000; i++) {
                var lines = new ArrayList<Line>();
                for (var n = random.nextInt(1, 12); n > 0; n--) {
                    var rate = new BigDecimal(
                            List.of("0", "5.5", "7", "19", "20", "25").get(random.nextInt(6)));
                    lines.add(new Line(Money.of(random.nextLong(0, 100_000), currency), random.nextLong(1, 50), rate));
                }
                var delivery = Money.of(random.nextLong(0, 2_000), currency);

                var totals = Pricing.of(lines, delivery, 0, Currency.getInstance(currency));

                var sum = totals.lines().stream().map(it -> it.total()).reduce(delivery, Money::plus);
                assertThat(totals.total()).isEqualTo(sum);
                assertThat(totals.tax().minor()).isBetween(0L, totals.total().minor());
            }
        }
    }
}
