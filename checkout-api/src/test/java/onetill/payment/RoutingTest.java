package onetill.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import onetill.money.Money;
import onetill.payment.Routing.Case;
import onetill.payment.Routing.Rule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutingTest {

    private static final Case PAYMENT = new Case("web", "DE", "card", "VISA", Money.of(5000, "EUR"));

    @Test
    void what_a_rule_leaves_out_fits_all() {
        assertThat(rule(null, null, null, null, null, null, null).fits(PAYMENT)).isTrue();
    }

    @Test
    void each_condition_must_fit() {
        assertThat(rule("web", "DE", "EUR", "card", "visa", 5000L, 5000L).fits(PAYMENT))
                .isTrue();
        assertThat(rule("app", null, null, null, null, null, null).fits(PAYMENT))
                .isFalse();
        assertThat(rule(null, "NL", null, null, null, null, null).fits(PAYMENT)).isFalse();
        assertThat(rule(null, null, "USD", null, null, null, null).fits(PAYMENT))
                .isFalse();
        assertThat(rule(null, null, null, "ideal", null, null, null).fits(PAYMENT))
                .isFalse();
        assertThat(rule(null, null, null, null, "amex", null, null).fits(PAYMENT))
                .isFalse();
        assertThat(rule(null, null, null, null, null, 5001L, null).fits(PAYMENT))
                .isFalse();
        assertThat(rule(null, null, null, null, null, null, 4999L).fits(PAYMENT))
                .isFalse();
    }

    @Test
    void a_rule_for_a_brand_does_not_fit_while_nobody_knows_the_brand() {
        var unknown = new Case("web", "DE", "card", null, Money.of(5000, "EUR"));

        assertThat(rule(null, null, null, null, "visa", null, null).fits(unknown))
                .isFalse();
    }

    private static Rule rule(
            @Nullable String channel,
            @Nullable String country,
            @Nullable String currency,
            @Nullable String tender,
            @Nullable String brand,
            @Nullable Long min,
            @Nullable Long max) {
        return new Rule(channel, country, currency, tender, brand, min, max, List.of("stripe"));
    }
}
