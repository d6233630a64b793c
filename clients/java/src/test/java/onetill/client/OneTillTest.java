package onetill.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OneTillTest {

    private static final UUID ID = UUID.fromString("019ab0de-6f3c-7d4e-9a77-2f8f64b1c001");
    private static final String SESSION = """
            {"id":"%s","status":"%s","step":"payment","revision":4,"channel":{"id":"web","kind":"web","tenders":["card"],"new":1},
             "currency":"EUR","locale":"en","line_items":[],"buyer":{"email":"ada@example.com"},"fulfillment_options":[],"totals":[],
             "total_minor":2270,"due_minor":2270,"asks":[{"id":"payment.tender","step":"payment","fields":[]}],
             "payment":{"state":"not_paid","action":null},"messages":[],"order":null,"expires_at":"2026-11-23T11:01:00Z"}""";

    private final List<Duration> pauses = new ArrayList<>();
    private FakeServer server;
    private OneTill till;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        till = OneTill.at(server.address(), "sk_1", Duration.ofSeconds(20), 4, pauses::add);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String session(String status) {
        return SESSION.formatted(ID, status);
    }

    @Test
    void opens_a_session_with_what_was_said_and_nothing_else() {
        server.answers(201, "{\"session\":%s,\"client_token\":\"ct_1\"}".formatted(session("incomplete")));

        var opened = till.open(NewSession.in("web", new LineChoice("TEA", 2)));

        assertThat(opened.clientToken()).isEqualTo("ct_1");
        assertThat(opened.session().status()).isEqualTo(SessionStatus.INCOMPLETE);
        assertThat(opened.session().asks()).extracting(Session.Ask::id).containsExactly("payment.tender");
        assertThat(server.seen.get(0).call()).isEqualTo("POST /api/v1/checkout-sessions");
        assertThat(server.seen.get(0).body())
                .isEqualTo("{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\",\"quantity\":2}]}");
        assertThat(server.seen.get(0).header("Authorization")).isEqualTo("Bearer sk_1");
    }

    @Test
    void repeats_a_lost_call_under_the_same_key() {
        server.hangsUp().refuses(503, "database-unavailable").answers(200, session("completed"));

        var paid = till.complete(ID, new Completion(4, 2270, TenderChoice.card("ctoken_1")));

        assertThat(paid.status()).isEqualTo(SessionStatus.COMPLETED);
        assertThat(server.seen).hasSizeGreaterThanOrEqualTo(3);
        assertThat(server.seen)
                .extracting(it -> it.header("Idempotency-key"))
                .doesNotContain("")
                .containsOnly(server.seen.get(0).header("Idempotency-key"));
    }

    @Test
    void keeps_the_key_a_caller_brings() {
        server.answers(200, session("completed"));

        till.complete(ID, new Completion(4, 2270, null), "order-17");

        assertThat(server.seen.get(0).header("Idempotency-key")).isEqualTo("order-17");
    }

    @Test
    void waits_as_long_as_the_server_says() {
        server.answersLater(429, "too-many-requests", 7)
                .answersLater(409, "idempotency-in-flight", 1)
                .answers(200, session("completed"));

        till.complete(ID, new Completion(4, 2270, null));

        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1));
    }

    @Test
    void does_not_wait_for_longer_than_anybody_would() {
        server.answersLater(429, "too-many-payment-tries", 600);

        var problem = catchThrowableOfType(ProblemException.class, () -> till.refresh(ID));

        assertThat(problem.retryAfter()).contains(Duration.ofMinutes(10));
        assertThat(pauses).isEmpty();
    }

    @Test
    void tells_a_problem_with_what_to_do() {
        server.refuses(409, "total-changed");

        var problem =
                catchThrowableOfType(ProblemException.class, () -> till.complete(ID, new Completion(4, 2270, null)));

        assertThat(problem).hasMessage("do this");
        assertThat(problem.is("total-changed")).isTrue();
        assertThat(problem.title()).isEqualTo("A title");
        assertThat(problem.requestId()).contains("req_1");
        assertThat(server.seen).hasSize(1);
    }

    @Test
    void takes_the_page_of_a_gateway_for_a_problem() {
        server.answers(502, "<html>bad gateway</html>");

        assertThatThrownBy(() -> till.order(ID))
                .isInstanceOf(ProblemException.class)
                .hasMessage("HTTP 502");
    }

    @Test
    void makes_a_change_again_that_was_not_made() {
        server.refuses(503, "database-unavailable").answers(200, session("incomplete"));

        till.change(ID, 3, Change.of(Buyer.of("ada@example.com")));

        assertThat(server.seen).hasSize(2);
        assertThat(server.seen.get(0).header("If-match")).isEqualTo("\"3\"");
        assertThat(server.seen.get(0).body()).isEqualTo("{\"buyer\":{\"email\":\"ada@example.com\"}}");
    }

    @Test
    void does_not_make_a_change_again_that_may_have_been_made() {
        server.hangsUp().hangsUp();

        assertThatThrownBy(() -> till.change(ID, 3, Change.of(Buyer.of("ada@example.com"))))
                .isInstanceOf(NoAnswerException.class);

        assertThat(pauses).isEmpty();
    }

    @Test
    void knows_that_it_does_not_know_a_status() {
        server.answers(200, session("on_the_moon"));

        assertThat(till.session(ID).status()).isEqualTo(SessionStatus.UNKNOWN);
    }

    @Test
    void gives_back_all_that_is_left_when_no_amount_is_said() {
        server.answers(201, """
                {"id":"%s","number":"1001","session_id":"%s","state":"refunded","fulfillment_status":null,"currency":"EUR",
                 "total_minor":2270,"lines":[],"refunds":[],"placed_at":"2026-11-23T09:00:00Z"}""".formatted(ID, ID));

        assertThat(till.refund(ID, NewRefund.ofAll("Broken")).state()).isEqualTo("refunded");
        assertThat(server.seen.get(0).body()).isEqualTo("{\"reason\":\"Broken\"}");
    }

    @Test
    void follows_events_and_goes_on_after_the_last_one() {
        var event = """
                id: %d
                event: session.opened
                data: {"id":"019ab","type":"session.opened","aggregate_type":"session","aggregate_id":"%s","seq":1,"channel_id":"web",\
                "step":"started","status":"incomplete","total_minor":null,"currency":null,"occurred_at":"2026-11-23T09:00:00Z","data":{"a":1}}

                """;
        server.answers(200, ": listening\nretry: 1000\n\n" + event.formatted(41, ID))
                .answers(200, "event: presence\ndata: {\"participants\":[]}\n\n" + event.formatted(42, ID));

        try (var events = till.events(List.of("session.*"), "40")) {
            assertThat(events.next().aggregateId()).isEqualTo(ID);
            assertThatThrownBy(events::next).isInstanceOf(NoAnswerException.class);
            assertThat(events.next().status()).isEqualTo(SessionStatus.INCOMPLETE);
            assertThat(events.position()).isEqualTo("42");
        }

        assertThat(server.seen).extracting(it -> it.header("Last-event-id")).containsExactly("40", "41");
        assertThat(server.seen.get(0).call()).isEqualTo("GET /api/v1/events?types=session.*");
    }
}
