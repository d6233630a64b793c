package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onetill.it.Caller.Answer;
import onetill.runtime.Secrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those who measure are told what was bought: each fact once, whatever fails, and only what buyers agreed to. */
class ExportsIT extends ShopTest {

    private static final String GA4 =
            "{\"kind\":\"ga4\",\"name\":\"Analytics\",\"settings\":{\"measurement_id\":\"G-ABC12345\"},\"credentials\":{\"api_secret\":\"ga-secret-1\"}}";
    private static final String META =
            "{\"kind\":\"meta\",\"settings\":{\"pixel_id\":\"123456\"},\"credentials\":{\"access_token\":\"EAAB-meta-secret\"}}";
    private static final String ADS =
            "{\"kind\":\"google_ads\",\"settings\":{\"customer_id\":\"1234567890\",\"conversion_action_id\":\"42\"},"
                    + "\"credentials\":{\"developer_token\":\"dev-secret\",\"client_id\":\"client\",\"client_secret\":\"oauth-secret\",\"refresh_token\":\"1//refresh\"}}";
    private static final String HOME =
            "\"fulfillment\":{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";
    private static final String IDS =
            "{\"ga_client_id\":\"908899769.1600020018\",\"fbp\":\"fb.1.1596403881668.1116446470\",\"gclid\":\"Cj0KCQ\"}";
    private static final List<String> BOTH = List.of("analytics", "marketing_measurement");

    private Receivers receivers;

    @BeforeEach
    void listen() throws IOException {
        receivers = new Receivers();
    }

    /** Nobody is told any more before nobody listens. */
    @AfterEach
    void hangUp() {
        shop.run("delete from export_destination where merchant_id = ?");
        receivers.close();
    }

    @Test
    void each_fact_arrives_once_where_three_of_ten_calls_fail() {
        var destinations = List.of(
                destination(GA4),
                destination(META),
                destination(ADS),
                destination("{\"kind\":\"webhook\",\"settings\":{\"url\":\"http://localhost:%d/facts\"}}"
                        .formatted(Integer.getInteger("it.receivers.port"))));
        receivers.fail();

        for (var i = 0; i < 8; i++) {
            var order = bought(BOTH);
            if (i % 4 == 0) refund(order, 100);
        }

        var of = Map.of("begin_checkout", 8, "add_payment_info", 8, "purchase", 8, "refund", 2);
        Await.until(() -> destinations.stream().allMatch(it -> pending(it) == 0));
        assertThat(receivers.takenBy("ga4")).hasSize(26);
        assertThat(receivers.takenBy("meta")).hasSize(26);
        assertThat(receivers.takenBy("webhook")).hasSize(26);
        assertThat(receivers.takenBy("google_ads")).hasSize(10);
        of.forEach((name, count) -> assertThat(receivers.takenBy("ga4").stream().filter(it -> it.startsWith(name)))
                .as(name)
                .hasSize(count));
        for (var it : destinations) {
            assertThat(deliveries(it, "delivered")).as("0 lost, 0 dead").hasSameSizeAs(deliveries(it, null));
        }
        assertThat(receivers.heardBy("meta")).as("some were told again").hasSizeGreaterThan(26);
    }

    @Test
    void a_fact_has_one_id_everywhere_and_the_refund_names_the_purchase() {
        for (var it : List.of(GA4, META, ADS)) destination(it);

        var order = bought(BOTH);
        refund(order, 100);

        Await.until(() -> receivers.takenBy("google_ads").size() == 2
                && receivers.takenBy("ga4").size() == 4
                && receivers.takenBy("meta").size() == 4);
        var placed =
                String.valueOf(shop.one("select event_id from event where type = 'order.placed' and merchant_id = ?"));
        assertThat(receivers
                        .fact("ga4", "purchase")
                        .at("/events/0/params/transaction_id")
                        .asText())
                .isEqualTo(placed);
        assertThat(receivers
                        .fact("ga4", "refund")
                        .at("/events/0/params/transaction_id")
                        .asText())
                .isEqualTo(placed);
        assertThat(receivers.fact("meta", "Purchase").at("/data/0/event_id").asText())
                .isEqualTo(placed);
        assertThat(receivers
                        .fact("google_ads", "purchase")
                        .at("/conversions/0/orderId")
                        .asText())
                .isEqualTo(placed);
        var adjustment = receivers.fact("google_ads", "refund").at("/conversionAdjustments/0");
        assertThat(adjustment.path("orderId").asText()).isEqualTo(placed);
        assertThat(adjustment.at("/restatementValue/adjustedValue").decimalValue())
                .isEqualByComparingTo(new java.math.BigDecimal(total(order) - 100).movePointLeft(2));
    }

