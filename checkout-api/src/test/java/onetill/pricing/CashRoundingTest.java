package onetill.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import onetill.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CashRoundingTest {

    @ParameterizedTest(name = "{0} {1}: {2} is paid as {3}")
    @CsvSource({
        "CH, CHF, 1002, 1000",
        "CH, CHF, 1003, 1005",
        "CH, CHF, 1005, 1005",
        "SE, SEK, 1049, 1000",
        "SE, SEK, 1050, 1100",
        "NL, EUR, 1007, 1005",
        "NL, EUR, 1008, 1010",
        "CA, CAD, 1, 0",
        "CA, CAD, 3, 5",
        "DK, DKK, 1024, 1000",
        "DK, DKK, 1025, 1050",
        "HU, HUF, 100249, 100000",
        "HU, HUF, 100250, 100500",
        "DE, EUR, 1003, 1003",
        "JP, JPY, 1003, 1003",
        "KW, KWD, 1003, 1003",
    })
    void coins_of_a_country_pay_what_they_can(String country, String currency, long exact, long coins) {
        var smallest = CashRounding.smallest(country, currency);

        assertThat(CashRounding.round(Money.of(exact, currency), smallest)).isEqualTo(Money.of(coins, currency));
    }

    @Test
    void a_foreign_currency_is_not_rounded() {
        assertThat(CashRounding.smallest("CH", "EUR")).isEqualTo(1);
    }
}
