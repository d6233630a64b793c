package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A till whose cards are taken by a nexo terminal: the terminal's own books are compared with ours. */
class NexoIT extends ShopTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SALE =
            "{\"line_items\":[{\"sku\":\"TEA\",\"quantity\":1}],\"tender\":{\"type\":\"card_present\"}}";

    @BeforeEach
    void bind() {
        var bound = shop.server()
                .patch("/channels/till-1", "{\"reader_provider\":\"nexo\",\"reader_ref\":\"%s\"}".formatted(poi()));
        assertThat(bound.text("reader_provider")).as(bound.body().toString()).isEqualTo("nexo");
        assertThat(bound.text("reader_ref")).isEqualTo(poi());
        Await.until(
                () -> "idle".equals(shop.till().get("/channels/till-1/reader").text("state")));
    }

    private String poi() {
        return "P400-" + shop.merchantId;
    }

    /** What somebody does at the terminal; answers what it has in its books then. */
    private JsonNode act(String what, String details) {
        return exchange("/" + what, BodyPublishers.ofString(details));
    }

    private JsonNode terminal() {
        return exchange("", null);
    }

    private JsonNode exchange(String what, HttpRequest.BodyPublisher body) {
        var there = URI.create(System.getenv("NEXO_URL")).resolve("/terminals/" + poi() + what);
        var request = HttpRequest.newBuilder(there);
        if (body != null) request.POST(body);
        try {
            return Caller.JSON.readTree(
                    HTTP.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer ring() {
        return shop.till().post("/channels/till-1/sales", SALE);
    }

    private Answer waiting() {
        var sale = ring();
        assertThat(sale.status()).as(sale.body().toString()).isEqualTo(202);
        assertThat(sale.body().at("/session/payment/action/type").asText()).isEqualTo("present_card");
        Await.until(() -> terminal().path("busy").asBoolean());
        return sale;
    }

    private static String session(Answer sale) {
        return "/checkout-sessions/" + sale.body().at("/session/id").asText();
    }

    private Answer refreshed(Answer sale) {
        return shop.till().postWithoutKey(session(sale) + "/payment/refresh", null);
    }

    private void awaitStatus(Answer sale, String status) {
        Await.until(() -> status.equals(refreshed(sale).text("status")));
    }

    /** What the terminal has taken and not given back, in cents, and what our books say it has. */
    private void assertBooksAgree(long cents) {
        var there = 0L;
        for (var payment : terminal().path("payments")) {
            there += payment.path("amount")
                    .decimalValue()
                    .subtract(payment.path("reversed").decimalValue())
                    .movePointRight(2)
                    .longValueExact();
        }
        assertThat(there).as(terminal().toString()).isEqualTo(cents);
        var here =
                shop.one("select coalesce(cast(sum(amount_minor) as bigint), 0) from check_ledger where merchant_id = ?"
                        + " and account = 'psp_clearing:nexo'");
        assertThat(here).isEqualTo(cents);
    }

    @Test
    void a_sale_is_paid_at_the_terminal_and_given_back_by_its_reference() {
        var sale = waiting();
        Await.until(() -> "waiting_for_card"
                .equals(shop.till().get("/channels/till-1/reader").text("state")));

        act("present", "{}");
        awaitStatus(sale, "completed");

        assertBooksAgree(890);
        var order = "/orders/" + refreshed(sale).body().at("/order/id").asText();
        assertThat(shop.server().get(order).text("state")).isEqualTo("paid");
        var refund = shop.server().post(order + "/refunds", "{\"amount_minor\":390,\"reason\":\"damaged\"}");
        assertThat(refund.status()).as(refund.body().toString()).isLessThan(300);
        Await.until(() -> "partially_refunded".equals(shop.server().get(order).text("state")));
        assertBooksAgree(500);
        assertThat(shop.till().get("/channels/till-1/reader").text("state")).isEqualTo("idle");
    }

    @Test
    void a_decline_and_a_cancel_lead_back_to_the_till() {
        var declined = waiting();
        act("present", "{\"card\":\"decline\"}");
        awaitStatus(declined, "ready_for_complete");
        assertThat(refreshed(declined).body().at("/messages/0/code").asText()).isEqualTo("declined");

        var canceled = waiting();
        act("cancel", "{}");
        awaitStatus(canceled, "ready_for_complete");
        assertThat(refreshed(canceled).body().at("/messages/0/text").asText()).contains("canceled at the card reader");
        assertBooksAgree(0);
    }

    @Test
    void a_sale_that_is_withdrawn_leaves_the_terminal_to_the_next_one() {
        var sale = waiting();

        var withdrawn = shop.till().postWithoutKey(session(sale) + "/payment/withdraw", null);

        assertThat(withdrawn.text("status")).as(withdrawn.body().toString()).isEqualTo("ready_for_complete");
        var next = waiting();
        act("present", "{}");
        awaitStatus(next, "completed");
        assertBooksAgree(890);
    }

    @Test
    void a_card_that_was_in_when_the_till_gave_up_has_paid() {
        var sale = waiting();
        act("insert", "{}");

        var withdrawn = shop.till().postWithoutKey(session(sale) + "/payment/withdraw", null);
        assertThat(withdrawn.body().at("/payment/action/reader_state").asText())
                .as(withdrawn.body().toString())
                .isEqualTo("uncertain");
        act("present", "{}");

        awaitStatus(sale, "completed");
        assertBooksAgree(890);
    }

    @Test
    void a_terminal_that_loses_its_network_after_the_card_is_uncertain_until_it_is_back() {
        var sale = waiting();
        act("network", "{\"connected\":false}");
        act("present", "{}");
        Await.until(() ->
                "checking".equals(refreshed(sale).body().at("/payment/state").asText()));
        assertThat(shop.till().get("/channels/till-1/reader").text("state")).isEqualTo("uncertain");
        var again = shop.till()
                .post(
                        session(sale) + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":890,\"tender\":{\"type\":\"cash\",\"received_minor\":1000}}"
                                .formatted(
                                        refreshed(sale).body().path("revision").asLong()));
        assertThat(again.status()).as(again.body().toString()).isEqualTo(409);

        act("network", "{\"connected\":true}");

        awaitStatus(sale, "completed");
        assertBooksAgree(890);
    }

    @Test
    void a_terminal_that_cannot_be_reached_refuses_at_once() {
        act("network", "{\"connected\":false}");

        var sale = ring();

        assertThat(sale.body().at("/session/status").asText())
                .as(sale.body().toString())
                .isEqualTo("ready_for_complete");
        assertThat(sale.body().at("/session/messages/0/text").asText()).contains("not connected");
        assertThat(shop.till().get("/channels/till-1/reader").text("state")).isEqualTo("offline");
        assertBooksAgree(0);
    }

    @Test
    void a_terminal_that_takes_another_amount_gives_it_back() {
        var sale = waiting();
        act("present", "{\"amount\":0.99}");

        awaitStatus(sale, "ready_for_complete");

        assertThat(refreshed(sale).body().toString()).contains("another amount");
        assertThat(shop.one("select count(*) from orders where merchant_id = ?"))
                .isEqualTo(0L);
        assertBooksAgree(0);
    }

    @Test
    void a_tip_at_the_terminal_is_paid_and_booked() {
        shop.server().patch("/channels/till-1", "{\"tips_on_reader\":true}");
        var sale = waiting();
        act("present", "{\"tip\":1.10}");

        awaitStatus(sale, "completed");

        assertThat(refreshed(sale).body().path("tip_minor").asLong()).isEqualTo(110);
        assertThat(refreshed(sale).body().path("total_minor").asLong()).isEqualTo(1000);
        assertBooksAgree(1000);
    }
}
