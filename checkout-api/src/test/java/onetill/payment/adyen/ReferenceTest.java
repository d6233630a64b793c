package onetill.payment.adyen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import onetill.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

    private static final UUID MERCHANT = UUID.fromString("0190a000-0000-7000-8000-000000000001");
    private static final UUID SUBJECT = UUID.fromString("0190a000-0000-7000-8000-0000000000ff");

    @ParameterizedTest
    @ValueSource(strings = {"authorize", "capture", "cancel_reference", "refund", "give_back"})
    void a_key_becomes_short_and_still_says_whose_it_is(String operation) {
        var key = MERCHANT + ":" + SUBJECT + ":" + operation;

        var name = Reference.shortened(key);

        assertThat(name).hasSizeLessThanOrEqualTo(64).isEqualTo(Reference.shortened(key));
        assertThat(Reference.parse(name)).contains(new Reference(MERCHANT, SUBJECT, operation));
    }

    @Test
    void a_key_of_another_form_becomes_short_too() {
        var long1 = Reference.shortened("x".repeat(200) + "1");
        var long2 = Reference.shortened("x".repeat(200) + "2");

        assertThat(long1).hasSizeLessThanOrEqualTo(64).isNotEqualTo(long2);
        assertThat(Reference.parse(long1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 2270, 2270",
        "JPY, 2270, 2270",
        "KWD, 2270, 2270",
        "CLP, 2270, 227000",
        "ISK, 15, 1500",
        "IDR, 500, 5"
    })
    void amounts_are_counted_as_the_provider_counts_them(String currency, long ours, long theirs) {
        var money = Money.of(ours, currency);

        assertThat(Amounts.value(money)).isEqualTo(theirs);
        assertThat(Amounts.money(theirs, currency)).isEqualTo(money);
    }

    @Test
    void what_the_provider_cannot_express_is_not_rounded() {
        assertThatThrownBy(() -> Amounts.value(Money.of(550, "IDR"))).isInstanceOf(ArithmeticException.class);
    }
}
