package onetill.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import onetill.problem.ProblemException;
import onetill.runtime.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinsTest {

    private final Pins pins = new Pins();

    {
        pins.secrets = new Secrets();
    }

    @Test
    void equal_PINs_are_stored_differently_and_found_again() {
        var one = pins.hash("4711");
        var other = pins.hash("4711");

        assertThat(one).startsWith("pbkdf2-sha512$210000$").isNotEqualTo(other);
        assertThat(Pins.matches("4711", one)).isTrue();
        assertThat(Pins.matches("4711", other)).isTrue();
        assertThat(Pins.matches("4712", one)).isFalse();
        assertThat(Pins.matches("47110", one)).isFalse();
    }

    @Test
    void what_was_stored_in_another_way_is_not_guessed_at() {
        assertThat(Pins.matches("4711", "md5$1$salt$4711")).isFalse();
        assertThat(Pins.matches("4711", "")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234", "0123", "9876", "4321", "1111", "00000000", "123", "123456789", "12a4", "", "１２３９"})
    void what_anybody_would_try_first_is_no_PIN(String pin) {
        assertThatThrownBy(() -> Pins.guard(pin)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711", "1357", "80241975"})
    void others_are(String pin) {
        assertThatCode(() -> Pins.guard(pin)).doesNotThrowAnyException();
    }
}
