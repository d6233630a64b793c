package onetill.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void splitting_loses_no_cent() {
        assertThat(Money.of(100, "EUR").split(3))
                .containsExactly(Money.of(34, "EUR"), Money.of(33, "EUR"), Money.of(33, "EUR"));
    }

    @Test
    void splitting_any_amount_adds_up_again() {
        var random = new Random(20261123);
        for (var i = 0; i < 1_000; i++) {
            var amount = Money.of(random.nextLong(-1_000_000, 1_000_000), "JPY");
            var sum = amount.split(random.nextInt(1, 50)).stream().reduce(Money.zero(amount.currency()), Money::plus);

            assertThat(sum).isEqualTo(amount);
        }
    }

    @Test
    void two_currencies_are_never_mixed() {
        var euro = Money.of(1, "EUR");
        var yen = Money.of(1, "JPY");

        assertThatThrownBy(() -> euro.plus(yen)).hasMessageContaining("EUR and JPY");
    }

    @Test
    void an_amount_too_large_is_an_error_and_not_a_negative_number() {
        var most = Money.of(Long.MAX_VALUE, "EUR");

        assertThatThrownBy(() -> most.plus(Money.of(1, "EUR"))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void knows_how_many_decimals_a_currency_has() {
        assertThat(Money.of(1234, "JPY").major()).isEqualByComparingTo("1234");
        assertThat(Money.of(1234, "EUR").major()).isEqualByComparingTo("12.34");
        assertThat(Money.of(1234, "KWD").major()).isEqualByComparingTo("1.234");
    }

    @Test
    void is_written_as_people_write_it() {
        assertThat(Money.of(2270, "EUR").format(Locale.ENGLISH)).isEqualTo("€22.70");
        assertThat(Money.of(2270, "EUR").format(Locale.GERMANY).replace('\u00a0', ' '))
                .isEqualTo("22,70 €");
        assertThat(Money.of(2270, "JPY").format(Locale.US)).isEqualTo("¥2,270");
    }
}
