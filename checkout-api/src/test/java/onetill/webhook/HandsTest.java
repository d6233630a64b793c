package onetill.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
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

    @Test
    void each_goes_on_until_nothing_is_found() {
        var hands = new Hands(2, 2);
        var waiting = new ArrayDeque<>(List.of("a", "b", "c", "d", "e"));
        var done = new ArrayList<String>();

        hands.pump(Runnable::run, slow, () -> {
            var next = waiting.poll();
            return next == null ? null : () -> done.add(next);
        });

        assertThat(done).containsExactly("a", "b", "c", "d", "e");
        assertAllAreFree(hands);
    }

    @Test
    void one_that_fails_holds_up_no_other() {
        var hands = new Hands(2, 2);
        var waiting = new ArrayDeque<Runnable>();
        var done = new ArrayList<String>();
        waiting.add(() -> {
            throw new IllegalStateException("the database is away");
        });
        waiting.add(() -> done.add("b"));

        hands.pump(Runnable::run, slow, waiting::poll);

        assertThat(done).containsExactly("b");
        assertAllAreFree(hands);
    }

    @Test
    void a_hand_is_free_again_when_nothing_can_be_claimed_or_begun() {
        var hands = new Hands(2, 2);

        assertThatThrownBy(() -> hands.pump(Runnable::run, slow, () -> {
                    throw new IllegalStateException("the database is away");
                }))
                .isInstanceOf(IllegalStateException.class);
        hands.pump(
                task -> {
                    throw new RejectedExecutionException();
                },
                slow,
                () -> () -> {});

        assertAllAreFree(hands);
    }

    private void assertAllAreFree(Hands hands) {
        assertThat(hands.take(slow)).isTrue();
        assertThat(hands.take(slow)).isTrue();
        assertThat(hands.take(slow)).isFalse();
    }
}
