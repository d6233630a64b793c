package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who leaves and has agreed to it is written to once, and goes on where they were. */
class RecoveryIT extends ShopTest {

    private static final Pattern LINK = Pattern.compile("/checkout/#(ho_[A-Za-z0-9_-]+)");
    private static final String HOME =
            "\"fulfillment\":{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";

    private String email;

    @BeforeEach
    void letTheChannelWrite() {
        email = "ada-" + UUID.randomUUID() + "@example.com";
        writeAfter("web", 1);
    }

    private void writeAfter(String channel, long seconds) {
        var changed = shop.server().patch("/channels/" + channel, "{\"recovery_after_seconds\":%d}".formatted(seconds));
        assertThat(changed.body().path("recovery_after_seconds").asLong())
                .as(changed.body().toString())
                .isEqualTo(seconds);
    }

    private Answer leave(String more) {
        var opened = Caller.with(shop.publishableKey)
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\",\"quantity\":2}],\"buyer\":{\"email\":\"%s\"%s},%s}"
                                .formatted(email, more, HOME));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened;
    }

    private List<String> messages() {
        return Outbox.to(email).stream()
                .map(it -> it.subject() + "\n" + it.text())
                .toList();
    }

    private long remindedSessions() {
        return ((Number) shop.one(
                        "select count(*) from checkout_session where merchant_id = ? and reminded_at is not null"))
                .longValue();
    }

    /** So long that others which were due with it would have been written to. */
    private void awaitAnotherIsReminded() {
        var before = remindedSessions();
        var other = "other-" + UUID.randomUUID() + "@example.com";
        var own = email;
        email = other;
        leave(",\"reminder_consent\":\"Remind me\"");
        email = own;
        Await.until(() -> remindedSessions() > before);
    }

    @Test
    void a_buyer_who_left_goes_on_by_a_link_and_the_money_is_counted_as_recovered() {
        var left = leave(",\"reminder_consent\":\"Remind me once by e-mail\"");
        var path = "/checkout-sessions/" + left.body().at("/session/id").asText();
        Await.until(() -> !messages().isEmpty());
        var message = messages().get(0);
        assertThat(message).contains("Test shop", "2 x tea", "€22.70", "reminded once");
        assertThat(shop.server().get(path).body().path("reminded_at").isNull()).isFalse();

        var link = LINK.matcher(message);
        assertThat(link.find()).as(message).isTrue();
        var claimed = Caller.nobody().postWithoutKey("/handoff-claims", "{\"token\":\"%s\"}".formatted(link.group(1)));
        assertThat(claimed.status()).as(claimed.body().toString()).isEqualTo(200);
        var session = claimed.body().path("session");
        assertThat(session.path("asks").findValuesAsText("id")).containsExactly("payment.tender");
        var paid = Caller.with(claimed.text("client_token"))
                .post(
                        path + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong()));

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(shop.one(
                        "select data ->> 'recovered' from event where merchant_id = ? and type = 'session.completed'"))
                .isEqualTo("true");
    }

    @Test
    void nobody_is_written_to_twice_without_consent_or_after_buying_elsewhere() {
        writeAfter("web", 3600);
        leave("");
        leave(",\"reminder_consent\":\"Remind me\"");
        var bought = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"app\",\"line_items\":[{\"sku\":\"TEA\"}],\"buyer\":{\"email\":\"%s\"},%s,\"complete\":true,\"confirmed_total_minor\":1380,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(email.toUpperCase(java.util.Locale.ROOT), HOME));
        assertThat(bought.status()).as(bought.body().toString()).isEqualTo(201);
        writeAfter("web", 1);

        awaitAnotherIsReminded();

        assertThat(messages()).isEmpty();
    }

    @Test
    void one_message_is_all_and_a_channel_that_does_not_want_it_sends_none() {
        leave(",\"reminder_consent\":\"Remind me\"");
        Await.until(() -> messages().size() == 1);
        awaitAnotherIsReminded();
        assertThat(messages()).hasSize(1);

        writeAfter("web", 0);
        email = "late-" + email;
        leave(",\"reminder_consent\":\"Remind me\"");
        writeAfter("app", 1);
        var other = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"app\",\"line_items\":[{\"sku\":\"TEA\"}],\"buyer\":{\"email\":\"x-%s\",\"reminder_consent\":\"y\"}}"
                                .formatted(email));
        Await.until(() -> !shop.server()
                .get("/checkout-sessions/" + other.body().at("/session/id").asText())
                .body()
                .path("reminded_at")
                .isNull());

        assertThat(messages()).isEmpty();
    }

    @Test
    void a_consent_can_be_taken_back() {
        writeAfter("web", 3600);
        var left = leave(",\"reminder_consent\":\"Remind me\"");
        var device = Caller.with(left.text("client_token"));
        var changed = device.patch(
                "/checkout-sessions/" + left.body().at("/session/id").asText(),
                "{\"buyer\":{\"reminder_consent\":\"\"}}");
        assertThat(changed.body().at("/buyer/reminder_consent").isNull()).isTrue();
        writeAfter("web", 1);

        awaitAnotherIsReminded();

        assertThat(messages()).isEmpty();
    }
}
