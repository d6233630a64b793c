package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import onetill.it.Caller.Answer;
import onetill.launch.SecondNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What guards cards and codes is counted once for all nodes: who goes from one to the other has no more tries. */
class SharedLimitsIT extends ShopTest {

    private static final String DIGITAL =
            "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"E-BOOK\"}],\"buyer\":{\"email\":\"a@example.com\"}}";
    /** As RFC 9651 writes a list of strings, with the parameters that draft-ietf-httpapi-ratelimit-headers-10 names. */
    private static final String NAME = "\"[a-z-]+\"";

    private static final String POLICY = NAME + ";q=[1-9]\\d*;w=[1-9]\\d*";
    private static final String LEFT = NAME + ";r=\\d+;t=\\d+";

    private static SecondNode second;

    private final String here = "172.%d.%d.%d".formatted(random(), random(), random());

    private static int random() {
        return ThreadLocalRandom.current().nextInt(1, 255);
    }

    @BeforeAll
    static void startAnother() throws Exception {
        second = SecondNode.start(Map.of("TRUSTED_PROXIES", System.getenv("TRUSTED_PROXIES")));
    }

    @AfterAll
    static void stopTheOther() throws Exception {
        if (second != null) second.close();
    }

    /** On this node and on the other in turns. */
    private Caller onNode(int turn, String credential) {
        var caller = Caller.with(credential).from(here);
        return turn % 2 == 0 ? caller : caller.at(second.publicDoor());
    }

    private Answer tryCard(int turn) {
        var opened = onNode(turn, shop.publishableKey).post("/checkout-sessions", DIGITAL);
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        var session = opened.body().path("session");
        var token = Caller.atProvider(
                        "/v1/test_helpers/confirmation_tokens", "payment_method=pm_card_visa_chargeDeclined")
                .path("id")
                .asText();
        return onNode(turn, opened.text("client_token"))
                .post(
                        "/checkout-sessions/%s/complete"
                                .formatted(session.path("id").asText()),
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
    void whoever_tests_cards_on_two_nodes_in_turns_has_the_tries_of_one() {
        var answers = new ArrayList<Answer>();
        for (var turn = 0; turn < 14; turn++) answers.add(tryCard(turn));

        assertThat(triesAtTheProvider()).isBetween(3L, 5L);
        for (var last : List.of(answers.get(12), answers.get(13))) {
            assertThat(last.status()).as(last.body().toString()).isEqualTo(429);
            assertThat(last.text("limit")).isEqualTo("payments-address");
            assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 600);
            assertThat(last.header("RateLimit-Policy")).contains("\"payments-address\";q=10;w=600");
            assertThat(last.header("RateLimit")).contains("\"payments-address\";r=0;t=");
        }
    }

    @Test
    void also_when_they_ask_both_at_once() throws Exception {
        var answers = Race.of(20, this::tryCard);

        assertThat(triesAtTheProvider()).isBetween(1L, 10L);
        assertThat(answers).extracting(Answer::status).contains(429);
    }

    @Test
    void what_is_left_is_said_as_the_draft_has_it_and_each_limit_has_its_policy() {
        var opened = onNode(0, shop.publishableKey).post("/checkout-sessions", DIGITAL);

        for (var turn = 0; turn < 2; turn++) {
            var seen = onNode(turn, opened.text("client_token")).get("/checkout-sessions/current");
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.header("RateLimit-Policy")).matches(POLICY + "(, " + POLICY + ")*");
            assertThat(seen.header("RateLimit")).matches(LEFT + "(, " + LEFT + ")*");
            assertThat(names(seen.header("RateLimit"))).isEqualTo(names(seen.header("RateLimit-Policy")));
        }
    }

    private static List<String> names(String list) {
        return java.util.regex.Pattern.compile(NAME)
                .matcher(list)
                .results()
                .map(it -> it.group())
                .toList();
    }
}
