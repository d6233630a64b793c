package onetill.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import onetill.money.Money;
import onetill.pricing.Pricing.Line;
import onetill.tax.TaxRules;
import org.junit.jupiter.api.Test;

class PricingTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final BigDecimal STANDARD = new BigDecimal("19");

    @Test
    void tax_is_a_part_of_the_price() {
        var totals = Pricing.of(
                List.of(new Line(Money.of(11900, "EUR"), 1, STANDARD)), Money.zero(EUR), 0, TaxRules.USUAL, EUR);

        assertThat(totals.tax()).isEqualTo(Money.of(1900, "EUR"));
        assertThat(totals.total()).isEqualTo(Money.of(11900, "EUR"));
    }

    @Test
    void delivery_is_taxed_at_the_highest_rate_of_the_goods() {
        var tea = new Line(Money.of(1070, "EUR"), 1, new BigDecimal("7"));
        var pot = new Line(Money.of(1190, "EUR"), 1, STANDARD);

        var totals = Pricing.of(List.of(tea, pot), Money.of(595, "EUR"), 0, TaxRules.USUAL, EUR);

        assertThat(totals.tax()).isEqualTo(Money.of(70 + 190 + 95, "EUR"));
    }

    @Test
    void nothing_costs_nothing() {
        var totals = Pricing.of(List.of(), Money.zero(EUR), 0, TaxRules.USUAL, EUR);

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

                var totals = Pricing.of(lines, delivery, 0, TaxRules.USUAL, Currency.getInstance(currency));

                var sum = totals.lines().stream().map(it -> it.total()).reduce(delivery, Money::plus);
                assertThat(totals.total()).isEqualTo(sum);
                assertThat(totals.tax().minor()).isBetween(0L, totals.total().minor());
            }
        }
    }

    @Test
    void tax_on_top_of_prices_is_added() {
        var totals = Pricing.of(
                List.of(new Line(Money.of(10000, "USD"), 1, new BigDecimal("8.875"))),
                Money.of(1000, "USD"),
                0,
                new TaxRules(false, false, false, null),
                Currency.getInstance("USD"));

        assertThat(totals.tax().minor()).isEqualTo(888 + 89);
        assertThat(totals.total().minor()).isEqualTo(11000 + 888 + 89);
        assertThat(totals.taxes().included()).isFalse();
    }

    @Test
    void rounded_once_for_each_rate_it_can_be_another_cent() {
        var line = new Line(Money.of(99, "EUR"), 1, new BigDecimal("7"));
        var lines = List.of(line, line, line);

        var perLine = Pricing.of(lines, Money.zero(EUR), 0, new TaxRules(false, false, false, null), EUR);
        var perTotal = Pricing.of(lines, Money.zero(EUR), 0, new TaxRules(false, true, false, null), EUR);

        assertThat(perLine.tax().minor()).isEqualTo(21); // 3 × 7 of 6.93
        assertThat(perTotal.tax().minor()).isEqualTo(21); // 20.79
        var odd = new Line(Money.of(50, "EUR"), 1, new BigDecimal("5"));
        assertThat(Pricing.of(List.of(odd, odd, odd), Money.zero(EUR), 0, new TaxRules(false, false, false, null), EUR)
                        .tax()
                        .minor())
                .isEqualTo(9); // 3 × 2.5
        assertThat(Pricing.of(List.of(odd, odd, odd), Money.zero(EUR), 0, new TaxRules(false, true, false, null), EUR)
                        .tax()
                        .minor())
                .isEqualTo(8); // 7.5
    }

    @Test
    void delivery_can_be_taxed_in_proportion_to_the_goods() {
        var totals = Pricing.of(
                List.of(
                        new Line(Money.of(3000, "EUR"), 1, new BigDecimal("19")),
                        new Line(Money.of(1000, "EUR"), 1, new BigDecimal("7"))),
                Money.of(400, "EUR"),
                0,
                new TaxRules(true, false, true, null),
                EUR);

        assertThat(totals.taxes().parts())
                .extracting(it -> it.baseMinor() + it.taxMinor())
                .containsExactly(1100L, 3300L);
    }

    @Test
    void whatever_the_rules_everything_adds_up() {
        var random = new Random(11);
        for (var currency : List.of("JPY", "EUR", "KWD")) {
            for (var i = 0; i < 3_000; i++) {
                var lines = new ArrayList<Line>();
                for (var n = random.nextInt(0, 12); n > 0; n--) {
                    var price = Money.of(random.nextLong(0, 100_000), currency);
                    var quantity = random.nextLong(1, 50);
                    var discount = random.nextLong(0, price.minor() * quantity + 1);
                    var rate = new BigDecimal(
                            List.of("0", "5.5", "7", "8.875", "19", "25").get(random.nextInt(6)));
                    lines.add(new Line(price, quantity, rate, discount));
                }
                var delivery = Money.of(random.nextLong(0, 2_000), currency);
                var off = random.nextLong(0, delivery.minor() + 1);
                var rules = new TaxRules(random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), null);

                var totals = Pricing.of(lines, delivery, off, rules, Currency.getInstance(currency));

                var ofLines = totals.lines().stream()
                        .mapToLong(it -> it.total().minor())
                        .sum();
                var onTop = rules.included() ? 0 : totals.tax().minor();
                assertThat(totals.total().minor()).isEqualTo(ofLines + delivery.minor() - off + onTop);
                var parts = totals.taxes().parts();
                assertThat(parts.stream().mapToLong(it -> it.taxMinor()).sum())
                        .isEqualTo(totals.tax().minor());
                assertThat(parts.stream()
                                .mapToLong(it -> it.baseMinor() + it.taxMinor())
                                .sum())
                        .isEqualTo(totals.total().minor());
            }
        }
    }
}
