package onetill.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class CheckoutsTest {

    private static final UUID SESSION = UUID.fromString("019ab0de-6f3c-7d4e-9a77-2f8f64b1c001");

    private final Checkouts checkouts = new Checkouts();

    @Test
    void show_users_their_own_checkouts_alone() {
        checkouts.opened(SESSION, "ada@example.com");

        assertThat(checkouts.of(SESSION, "ada@example.com")).isPresent();
        assertThat(checkouts.of(SESSION, "eve@example.com")).isEmpty();
    }

    @Test
    void stay_paid_when_the_app_asks_for_the_same_checkout_again() {
        checkouts.opened(SESSION, "ada@example.com");
        checkouts.paid(SESSION, "1001");

        checkouts.opened(SESSION, "ada@example.com");

        assertThat(checkouts.of(SESSION, "ada@example.com"))
                .hasValueSatisfying(it -> assertThat(it.orderNumber()).contains("1001"));
    }

    @Test
    void hear_a_message_again_until_it_is_done() {
        assertThat(checkouts.isNews("msg_1")).isTrue();
        assertThat(checkouts.isNews("msg_1")).isTrue();

        checkouts.done("msg_1");

        assertThat(checkouts.isNews("msg_1")).isFalse();
    }
}
