package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** How often one may ask, pay and guess, with the settings as they come. */
class LimitsIT extends ShopTest {

    private static final String DECLINED = "pm_card_visa_chargeDeclined";
    private static final String DIGITAL =
            "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"E-BOOK\"}],\"buyer\":{\"email\":\"a@example.com\"}}";

    /** An address nobody else uses, here or in another test. */
    private final String here = "172.%d.%d.%d".formatted(random(), random(), random());

    private static int random() {
        return ThreadLocalRandom.current().nextInt(1, 255);
    }

    /** One try of one card in a session of its own, by a shopper's device. */
    private Answer tryCard(String from, String card) {
        var opened = Caller.with(shop.publishableKey).from(from).post("/checkout-sessions", DIGITAL);
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return pay(Caller.with(opened.text("client_token")).from(from), opened, card);
    }

    private static Answer pay(Caller caller, Answer opened, String card) {
        var session = opened.body().path("session");
        var token = Caller.atProvider("/v1/test_helpers/confirmation_tokens", "payment_method=" + card)
                .path("id")
                .asText();
        return caller.post(
                "/checkout-sessions/%s/complete".formatted(session.path("id").asText()),
                "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"confirmation_token\":\"%s\"}}"
                        .formatted(
                                session.path("revision").asLong(),
                                session.path("total_minor").asLong(),
                                token));
    }

    private long triesAtTheProvider() {
        return (long) shop.one("select count(*) from payment_attempt where merchant_id = ? and sent_at is not null");
    }