    @Test
    void what_buyers_agreed_to_is_told_with_hashes_and_ids() {
        destination(GA4);
        destination(META);
        destination(ADS);

        bought(BOTH);

        Await.until(() -> receivers.takenBy("google_ads").size() == 1
                && !receivers.takenBy("ga4").stream()
                        .filter(it -> it.startsWith("purchase"))
                        .toList()
                        .isEmpty()
                && receivers.takenBy("meta").size() == 3);
        assertThat(receivers.fact("ga4", "purchase").path("client_id").asText()).isEqualTo("908899769.1600020018");
        var user = receivers.fact("meta", "Purchase").at("/data/0/user_data");
        assertThat(user.at("/em/0").asText()).isEqualTo(Secrets.hash("ada@example.com"));
        assertThat(user.path("fbp").asText()).isEqualTo("fb.1.1596403881668.1116446470");
        assertThat(receivers
                        .fact("google_ads", "purchase")
                        .at("/conversions/0/gclid")
                        .asText())
                .isEqualTo("Cj0KCQ");
        assertThat(receivers.heardBy("google_ads").get(0).headers().get("Authorization"))
                .containsExactly("Bearer ya29");
        for (var heard : receivers.heardBy("meta"))
            assertThat(heard.body().toString()).doesNotContain("ada@");
    }

    @Test
    void without_consent_nobody_is_in_what_is_told_and_advertisers_are_told_nothing() {
        var ga4 = destination(GA4);
        var meta = destination(META);

        bought(List.of());
        withdrawn();

        Await.until(() -> pending(ga4) == 0
                && pending(meta) == 0
                && deliveries(meta, null).size() == 6);
        assertThat(receivers.heardBy("meta")).isEmpty();
        assertThat(deliveries(meta, "withheld"))
                .hasSize(6)
                .allMatch(it ->
                        it.path("last_answer").asText().equals("the buyer has not agreed to marketing_measurement"));
        assertThat(receivers.takenBy("ga4")).hasSize(6);
        assertThat(receivers.heardBy("ga4"))
                .allSatisfy(it -> assertThat(it.body().toString())
                        .contains("\"ad_user_data\":\"DENIED\"")
                        .doesNotContain("908899769"));
        assertThat(receivers.heardBy("ga4").stream()
                        .map(it -> it.body().path("client_id").asText())
                        .distinct())
                .as("each is another's")
                .hasSize(6);
    }

    /** Agreed, and taken back before anybody was told. */
    private void withdrawn() {
        var session = ready();
        var consent = shop.server()
                .post(session + "/consents", "{\"purpose\":\"marketing_measurement\",\"text\":\"Tell them\"}")
                .text("id");
        var ids = shop.server().send("PUT", session + "/measurement-ids", "{\"gclid\":\"Cj0KCQ\"}", Map.of());
        assertThat(ids.status()).as(ids.body().toString()).isEqualTo(200);
        shop.server().send("DELETE", session + "/consents/" + consent, null, Map.of());
        assertThat(shop.rows("select 1 from measurement_ids where merchant_id = ?"))
                .as("ids go with the consent")
                .isEmpty();
        complete(session);
    }

    @Test
    void ids_of_browsers_need_a_consent_and_lie_encrypted() {
        var session = ready();

        var refused = shop.server().send("PUT", session + "/measurement-ids", IDS, Map.of());
        agree(session, BOTH);
        var kept = shop.server().send("PUT", session + "/measurement-ids", IDS, Map.of());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail")).contains("has not agreed to");
        assertThat(kept.status()).as(kept.body().toString()).isEqualTo(200);
        assertThat(shop.rows("select ids from measurement_ids where merchant_id = ?"))
                .hasSize(2)
                .allMatch(it -> String.valueOf(it.get("ids")).startsWith("enc1:"));
        assertThat(shop.server().get(session + "/consents").body().path("data").findValuesAsText("purpose"))
                .containsExactlyInAnyOrder("analytics", "marketing_measurement");
    }

