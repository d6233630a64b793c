package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import onetill.it.Caller.Answer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each kind of channel must do: open, change, pay, be declined, replay, refuse. */
@ExtendWith(ArquillianExtension.class)
abstract class ChannelContract {

    protected Shop shop;

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    @BeforeEach
    void open() {
        shop = Shop.open();
    }

    @AfterEach
    void money_and_books_agree() {
        shop.close();
    }

    /** Sells one tea, and answers the session as it is when it is paid. */
    protected abstract Answer sell();

    /** Tries to sell, but the bank refuses; answers the session after it. Null where nothing can be refused. */
    protected abstract Answer sellDeclined();

    /** Opens a session or a sale under this key. */
    protected abstract Answer openUnder(String key, int quantity);

    @Test
    void one_checkout_becomes_one_paid_order() {
        var session = sell();

        assertThat(session.text("status")).as(session.body().toString()).isEqualTo("completed");
        assertThat(session.text("step")).isEqualTo("paid");
        assertThat(session.body().at("/payment/state").asText()).isEqualTo("paid");
        var order =
                shop.server().get("/orders/" + session.body().at("/order/id").asText());
        assertThat(order.text("state")).isEqualTo("paid");
        assertThat(order.body().path("total_minor").asLong())
                .isEqualTo(session.body().path("total_minor").asLong());
        assertThat(order.body().path("lines")).hasSize(1);
        assertThat(shop.one("select count(*) from orders where merchant_id = ?"))
                .isEqualTo(1L);
        assertThat(shop.one("select sold from stock where merchant_id = ? and sku = 'TEA'"))
                .isEqualTo(1L);
    }

    @Test
    void a_refusal_leaves_no_order_and_a_session_that_can_go_on() {
        var session = sellDeclined();
        if (session == null) return;

        assertThat(session.text("status")).as(session.body().toString()).isEqualTo("ready_for_complete");
        assertThat(session.body().at("/messages/0/code").asText()).isIn("declined", "authentication_required");
        assertThat(session.body().at("/messages/0/text").asText()).isNotBlank();
        assertThat(shop.one("select count(*) from orders where merchant_id = ?"))
                .isEqualTo(0L);
    }

    @Test
    void the_same_request_again_is_answered_again_and_done_once() {
        var key = UUID.randomUUID().toString();

        var first = openUnder(key, 1);
        var again = openUnder(key, 1);

        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(shop.one("select count(*) from checkout_session where merchant_id = ?"))
                .isEqualTo(1L);
    }

    @Test
    void the_same_key_for_something_else_is_refused() {
        var key = UUID.randomUUID().toString();
        openUnder(key, 1);

        var other = openUnder(key, 2);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("type")).isEqualTo("/problems/idempotency-conflict");
    }

    @Test
    void every_event_of_the_session_is_there_and_in_order() {
        var session = sell();

        var types = shop
                .rows("select type from event where merchant_id = ? and aggregate_id = '%s' order by seq"
                        .formatted(session.text("id")))
                .stream()
                .map(row -> row.get("type"))
                .toList();

        assertThat(types)
                .startsWith("session.opened")
                .contains("session.submitted")
                .endsWith("session.completed");
    }

    protected static String tea(int quantity) {
        return "[{\"sku\":\"TEA\",\"quantity\":%d}]".formatted(quantity);
    }

    protected static String confirmationToken(String method) {
        var token = Caller.atProvider("/v1/test_helpers/confirmation_tokens", "payment_method=" + method);
        return token.path("id").asText();
    }

    /** Until the session is settled; webhooks and the resolver may be faster than we are. */
    protected static Answer settled(Caller caller, String sessionId) {
        Answer answer;
        var deadline = System.nanoTime() + 60_000_000_000L;
        do {
            answer = caller.postWithoutKey("/checkout-sessions/" + sessionId + "/payment/refresh", null);
        } while (answer.status() == 202 && System.nanoTime() < deadline);
        return answer;
    }
}