    @Test
    void whoever_tests_stolen_cards_is_stopped_after_a_few_whatever_session_they_use() {
        var answers = new ArrayList<Answer>();
        for (var i = 0; i < 12; i++) answers.add(tryCard(here, DECLINED));

        assertThat(triesAtTheProvider()).isBetween(3L, 5L); // declines count twice: ten would be five
        var refused = answers.get(11);
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(429);
        assertThat(refused.text("type")).isEqualTo("/problems/too-many-payment-tries");
        assertThat(refused.text("limit")).isEqualTo("payments-address");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 600);
        assertThat(refused.header("RateLimit-Policy")).contains("\"payments-address\";q=10;w=600");
        assertThat(refused.header("RateLimit")).contains("\"payments-address\";r=0;t=");
        assertThat(shop.rows(
                        "select 1 from checkout_session where merchant_id = ? and status = 'complete_in_progress'"))
                .isEmpty();
    }

    @Test
    void what_an_app_store_shows_as_its_own_token_is_no_wrong_credential() {
        for (var i = 0; i < 90; i++) {
            var pushed = Caller.with("eyJhbGciOiJub25lIn0.e30.")
                    .from(here)
                    .postWithoutKey("/webhooks/google-play/" + shop.merchantId, "{}");
            assertThat(pushed.status()).as(pushed.body().toString()).isBetween(400, 428);
        }
    }

    @Test
    void also_when_they_ask_all_at_once() throws Exception {
        var sessions = new ArrayList<Answer>();
        for (var i = 0; i < 24; i++) {
            sessions.add(Caller.with(shop.publishableKey).from(here).post("/checkout-sessions", DIGITAL));
        }
        var answers = Race.of(
                24,
                i -> pay(
                        Caller.with(sessions.get(i).text("client_token")).from(here), sessions.get(i), "pm_card_visa"));

        assertThat(triesAtTheProvider()).isBetween(1L, 10L);
        assertThat(answers).extracting(Answer::status).containsOnly(200, 429);
    }

    @Test
    void and_the_merchants_own_tills_and_servers_behind_the_same_address_are_not_hurt() {
        for (var i = 0; i < 8; i++) tryCard(here, DECLINED);
        var sale =
                "{\"line_items\":[{\"sku\":\"TEA\"}],\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}";
        for (var till = 0; till < 12; till++) {
            var register = "rg_" + UUID.randomUUID();
            shop.run(
                    "insert into credential (merchant_id, credential_id, kind, secret_hash, label, channel_id) values (?, '%s', 'register', encode(sha256('%s'), 'hex'), 'till', 'till-1')"
                            .formatted(UUID.randomUUID(), register));
            for (var i = 0; i < 3; i++) {
                var sold = Caller.with(register).from(here).post("/channels/till-1/sales", sale);
                assertThat(sold.status()).as(sold.body().toString()).isLessThan(300);
            }
        }
        for (var agent = 0; agent < 30; agent++) {
            var server = shop.server().from(here);
            assertThat(pay(server, server.post("/checkout-sessions", DIGITAL), "pm_card_visa")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_server_that_passes_on_where_its_shopper_is_has_them_counted_there() {
        var server = shop.server();
        var answers = new ArrayList<Integer>();
        for (var i = 0; i < 8; i++) {
            var opened = server.post("/checkout-sessions", DIGITAL);
            var session = opened.body().path("session");
            answers.add(server.send(
                            "POST",
                            "/checkout-sessions/%s/complete"
                                    .formatted(session.path("id").asText()),
                            "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"%s\"}}"
                                    .formatted(
                                            session.path("revision").asLong(),
                                            session.path("total_minor").asLong(),
                                            "pm_card_visa"),
                            Map.of(
                                    "Shopper-Address",
                                    here,
                                    "Idempotency-Key",
                                    UUID.randomUUID().toString()))
                    .status());
        }

        assertThat(answers).startsWith(200).endsWith(429);
        assertThat(server.send("GET", "/checkout-sessions", null, Map.of("Shopper-Address", "somewhere"))
                        .text("type"))
                .isEqualTo("/problems/malformed-request");
    }

    @Test
    void what_stands_before_the_last_proxys_word_is_not_believed() {
        for (var i = 0; i < 8; i++) tryCard("198.51.100.%d, %s".formatted(i, here), DECLINED);

        assertThat(tryCard("203.0.113.1, " + here, DECLINED).status()).isEqualTo(429);
        assertThat(triesAtTheProvider()).isLessThanOrEqualTo(5);
    }

    @Test
    void an_answer_says_what_is_left() {
        var opened = Caller.with(shop.publishableKey).from(here).post("/checkout-sessions", DIGITAL);
        var seen = Caller.with(opened.text("client_token")).from(here).get("/checkout-sessions/current");

        assertThat(seen.header("RateLimit-Policy"))
                .isEqualTo("\"requests-address\";q=600;w=60, \"requests-session\";q=100000;w=60");
        assertThat(seen.header("RateLimit")).contains("\"requests-session\";r=99999;t=");
        assertThat(shop.server().get("/orders").header("RateLimit-Policy")).isEqualTo("\"requests-key\";q=60000;w=60");
    }

    @Test
    void who_tries_keys_is_stopped_and_whose_key_is_right_comes_in_from_there_all_the_same() {
        var till = shop.till().from(here);
        assertThat(till.get("/channels").status()).isNotEqualTo(429);
        var statuses = new ArrayList<Integer>();
        for (var i = 0; i < 400 && !statuses.contains(429); i++) {
            statuses.add(Caller.with("sk_" + UUID.randomUUID())
                    .from(here)
                    .get("/orders")
                    .status());
        }

        assertThat(statuses).startsWith(401).endsWith(429);
        assertThat(till.get("/channels").status()).isNotEqualTo(429);
    }

    /** From one address at once, each guess in a session of its own: no more than twenty in a quarter of an hour are looked at. */
    @Test
    void codes_of_gift_cards_cannot_be_guessed_from_many_sessions() throws Exception {
        var devices = new ArrayList<Caller>();
        for (var i = 0; i < 30; i++) {
            var opened = Caller.with(shop.publishableKey).from(here).post("/checkout-sessions", DIGITAL);
            devices.add(Caller.with(opened.text("client_token")).from(here));
        }

        var other = Shop.open();
        var codes = new ArrayList<String>();
        for (var i = 0; i < 30; i++) {
            codes.add(other.server()
                    .post("/gift-cards", "{\"amount_minor\":100,\"currency\":\"EUR\",\"reason\":\"gift\"}")
                    .text("code"));
        }

        var answers = Race.of(
                30,
                i -> devices.get(i).postWithoutKey("/gift-card-lookups", "{\"code\":\"%s\"}".formatted(codes.get(i))));

        assertThat(answers.stream().filter(it -> it.status() != 429).count()).isBetween(1L, 20L);
        assertThat(answers.stream().filter(it -> it.status() == 429))
                .allSatisfy(it -> assertThat(it.text("type")).isEqualTo("/problems/too-many-tries"));
    }

    @Test
    void a_body_has_a_size_a_depth_and_a_measure() {
        var large = "{\"channel\":\"web\",\"locale\":\"%s\"}".formatted("x".repeat(300_000));
        var deep = "{\"channel\":" + "[".repeat(30) + "]".repeat(30) + "}";
        var number =
                "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\",\"quantity\":%s}]}".formatted("9".repeat(200));

        assertThat(shop.server().post("/checkout-sessions", large).text("type")).isEqualTo("/problems/body-too-large");
        for (var body : List.of(deep, number)) {
            var answer = shop.server().post("/checkout-sessions", body);
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
            assertThat(answer.text("type")).isEqualTo("/problems/malformed-request");
        }
        assertThat(shop.server().get("/orders?after=" + "x".repeat(9_000)).status())
                .isEqualTo(414);
    }

    @Test
    void headers_have_a_size_and_a_number() throws Exception {
        assertThat(raw("GET /api/v1/client-config HTTP/1.1\r\nHost: localhost:%s\r\nX-Large: %s\r\n\r\n"
                        .formatted(System.getenv("HTTP_PORT"), "x".repeat(20_000))))
                .doesNotContain(" 200 ");
        assertThat(raw("GET /api/v1/client-config HTTP/1.1\r\nHost: localhost:%s\r\n%s\r\n"
                        .formatted(System.getenv("HTTP_PORT"), "X-Many: x\r\n".repeat(150))))
                .doesNotContain(" 200 ");
    }

    /** One byte now and then: after ten seconds in all, and ten more for the last read, it is over. */
    @Test
    void a_body_that_drips_is_given_up() throws Exception {
        try (var socket = new Socket("127.0.0.1", Integer.parseInt(System.getenv("HTTP_PORT")))) {
            socket.setSoTimeout((int) Duration.ofMinutes(3).toMillis());
            var out = socket.getOutputStream();
            out.write(("POST /api/v1/checkout-sessions HTTP/1.1\r\nHost: localhost:%s\r\nAuthorization: Bearer %s\r\n"
                            + "Content-Type: application/json\r\nIdempotency-Key: k\r\nContent-Length: 1000\r\n\r\n")
                    .formatted(System.getenv("HTTP_PORT"), shop.secretKey)
                    .getBytes(StandardCharsets.US_ASCII));
            var answer = dripUntilAnswered(socket);

            assertThat(answer)
                    .satisfiesAnyOf(
                            it -> assertThat(it).contains(" 408 ", "request-timeout"),
                            it -> assertThat(it).isEqualTo("closed"));
        }
    }

    private static String dripUntilAnswered(Socket socket) throws Exception {
        var out = socket.getOutputStream();
        var in = socket.getInputStream();
        for (var i = 0; i < 180; i++) {
            try {
                out.write(' ');
                out.flush();
            } catch (SocketException e) {
                return "closed";
            }
            if (in.available() > 0) return new String(in.readNBytes(in.available()), StandardCharsets.UTF_8);
            Thread.sleep(500);
        }
        return "still open";
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", Integer.parseInt(System.getenv("HTTP_PORT")))) {
            socket.setSoTimeout((int) Duration.ofMinutes(3).toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var buffer = new byte[2_000];
            var read = socket.getInputStream().read(buffer);
            return read < 0 ? "closed" : new String(buffer, 0, read, StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return "closed";
        }
    }
}
