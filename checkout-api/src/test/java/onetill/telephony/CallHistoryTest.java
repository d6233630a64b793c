package onetill.telephony;

import static onetill.telephony.CallEvent.Kind.ANSWERED;
import static onetill.telephony.CallEvent.Kind.ENDED;
import static onetill.telephony.CallEvent.Kind.HELD;
import static onetill.telephony.CallEvent.Kind.RESUMED;
import static onetill.telephony.CallEvent.Kind.RINGING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import onetill.telephony.PhoneCall.State;
import org.junit.jupiter.api.Test;

class CallHistoryTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-11-23T12:00:00Z");
    private static final List<CallEvent> WHOLE = List.of(
            event(RINGING, 0),
            event(ANSWERED, 5),
            event(HELD, 15),
            event(RESUMED, 25),
            event(HELD, 30),
            event(ENDED, 45));

    private static CallEvent event(CallEvent.Kind type, int second) {
        var agent = type == ANSWERED ? "staff:alex" : null;
        return new CallEvent(type + "@" + second, type, agent, null, null, NOON.plusSeconds(second));
    }

    private static CallHistory after(int events) {
        return CallHistory.of(WHOLE.subList(0, events));
    }

    @Test
    void goes_from_ringing_to_the_wrap_up() {
        assertThat(after(1).state(false)).isEqualTo(State.RINGING);
        assertThat(after(2).state(false)).isEqualTo(State.ACTIVE);
        assertThat(after(3).state(false)).isEqualTo(State.HELD);
        assertThat(after(4).state(false)).isEqualTo(State.ACTIVE);
        assertThat(after(6).state(false)).isEqualTo(State.WRAP_UP);
        assertThat(after(6).state(true)).isEqualTo(State.DONE);
    }

    @Test
    void is_the_same_in_whatever_order_it_is_told() {
        var random = new Random(7);
        for (var i = 0; i < 100; i++) {
            var shuffled = new ArrayList<>(WHOLE);
            Collections.shuffle(shuffled, random);

            var history = CallHistory.of(shuffled);

            assertThat(history.state(false)).isEqualTo(State.WRAP_UP);
            assertThat(history.held()).isEqualTo(Duration.ofSeconds(25));
            assertThat(history.answeredAt()).isEqualTo(NOON.plusSeconds(5));
            assertThat(history.endedAt()).isEqualTo(NOON.plusSeconds(45));
        }
    }

    @Test
    void is_missed_when_nobody_answered() {
        assertThat(CallHistory.of(List.of(event(RINGING, 0), event(ENDED, 20))).state(false))
                .isEqualTo(State.MISSED);
    }

    @Test
    void believes_who_answered_against_the_clocks() {
        var history = CallHistory.of(List.of(event(RINGING, 0), event(ENDED, 20), event(ANSWERED, 21)));

        assertThat(history.state(false)).isEqualTo(State.WRAP_UP);
        assertThat(history.answeredAt()).isEqualTo(NOON.plusSeconds(20));
    }

    @Test
    void belongs_to_the_last_who_answered() {
        var passedOn = new CallEvent("x", ANSWERED, "staff:bea", "202", null, NOON.plusSeconds(9));

        assertThat(CallHistory.of(List.of(passedOn, event(ANSWERED, 5))).agent())
                .isEqualTo("staff:bea");
    }

    @Test
    void needs_no_wrap_up_of_nobody() {
        var answered = new CallEvent("x", ANSWERED, null, "202", null, NOON);

        assertThat(CallHistory.of(List.of(answered, event(ENDED, 5))).state(false))
                .isEqualTo(State.DONE);
    }
}