    @Test
    void ids_of_browsers_are_forgotten_after_three_months_and_the_consent_stays() {
        var session = ready();
        agree(session, BOTH);
        shop.server().send("PUT", session + "/measurement-ids", IDS, Map.of());

        shop.run("update measurement_ids set updated_at = now() - interval '91 days' where merchant_id = ?");

        Await.until(() ->
                shop.rows("select 1 from measurement_ids where merchant_id = ?").isEmpty());
        assertThat(shop.server().get(session + "/consents").body().path("data")).hasSize(2);
    }

    @Test
    void credentials_are_never_shown_and_lie_encrypted() {
        var made = shop.server().post("/export-destinations", ADS);
        var id = made.body().at("/destination/id").asText();
        var changed = shop.server()
                .patch(
                        "/export-destinations/" + id,
                        "{\"credentials\":{\"client_secret\":\"newer-secret\"},\"name\":\"Ads\"}");

        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        for (var answer : List.of(made, changed, shop.server().get("/export-destinations"))) {
            assertThat(answer.body().toString())
                    .doesNotContain("secret\":", "oauth-secret", "newer-secret", "1//refresh");
        }
        assertThat(changed.body().path("credentials").toString()).contains("client_secret", "developer_token");
        assertThat(String.valueOf(shop.one("select credentials from export_destination where merchant_id = ?")))
                .startsWith("enc1:");
        assertThat(shop.rows("select cast(to_jsonb(a) as text) as it from audit_entry a where merchant_id = ?"))
                .hasSize(2)
                .allMatch(it -> !it.get("it").toString().contains("oauth-secret")
                        && !it.get("it").toString().contains("newer-secret"));
    }

    @Test
    void a_secret_that_was_made_here_is_shown_once() {
        var made = shop.server()
                .post(
                        "/export-destinations",
                        "{\"kind\":\"webhook\",\"settings\":{\"url\":\"http://localhost:1/facts\"}}");

        assertThat(made.body().at("/generated_credentials/signing_secret").asText())
                .startsWith("whsec_");
        assertThat(shop.server()
                        .get("/export-destinations/"
                                + made.body().at("/destination/id").asText())
                        .body()
                        .toString())
                .doesNotContain("whsec_");
    }

    @Test
    void a_wrong_setup_is_refused_with_what_is_wanted() {
        assertThat(refusal("{\"kind\":\"pinterest\",\"settings\":{}}")).contains("ga4, google_ads, meta, webhook");
        assertThat(refusal("{\"kind\":\"ga4\",\"settings\":{}}")).contains("settings.measurement_id is the id");
        assertThat(refusal("{\"kind\":\"ga4\",\"settings\":{\"measurement_id\":\"UA-1\"}}"))
                .contains("G-ABC123DEF4");
        assertThat(refusal("{\"kind\":\"ga4\",\"settings\":{\"measurement_id\":\"G-ABC12345\"}}"))
                .contains("credentials.api_secret is a secret made under");
        assertThat(refusal("{\"kind\":\"meta\",\"settings\":{\"pixel\":\"1\"}}"))
                .contains("give pixel_id");
        assertThat(refusal(ADS.replace("\"kind\"", "\"occasions\":[\"checkout_begun\"],\"kind\"")))
                .contains("purchase, refund");
        assertThat(shop.staff("alex").post("/export-destinations", GA4).status())
                .isEqualTo(403);
    }

    private String refusal(String destination) {
        var answer = shop.server().post("/export-destinations", destination);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        return answer.text("detail");
    }

