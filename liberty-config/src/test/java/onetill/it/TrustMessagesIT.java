package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** What reassures a buyer who lingers: said as the channel wants, shown once, and told to the funnel. */
class TrustMessagesIT extends ShopTest {

    private static final String OPEN = """
            {"channel":"web","locale":"de-DE","line_items":[{"sku":"TEA","quantity":2}],"buyer":{"email":"ada@example.com"}}""";

    private Answer say(String messages) {
        return shop.server().patch("/channels/web", "{\"trust_messages\":[" + messages + "]}");
    }

    private JsonNode opened() {
        var opened = shop.server().post("/checkout-sessions", OPEN);
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened.body();
    }

    private static String path(JsonNode opened) {
        return "/checkout-sessions/" + opened.at("/session/id").asText();
    }

    private static Answer shown(Caller caller, JsonNode opened, String ask) {
        return caller.postWithoutKey(path(opened) + "/trust-messages", "{\"ask\":\"%s\"}".formatted(ask));
    }

    @Test
    void are_said_beside_their_asks_in_the_buyers_language_with_the_day_of_delivery() {
        var set = say("""
                {"kind":"secure_payment","ask":"payment.tender","after_seconds":8,"text":"Safe","texts":{"de":"Sicher"}},
                {"kind":"delivery_date","ask":"fulfillment.address","text":"There by {delivery_date}"},
                {"kind":"call_me","ask":"buyer.phone","text":"We call you"}""");
        assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
        assertThat(set.body().path("trust_messages").findValuesAsText("kind"))
                .containsExactly("secure_payment", "delivery_date", "call_me");

        var session = opened().path("session");

        assertThat(session.at("/trust_messages/0").toString())
                .isEqualTo("{\"kind\":\"secure_payment\",\"ask\":\"payment.tender\",\"after_seconds\":8,"
                        + "\"text\":\"Sicher\",\"shown_at\":null}");
        var latest = session.at("/fulfillment/latest").asText();
        assertThat(session.at("/trust_messages/1/text").asText())
                .isEqualTo("There by "
                        + LocalDate.parse(latest)
                                .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                        .withLocale(Locale.GERMANY)));
        assertThat(session.path("trust_messages").size())
                .as("the phone is not asked for")
                .isEqualTo(2);

        say("");
        assertThat(shop.server()
                        .get("/checkout-sessions/" + session.path("id").asText())
                        .body()
                        .path("trust_messages"))
                .isEmpty();
    }

    @Test
    void that_belong_nowhere_or_stand_twice_are_refused() {
        var nowhere = say("{\"kind\":\"call_me\",\"ask\":\"line_items\",\"text\":\"x\"}");
        assertThat(nowhere.status()).isEqualTo(422);
        assertThat(nowhere.text("field")).isEqualTo("trust_messages");
        assertThat(nowhere.text("detail")).contains("no ask \"line_items\"", "payment.tender");

        var one = "{\"kind\":\"call_me\",\"ask\":\"payment.tender\",\"text\":\"x\"}";
        assertThat(say(one + "," + one).text("detail")).contains("two things");
        assertThat(say("{\"kind\":\"pony\",\"ask\":\"payment.tender\",\"text\":\"x\"}")
                        .status())
                .isBetween(400, 422);
        assertThat(shop.server().get("/channels/web").body().path("trust_messages"))
                .isEmpty();
    }

    @Test
    void are_shown_once_whatever_the_device_and_the_funnel_knows() {
        say(
                "{\"kind\":\"return_policy\",\"ask\":\"payment.tender\",\"after_seconds\":20,\"text\":\"30 days to return\"}");
        var opened = opened();
        var page = Caller.with(opened.path("client_token").asText());
        var revision = opened.at("/session/revision").asLong();

        var first = shown(page, opened, "payment.tender");
        var again = shown(shop.staff("alex"), opened, "payment.tender");

        assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
        assertThat(first.text("kind")).isEqualTo("return_policy");
        assertThat(again.text("shown_at")).isEqualTo(first.text("shown_at"));
        var seen = shop.server().get(path(opened)).body();
        assertThat(seen.at("/trust_messages/0/shown_at").asText()).isEqualTo(first.text("shown_at"));
        assertThat(seen.path("revision").asLong()).isEqualTo(revision);
        assertThat(shop.rows("select 1 from event where merchant_id = ? and type = 'session.reassured'"))
                .hasSize(1);
        var timeline = "/reports/sessions/" + opened.at("/session/id").asText();
        Await.until(() -> "return_policy"
                .equals(shop.staff("max")
                        .get(timeline)
                        .body()
                        .at("/attributes/reassured")
                        .asText()));

        assertThat(shown(page, opened, "buyer.email").text("type")).isEqualTo("/problems/validation-failed");
        assertThat(shown(Caller.with(opened().path("client_token").asText()), opened, "payment.tender")
                        .status())
                .as("another buyer's")
                .isEqualTo(404);
    }
}
