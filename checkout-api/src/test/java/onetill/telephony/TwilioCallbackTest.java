package onetill.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TwilioCallbackTest {

    private static final String CALLER = "+4930123456";

    private static Optional<Told> told(Map<String, String> more) {
        var form = new HashMap<String, List<String>>();
        form.put("CallSid", List.of("CA1"));
        form.put("Direction", List.of("inbound"));
        form.put("From", List.of(CALLER));
        form.put("To", List.of("+4930100"));
        more.forEach((name, value) -> form.put(name, List.of(value)));
        return new TwilioCallback(form).told();
    }

    private static Optional<Told> leg(String to, String status) {
        return told(Map.of(
                "CallSid",
                "CA2",
                "ParentCallSid",
                "CA1",
                "Direction",
                "outbound-dial",
                "To",
                to,
                "CallStatus",
                status));
    }

    @Test
    void the_callers_leg_is_the_call() {
        var ringing = told(Map.of("CallStatus", "ringing", "Timestamp", "Mon, 23 Nov 2026 12:00:01 +0000"))
                .orElseThrow();

        assertThat(ringing.callId()).isEqualTo("CA1");
        assertThat(ringing.type()).isEqualTo(CallEvent.Kind.RINGING);
        assertThat(ringing.number()).isEqualTo(CALLER);
        assertThat(ringing.at()).isEqualTo(OffsetDateTime.parse("2026-11-23T12:00:01Z"));
    }

    @Test
    void a_machine_that_answers_is_no_agent() {
        assertThat(told(Map.of("CallStatus", "in-progress")).orElseThrow().type())
                .isEqualTo(CallEvent.Kind.RINGING);
    }

    @Test
    void who_answers_the_second_leg_has_the_call() {
        var byName = leg("client:alex", "in-progress").orElseThrow();
        var bySip = leg("sip:201@shop.example", "in-progress").orElseThrow();

        assertThat(byName.callId()).isEqualTo("CA1");
        assertThat(byName.type()).isEqualTo(CallEvent.Kind.ANSWERED);
        assertThat(byName.subject()).isEqualTo("alex");
        assertThat(byName.extension()).isNull();
        assertThat(bySip.extension()).isEqualTo("201");
        assertThat(bySip.subject()).isNull();
    }

    @Test
    void an_agents_leg_that_ends_does_not_end_the_call() {
        assertThat(leg("client:alex", "no-answer")).isEmpty();
        assertThat(leg("client:alex", "completed")).isEmpty();
        assertThat(told(Map.of("CallStatus", "no-answer")).orElseThrow().ending())
                .isEqualTo(CallEvent.Ending.NO_ANSWER);
    }

    @Test
    void a_call_of_ours_is_answered_by_whom_we_call() {
        var answered = told(Map.of("Direction", "outbound-api", "CallStatus", "in-progress"))
                .orElseThrow();

        assertThat(answered.direction()).isEqualTo(PhoneCall.Direction.OUTBOUND);
        assertThat(answered.type()).isEqualTo(CallEvent.Kind.ANSWERED);
        assertThat(answered.number()).isEqualTo("+4930100");
    }

    @Test
    void a_withheld_number_is_none() {
        assertThat(told(Map.of("CallStatus", "ringing", "From", "anonymous"))
                        .orElseThrow()
                        .number())
                .isNull();
    }
}
