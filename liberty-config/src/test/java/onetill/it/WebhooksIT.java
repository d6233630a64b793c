package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import onetill.it.Caller.Answer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What providers tell us, and what we tell merchants: doubled, early, forged, late, refused. */
@ExtendWith(ArquillianExtension.class)
class WebhooksIT {

    private Shop shop;
    private HttpServer receiver;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<Integer> nextAnswers = new ConcurrentLinkedDeque<>();

    /** A message that reached the merchant's server, and what was answered. */
    record Received(String id, Map<String, List<String>> headers, String body, int answered) {

        JsonNode json() {
            try {
                return Caller.JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException(body, e);
            }
        }
    }

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    @BeforeEach
    void open() throws IOException {
        shop = Shop.open();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hooks", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var answer = nextAnswers.poll();
            var status = answer == null ? 204 : answer;
            var headers = new LinkedHashMap<String, List<String>>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values));
            received.add(new Received(headers.get("webhook-id").get(0), headers, body, status));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.setExecutor(Executors.newFixedThreadPool(4));
        receiver.start();
    }

    @AfterEach
    void money_and_books_agree() {
        receiver.stop(0);
        shop.run("delete from webhook_endpoint where merchant_id = ?");
        shop.close();
    }

    @Test
    void the_same_event_three_times_at_once_is_one_settlement() throws Exception {
        var waiting = waiting();
        var event = event("payment_intent.succeeded", ref(waiting), attemptOf(waiting));
        var page = URI.create(waiting.body().at("/payment/action/url").asText());
        Caller.atProvider("/pages-api" + page.getPath().replaceFirst("/pages", ""), "{\"outcome\":\"complete\"}");

        var answers = atOnce(3, () -> send(event, signed("whsec_it", now(), event)));

        assertThat(answers).allMatch(it -> it.status() == 204);
        Await.until(() -> "completed".equals(session(waiting).text("status")));
        Await.until(() -> "applied".equals(stateOf(event)));
        assertThat(rowsOf(event)).hasSize(1);
        assertThat(shop.one("select count(*) from orders where merchant_id = ?"))
                .isEqualTo(1L);
        assertThat(shop.one("select count(*) from payment_attempt where merchant_id = ? and state = 'captured'"))
                .isEqualTo(1L);

        assertThat(send(event, signed("whsec_it", now(), event)).status())
                .as("much later once more")
                .isEqualTo(204);
        assertThat(rowsOf(event)).hasSize(1);
        assertThat(shop.one("select count(*) from orders where merchant_id = ?"))
                .isEqualTo(1L);
    }

    @Test
    void an_event_about_an_attempt_we_do_not_know_waits_for_it() throws Exception {
        var waiting = waiting();
        var attempt = attemptOf(waiting);
        var event = event("payment_intent.processing", ref(waiting), attempt);
        var elsewhere = UUID.randomUUID();
        rename(attempt, elsewhere);

        assertThat(send(event, signed("whsec_it", now(), event)).status()).isEqualTo(204);
        Await.until(() -> "parked".equals(stateOf(event)));
        rename(elsewhere, attempt);

        Await.until(() -> "applied".equals(stateOf(event)));
        shop.server().postWithoutKey("/checkout-sessions/" + waiting.text("id") + "/payment/withdraw", null);
    }

    @Test
    void an_event_written_for_another_version_is_as_good_as_any() throws Exception {
        var waiting = waiting();
        var event =
                "{\"id\":\"%s\",\"api_version\":\"2014-01-31\",\"type\":\"payment_intent.processing\",\"data\":{\"object\":{\"id\":\"%s\"}}}"
                        .formatted("evt_" + UUID.randomUUID(), ref(waiting));

        send(event, signed("whsec_it", now(), event));

        Await.until(() -> "applied".equals(stateOf(event)));
        shop.server().postWithoutKey("/checkout-sessions/" + waiting.text("id") + "/payment/withdraw", null);
    }

    @Test
    void what_is_never_found_is_laid_aside_with_an_alarm_and_can_be_retried() throws Exception {
        var event = event("payment_intent.succeeded", "pi_" + UUID.randomUUID(), UUID.randomUUID());
        send(event, signed("whsec_it", now(), event));

        Await.until(() -> "dead".equals(stateOf(event)));
        var dead = shop.server().get("/provider-events?state=dead");
        assertThat(dead.body().path("data")).hasSize(1);
        var row = dead.body().at("/data/0");
        assertThat(row.path("event_id").asText()).isEqualTo(idOf(event));
        assertThat(row.has("body")).isFalse();
        assertThat(shop.rows("select 1 from event where merchant_id = ? and type = 'provider_event.dead'"))
                .hasSize(1);
        var retried = shop.server()
                .postWithoutKey("/provider-events/" + row.path("id").asText() + "/retry", null);
        assertThat(retried.text("state")).isEqualTo("received");
        assertThat(Shop.open()
                        .server()
                        .postWithoutKey("/provider-events/" + row.path("id").asText() + "/retry", null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void an_event_of_nobody_has_a_home_that_no_merchant_sees() throws Exception {
        var event = event("payment_intent.succeeded", "pi_" + UUID.randomUUID(), UUID.randomUUID())
                .replace(shop.merchantId.toString(), UUID.randomUUID().toString());
        send(event, signed("whsec_it", now(), event));

        Await.until(() -> "parked".equals(stateOf(event)));
        assertThat(rowsOf(event).get(0).get("merchant_id")).hasToString("00000000-0000-0000-0000-000000000000");
        assertThat(shop.server().get("/provider-events").body().path("data")).isEmpty();
    }

    @Test
    void a_slow_refund_is_done_when_the_provider_says_so() {
        var order = "/orders/"
                + bought("pm_card_pendingRefund").body().at("/order/id").asText();
        var refund = shop.server().post(order + "/refunds", "{\"reason\":\"damaged\"}");
        assertThat(refund.body().at("/refunds/0/state").asText())
                .as(refund.body().toString())
                .isEqualTo("pending");

        Await.until(() -> "refunded".equals(shop.server().get(order).text("state")));

        assertThat(shop.server().get(order).body().at("/refunds/0/state").asText())
                .isEqualTo("refunded");
        Await.until(() -> (long)
                        shop.one(
                                "select count(*) from provider_event where merchant_id = ? and type like 'refund.%' and state = 'applied'")
                == 2);
    }

    @Test
    void what_a_dead_node_had_begun_is_finished_by_another() {
        var waiting = waiting();
        var event = event("payment_intent.processing", ref(waiting), attemptOf(waiting));
        shop.run(
                "insert into provider_event values (?, '%s', 'stripe', '%s', 'payment_intent.processing', '%s', '{}', '%s', 'received', 1, 0, now() - interval '1 second', null, now() - interval '2 minutes', null)"
                        .formatted(UUID.randomUUID(), idOf(event), ref(waiting), event));
        var created =
                endpoint("[\"nothing.of.interest\"]").body().at("/endpoint/id").asText();
        shop.run(
                "insert into webhook_delivery values (?, '%s', '%s', 0, 'event', '%s', 'order.placed', '%s', '{\"left\":\"behind\"}', 'pending', 1, now() - interval '1 second', null, null, now() - interval '2 minutes', now() - interval '2 minutes', null)"
                        .formatted(UUID.randomUUID(), created, UUID.randomUUID(), UUID.randomUUID()));

        Await.until(() -> "applied".equals(stateOf(event)));
        Await.until(() -> told().stream().anyMatch(it -> it.body().contains("behind")));
        shop.server().postWithoutKey("/checkout-sessions/" + waiting.text("id") + "/payment/withdraw", null);
    }

    @Test
    void what_is_forged_is_refused_and_not_kept() throws Exception {
        var event = event("payment_intent.succeeded", "pi_forged", UUID.randomUUID());
        var other = event.replace("pi_forged", "pi_other");
        var signatures = new ArrayList<String>();
        signatures.add("");
        signatures.add("t=" + now() + ",v1=");
        signatures.add(signed("whsec_wrong", now(), event));
        signatures.add(signed("whsec_it", now() - 400, event));
        signatures.add(signed("whsec_it", now(), other));
        signatures.add(signed("whsec_it", now(), event.replace(",", ", ")));

        for (var signature : signatures) {
            assertThat(send(event, signature).status()).as(signature).isEqualTo(400);
        }
        assertThat(Caller.nobody()
                        .send("POST", "/webhooks/stripe", event, Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(rowsOf(event)).isEmpty();
    }

    @Test
    void merchants_are_told_in_order_and_again_after_a_failure() throws Exception {
        nextAnswers.addAll(List.of(500, 500));
        var created = endpoint("[\"session.*\",\"order.*\"]");
        var secret = created.text("secret");

        buy();

        Await.until(() ->
                told().stream().anyMatch(it -> it.json().path("type").asText().equals("session.completed"))
                        && told().stream()
                                .anyMatch(it -> it.json().path("type").asText().equals("order.placed")));
        assertThat(received).filteredOn(it -> it.answered() == 500).hasSize(2);
        for (var message : received) {
            assertThatCode(() -> new Webhook(secret).verify(message.body(), message.headers()))
                    .doesNotThrowAnyException();
        }
        var bySequence = new LinkedHashMap<String, List<Integer>>();
        for (var message : told()) {
            var data = message.json().path("data");
            bySequence
                    .computeIfAbsent(data.path("aggregate_id").asText(), id -> new ArrayList<>())
                    .add(data.path("seq").asInt());
        }
        assertThat(bySequence).hasSize(2);
        assertThat(bySequence.values())
                .allSatisfy(it -> assertThat(it).isSorted().startsWith(1).doesNotHaveDuplicates());
    }

    @Test
    void what_was_delivered_is_listed_and_can_be_sent_again() throws Exception {
        var since = Instant.now().minusSeconds(60);
        var path = "/webhook-endpoints/"
                + endpoint("[\"order.placed\"]").body().at("/endpoint/id").asText();
        buy();
        Await.until(() -> told().size() == 1);
        Await.until(() -> shop.server()
                        .get(path + "/deliveries?state=delivered")
                        .body()
                        .path("data")
                        .size()
                == 1);
        var delivery = shop.server().get(path + "/deliveries").body().at("/data/0");
        assertThat(delivery.path("last_status").asInt()).isEqualTo(204);

        var again =
                shop.server().post(path + "/deliveries/" + delivery.path("id").asText() + "/replay", null);
        assertThat(again.status()).isEqualTo(201);
        Await.until(() -> told().size() == 2);
        var all = shop.server()
                .post(
                        path + "/replays",
                        "{\"from\":\"%s\",\"until\":\"%s\"}"
                                .formatted(since, Instant.now().plusSeconds(60)));
        assertThat(all.body().path("deliveries").asInt()).isEqualTo(1);
        Await.until(() -> told().size() == 3);

        assertThat(told().stream().map(Received::id).distinct()).hasSize(1);
        assertThat(told().stream().map(Received::body).distinct()).hasSize(1);
    }

    @Test
    void a_new_secret_signs_beside_the_old_one() throws Exception {
        var created = endpoint("[\"order.placed\"]");
        var path = "/webhook-endpoints/" + created.body().at("/endpoint/id").asText();

        var rotated = shop.server().post(path + "/secret-rotation", null);
        shop.server().post(path + "/test", null);

        Await.until(() -> !told().isEmpty());
        var message = told().get(0);
        assertThat(message.json().path("type").asText()).isEqualTo("webhook_endpoint.test");
        assertThat(message.headers().get("webhook-signature").get(0).split(" ")).hasSize(2);
        for (var secret : List.of(created.text("secret"), rotated.text("secret"))) {
            assertThatCode(() -> new Webhook(secret).verify(message.body(), message.headers()))
                    .doesNotThrowAnyException();
        }
        assertThat(created.text("secret")).isNotEqualTo(rotated.text("secret"));
        assertThat(shop.server().get(path).body().has("secret")).isFalse();
    }

    @Test
    void an_address_that_is_gone_is_not_called_again() throws Exception {
        var path = "/webhook-endpoints/"
                + endpoint("[\"order.*\"]").body().at("/endpoint/id").asText();
        nextAnswers.add(410);

        shop.server().post(path + "/test", null);

        Await.until(() -> !shop.server().get(path).body().path("enabled").asBoolean());
        assertThat(shop.server().get(path).text("disabled_reason")).isEqualTo("gone");
        assertThat(shop.rows("select 1 from event where merchant_id = ? and type = 'webhook_endpoint.disabled'"))
                .hasSize(1);
        assertThat(Shop.open().server().get(path).status())
                .as("for another merchant")
                .isEqualTo(404);
        assertThat(shop.server().send("DELETE", path, null, Map.of()).status()).isEqualTo(204);
        assertThat(shop.server().get(path).status()).isEqualTo(404);
    }

    @Test
    void an_address_with_credentials_is_refused() {
        var refused = shop.server().post("/webhook-endpoints", "{\"url\":\"https://ada:secret@shop.example/\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("type")).isEqualTo("/problems/webhook-url-refused");
    }

    private Answer endpoint(String types) {
        var url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hooks";
        var created =
                shop.server().post("/webhook-endpoints", "{\"url\":\"%s\",\"event_types\":%s}".formatted(url, types));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created;
    }

    private List<Received> told() {
        return received.stream().filter(it -> it.answered() < 300).toList();
    }

    private void buy() {
        bought("pm_card_visa");
    }

    private Answer bought(String method) {
        var paid = complete(open("TEA"), method);
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        return paid;
    }

    /** A session whose buyer is at the bank. */
    private Answer waiting() {
        var waiting = complete(open("TEA"), "pm_card_threeDSecure2Required");
        assertThat(waiting.text("status")).as(waiting.body().toString()).isEqualTo("requires_escalation");
        return waiting;
    }

    private JsonNode open(String sku) {
        return shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"%s\"}],\"buyer\":{\"email\":\"ada@example.com\"},\"fulfillment\":{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}}"
                                .formatted(sku))
                .body()
                .path("session");
    }

    private Answer complete(JsonNode session, String method) {
        return shop.server()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"%s\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong(),
                                        method));
    }

    private Answer session(Answer of) {
        return shop.server().get("/checkout-sessions/" + of.text("id"));
    }

    private static String ref(Answer waiting) {
        return waiting.body().at("/tenders/0/provider_ref").asText();
    }

    private UUID attemptOf(Answer waiting) {
        return (UUID) shop.one("select attempt_id from payment_attempt where merchant_id = ? and provider_ref = '"
                + ref(waiting) + "'");
    }

    private void rename(UUID from, UUID to) {
        shop.run("update payment_attempt set attempt_id = '%s' where merchant_id = ? and attempt_id = '%s'"
                .formatted(to, from));
    }

    private String event(String type, String ref, UUID attempt) {
        return "{\"id\":\"evt_%s\",\"type\":\"%s\",\"data\":{\"object\":{\"id\":\"%s\",\"metadata\":{\"merchant_id\":\"%s\",\"attempt_id\":\"%s\"}}}}"
                .formatted(UUID.randomUUID(), type, ref, shop.merchantId, attempt);
    }

    private static String idOf(String event) {
        return event.substring(event.indexOf("evt_"), event.indexOf("evt_") + 40);
    }

    private List<Map<String, Object>> rowsOf(String event) {
        return shop.rows("select merchant_id, state from provider_event where ?::uuid is not null and event_id = '"
                + idOf(event) + "'");
    }

    private String stateOf(String event) {
        var rows = rowsOf(event);
        return rows.isEmpty() ? "" : (String) rows.get(0).get("state");
    }

    private static Answer send(String event, String signature) {
        return Caller.nobody().send("POST", "/webhooks/stripe", event, Map.of("Stripe-Signature", signature));
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String signed(String secret, long time, String body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var bytes = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(bytes);
    }

    private static List<Answer> atOnce(int times, Callable<Answer> call) throws Exception {
        var threads = Executors.newFixedThreadPool(times);
        try {
            var answers = new ArrayList<Answer>();
            for (var each : threads.invokeAll(java.util.Collections.nCopies(times, call))) answers.add(each.get());
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
