package onetill.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import onetill.payment.Attempt;
import onetill.payment.Payments;
import onetill.payment.inbox.Application;
import onetill.payment.inbox.Inbox;
import onetill.payment.inbox.StoredEvent;
import onetill.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StripeEventsTest {

    private static final UUID MERCHANT = UUID.randomUUID();
    private static final UUID ATTEMPT = UUID.randomUUID();
    private static final String OURS =
            "\"metadata\":{\"merchant_id\":\"%s\",\"attempt_id\":\"%s\"}".formatted(MERCHANT, ATTEMPT);

    private final List<String> asked = new ArrayList<>();
    private final StripeEvents events = new StripeEvents();

    @BeforeEach
    void nothing_is_known() {
        events.payments = new Payments() {
            @Override
            public Attempt get(UUID merchantId, UUID attemptId) {
                asked.add("attempt " + attemptId);
                throw ProblemException.notFound("payment attempt", attemptId);
            }
        };
        events.inbox = new Inbox() {
            @Override
            public Optional<Found> find(String provider, String ref) {
                asked.add(provider + " " + ref);
                return Optional.empty();
            }
        };
    }

    @Test
    void what_says_nothing_we_need_is_ignored() {
        assertThat(apply("customer.created", "cus_1", OURS).result()).isEqualTo(Application.Result.IGNORED);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_payment_of_other_software_is_ignored() {
        assertThat(apply("payment_intent.succeeded", "pi_1", "\"metadata\":{}").result())
                .isEqualTo(Application.Result.IGNORED);
        assertThat(asked).containsExactly("stripe pi_1");
    }

    @Test
    void metadata_that_only_looks_like_ours_is_not() {
        var broken = "\"metadata\":{\"merchant_id\":\"1\",\"attempt_id\":\"x\"}";

        assertThat(apply("payment_intent.succeeded", "pi_1", broken).result()).isEqualTo(Application.Result.IGNORED);
    }

    @Test
    void a_payment_before_its_attempt_waits_for_it() {
        var application = apply("payment_intent.succeeded", "pi_1", OURS);

        assertThat(application.result()).isEqualTo(Application.Result.PARKED);
        assertThat(application.why()).contains(ATTEMPT.toString());
    }

    @Test
    void a_refund_is_found_by_its_payment_when_it_says_nothing_else() {
        var application = apply("refund.updated", "re_1", "\"payment_intent\":\"pi_7\"");

        assertThat(application.result()).isEqualTo(Application.Result.PARKED);
        assertThat(asked).containsExactly("stripe pi_7");
    }

    @Test
    void a_database_that_does_not_answer_is_not_an_unknown_attempt() {
        events.payments = new Payments() {
            @Override
            public Attempt get(UUID merchantId, UUID attemptId) {
                throw new IllegalStateException("no connection");
            }
        };

        assertThatThrownBy(() -> apply("payment_intent.succeeded", "pi_1", OURS))
                .hasMessage("no connection");
    }

    private Application apply(String type, String ref, String rest) {
        var body = "{\"id\":\"evt_1\",\"type\":\"%s\",\"data\":{\"object\":{\"id\":\"%s\",%s}}}"
                .formatted(type, ref, rest);
        return events.apply(new StoredEvent(
                Optional.of(MERCHANT),
                UUID.randomUUID(),
                "stripe",
                "evt_1",
                type,
                ref,
                Map.of(),
                body,
                OffsetDateTime.now()));
    }
}
