package onetill.payment.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import onetill.payment.inbox.ProviderEvent.State;
import org.junit.jupiter.api.Test;

class ProviderEventTest {

    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-23T09:00:00Z");
    private static final Duration PAUSE = Duration.ofSeconds(4);

    private final ProviderEvent event = ProviderEvent.received(UUID.randomUUID(), UUID.randomUUID(), NOW);

    @Test
    void is_done_once_it_is_applied() {
        event.claim(NOW.plusMinutes(1));
        event.applied(Application.applied(), NOW);

        assertThat(event.state()).isEqualTo(State.APPLIED);
        assertThat(event.appliedAt()).isEqualTo(NOW);
        assertThat(event.nextAt()).isNull();
        assertThat(event.isHeldBy(1)).isFalse();
    }

    @Test
    void waits_for_what_it_is_about() {
        event.claim(NOW.plusMinutes(1));
        var dead = event.failed("no such attempt", true, 3, PAUSE, NOW);

        assertThat(dead).isFalse();
        assertThat(event.state()).isEqualTo(State.PARKED);
        assertThat(event.nextAt()).isEqualTo(NOW.plus(PAUSE));
    }

    @Test
    void is_laid_aside_when_it_fails_again_and_again() {
        var dead = false;
        for (var i = 0; i < 3; i++) {
            assertThat(dead).isFalse();
            event.claim(NOW.plusMinutes(1));
            dead = event.failed("java.lang.IllegalStateException", false, 3, PAUSE, NOW);
        }

        assertThat(dead).isTrue();
        assertThat(event.state()).isEqualTo(State.DEAD);
        assertThat(event.nextAt()).isNull();
    }

    @Test
    void a_crash_of_the_one_who_applies_it_counts_as_a_try() {
        event.claim(NOW.plusMinutes(1));
        event.claim(NOW.plusMinutes(2));

        assertThat(event.isHeldBy(1)).as("the one who was taken for dead").isFalse();
        assertThat(event.isHeldBy(2)).isTrue();
    }

    @Test
    void begins_anew_when_somebody_wants_it_retried() {
        event.claim(NOW.plusMinutes(1));
        event.failed("poison", false, 1, PAUSE, NOW);
        event.retry(NOW.plusHours(1));

        assertThat(event.state()).isEqualTo(State.RECEIVED);
        assertThat(event.tries()).isZero();
        assertThat(event.nextAt()).isEqualTo(NOW.plusHours(1));
    }

    @Test
    void pauses_double_up_to_the_longest() {
        var config = new InboxConfig();
        config.pause = Duration.ofSeconds(1);
        config.longestPause = Duration.ofHours(1);

        assertThat(config.pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.pauseAfter(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.pauseAfter(13)).isEqualTo(Duration.ofHours(1));
        assertThat(config.pauseAfter(1000)).isEqualTo(Duration.ofHours(1));
    }
}
