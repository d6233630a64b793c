package onetill.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4242424242424242",
                "4242 4242 4242 4242",
                "4242-4242-4242-4242",
                "4242.4242.4242.4242",
                "my card is 4242424242424242, expires 12/28",
                "4242 4242 4242 4242 12/28 123",
                "123 4242 4242 4242 4242",
                "4000000000000000006",
                "5555555555554444",
                "2223003122003222",
                "378282246310005",
                "3782 822463 10005",
                "36227206271667",
                "3056 930902 5904",
                "6011111111111117",
                "3566002020360505",
                "6205500000000000004",
                "(4111111111111111)"
            })
    void a_number_of_a_card_is_found_however_it_is_written(String text) {
        assertThat(CardNumbers.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Torstr. 1, 10119 Berlin",
                "4242424242424241",
                "4006381333931",
                "4006381333931 4000417025005",
                "1234567890123456",
                "9780306406157",
                "+49 1520 123 4567",
                "+424242424242424242",
                "004915201234567",
                "DE89 3704 0044 0532 0130 00",
                "019ab0de-6f3c-7d4e-9a77-2f8f64b1c001",
                "45391488-0343-6467-8234-123456789012",
                "pi_4242424242424242",
                "0000-0000-0000-0000",
                "2026-11-29 12:34:56",
                "1764451118000",
                "42424242424242424242424242424242",
                "4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2",
                "2000000123456785"
            })
    void what_only_is_long_passes(String text) {
        assertThat(CardNumbers.isIn(text)).isFalse();
    }

    @Test
    void goods_and_loyalty_cards_may_have_long_numbers() {
        assertThat(CardNumbers.isIn("barcode", "4242424242424242")).isFalse();
        assertThat(CardNumbers.isIn("loyalty_id", "6011111111111117")).isFalse();
        assertThat(CardNumbers.isIn("name", "4242424242424242")).isTrue();
    }

    @Test
    void a_phone_number_of_fifteen_digits_begins_with_a_plus() {
        assertThat(CardNumbers.isIn("phone", "+378282246310005")).isFalse();
        assertThat(CardNumbers.isIn("phone", "378282246310005")).isTrue();
        assertThat(CardNumbers.isIn("phone", "3742 454554 00126")).isTrue();
        assertThat(CardNumbers.isIn("phone", "30569309025904")).isFalse();
        assertThat(CardNumbers.isIn("phone", "4242424242424242")).isTrue();
    }
}
