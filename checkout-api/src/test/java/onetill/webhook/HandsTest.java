package onetill.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class HandsTest {

    private final UUID slow = new UUID(1, 1);
    private final UUID other = new UUID(1, 2);

    @Test
    void one_alone_does_not_get_them_all() {
        var hands = new Hands(3, 2);

        assertThat(hands.take(slow)).isTrue();
        assertThat(hands.take(slow)).isTrue();
        assertThat(hands.take(slow)).isFalse();
        assertThat(hands.take(other)).isTrue();
    }

    @Test
    void what_is_given_back_can_be_taken_again() {
        var hands = new Hands(1, 1);

        assertThat(hands.take(slow)).isTrue();
        assertThat(hands.take(other)).isFalse();
        hands.give(slow);
        assertThat(hands.take(other)).isTrue();
    }
}