    @Test
    void a_receiver_that_never_takes_it_is_given_up_and_told_again_when_asked() {
        var ga4 = destination(GA4.replace("\"kind\"", "\"occasions\":[\"purchase\"],\"kind\""));
        receivers.die();
        bought(BOTH);

        Await.until(() -> deliveries(ga4, "dead").size() == 1);
        var dead = deliveries(ga4, "dead").get(0);
        assertThat(dead.path("last_status").asInt()).isEqualTo(503);
        assertThat(dead.path("tries").asInt())
                .as("as many as EXPORT_RETRIES says, and the first")
                .isEqualTo(13);
        var tried = receivers.heardBy("ga4");
        receivers.recover();
        var path =
                "/export-destinations/" + ga4 + "/deliveries/" + dead.path("id").asText() + "/retry";
        var again = shop.server().post(path, null);

        assertThat(again.status()).as(again.body().toString()).isEqualTo(200);
        Await.until(() -> deliveries(ga4, "delivered").size() == 1);
        assertThat(tried.stream().map(it -> it.body().toString()).distinct())
                .as("each try says the same")
                .hasSize(1);
        assertThat(receivers.takenBy("ga4")).hasSize(1);
        assertThat(shop.server().post(path, null).status()).isEqualTo(409);
    }

    @Test
    void who_is_disabled_is_told_afterwards_and_who_is_deleted_never() {
        var off = destination(GA4);
        var gone = destination(META);
        shop.server().patch("/export-destinations/" + off, "{\"enabled\":false}");
        assertThat(shop.server()
                        .send("DELETE", "/export-destinations/" + gone, null, Map.of())
                        .status())
                .isEqualTo(204);

        bought(BOTH);
        assertThat(shop.server().get("/export-destinations/" + gone).status()).isEqualTo(404);
        shop.server().patch("/export-destinations/" + off, "{\"enabled\":true}");

        Await.until(() -> receivers.takenBy("ga4").size() == 3);
        assertThat(receivers.heardBy("meta")).isEmpty();
        assertThat(Shop.open().server().get("/export-destinations/" + off).status())
                .isEqualTo(404);
    }

    private String destination(String json) {
        var made = shop.server().post("/export-destinations", json);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.body().at("/destination/id").asText();
    }

    private String bought(List<String> purposes) {
        var session = ready();
        agree(session, purposes);
        if (!purposes.isEmpty()) shop.server().send("PUT", session + "/measurement-ids", IDS, Map.of());
        return complete(session);
    }

    private String ready() {
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\",\"quantity\":2}],\"buyer\":{\"email\":\"Ada@example.com\"},"
                                + HOME + "}");
        return "/checkout-sessions/" + opened.body().at("/session/id").asText();
    }

    private void agree(String session, List<String> purposes) {
        for (var purpose : purposes) {
            var given = shop.server()
                    .post(session + "/consents", "{\"purpose\":\"%s\",\"text\":\"Yes, do\"}".formatted(purpose));
            assertThat(given.status()).as(given.body().toString()).isEqualTo(201);
        }
    }

    private String complete(String path) {
        var session = shop.server().get(path).body();
        var paid = shop.server()
                .post(
                        path + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong()));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        return "/orders/" + paid.body().at("/order/id").asText();
    }

    private void refund(String order, long minor) {
        var given =
                shop.server().post(order + "/refunds", "{\"amount_minor\":%d,\"reason\":\"damaged\"}".formatted(minor));
        assertThat(given.status()).as(given.body().toString()).isEqualTo(201);
    }

    private long total(String order) {
        return shop.server().get(order).body().path("total_minor").asLong();
    }

    private int pending(String destination) {
        var behind = shop.rows(
                "select 1 from export_destination d where merchant_id = ? and destination_id = '" + destination
                        + "' and (told_position < (select max(position) from event e where e.merchant_id = d.merchant_id)"
                        + " or exists (select 1 from event e where e.merchant_id = d.merchant_id and e.position is null))");
        return behind.size() + deliveries(destination, "pending").size();
    }

    private List<JsonNode> deliveries(String destination, String state) {
        Answer page = shop.server()
                .get("/export-destinations/" + destination + "/deliveries?limit=100"
                        + (state == null ? "" : "&state=" + state));
        var all = new ArrayList<JsonNode>();
        page.body().path("data").forEach(all::add);
        return all;
    }
}
