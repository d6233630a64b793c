package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import onetill.it.Caller.Answer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cards that customers agreed to keep: from the consent to a payment without them, and to their end. */
@ExtendWith(ArquillianExtension.class)
class SavedTendersIT {

    private static final String ADDRESS =
            "{\"address\":{\"name\":\"Grace\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";

    private Shop shop;
    private String customer;

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    @BeforeEach
    void open() {
        shop = Shop.open();
        shop.run(
                "update channel set tenders = '[\"card\",\"saved\"]' where merchant_id = ? and channel_id in ('app', 'web')");
        var added = shop.server()
                .post("/customers", "{\"name\":\"Grace\",\"email\":\"grace@example.com\",\"phone\":\"+49 30 777\"}");
        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
        customer = added.text("id");
    }

    @AfterEach
    void money_and_books_agree() {
        shop.close();
    }

    @Test
    void a_card_is_kept_with_the_consent_and_pays_while_its_customer_is_away() {
        var kept = keep("pm_card_visa", "key-1");
        assertThat(kept.text("state")).as(kept.body().toString()).isEqualTo("kept");

        var listed = tenders().get(0);
        assertThat(listed.path("id").asText()).isEqualTo(kept.text("saved_tender_id"));
        assertThat(listed.path("label").asText()).isEqualTo("Visa ending in 4242");
        assertThat(listed.path("last4").asText()).isEqualTo("4242");
        assertThat(listed.path("consent_text").asText()).isEqualTo("Keep my card for next time");
        assertThat(listed.path("consent_channel").asText()).isEqualTo("app");
        assertThat(listed.path("expired").asBoolean()).isFalse();

        var paid = pay(session(), kept.text("saved_tender_id"));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        var intent = Caller.atProvider("/v1/payment_intents/"
                + shop.one("select provider_ref from payment_attempt where merchant_id = ? and state = 'captured'"));
        assertThat(intent.path("amount_received").asLong()).isEqualTo(1380);
        assertThat(intent.path("customer").asText())
                .isEqualTo(shop.one(
                        "select provider_ref from customer where merchant_id = ? and email_index is not null"));
    }

    @Test
    void the_same_request_keeps_once_and_the_same_card_is_one_tender() {
        var first = keep("pm_card_visa", "key-1");
        var again = keep("pm_card_visa", "key-1");

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(shop.one("select count(*) from tender_setup where merchant_id = ?"))
                .isEqualTo(1L);
        assertThat(tenders()).hasSize(1);
    }

    @Test
    void without_a_card_the_app_asks_by_the_provider_and_an_event_tells_of_the_end() {
        var begun = shop.server()
                .post(
                        "/saved-tenders",
                        "{\"customer_id\":\"%s\",\"consent\":{\"text\":\"Keep it\",\"given\":true}}"
                                .formatted(customer));
        assertThat(begun.text("state")).isEqualTo("requires_action");
        var secret = begun.text("client_secret");
        assertThat(secret).startsWith("seti_");

        Caller.atProvider(
                "/v1/setup_intents/%s/confirm".formatted(secret.substring(0, secret.indexOf("_secret"))),
                "payment_method=pm_card_mastercard&return_url=app://back");

        Await.until(() -> tenders().size() == 1);
        assertThat(shop.server().get("/tender-setups/" + begun.text("id")).text("state"))
                .isEqualTo("kept");
        assertThat(tenders().get(0).path("label").asText()).isEqualTo("Mastercard ending in 4444");
        assertThat(shop.one("select count(*) from event where merchant_id = ? and type = 'saved_tender.saved'"))
                .isEqualTo(1L);
    }

    @Test
    void a_bank_that_asks_is_answered_before_the_card_is_kept() {
        var asked = keep("pm_card_authenticationRequiredOnSetup", "key-1");
        assertThat(asked.text("state")).isEqualTo("requires_action");

        answerBank(asked.body().at("/action/url").asText());

        Await.until(() -> "kept"
                .equals(shop.server().get("/tender-setups/" + asked.text("id")).text("state")));
        assertThat(pay(session(), tenders().get(0).path("id").asText()).text("status"))
                .isEqualTo("completed");
    }

    @Test
    void a_card_that_is_refused_is_not_kept() {
        var refused = keep("pm_card_chargeDeclined", "key-1");

        assertThat(refused.text("state")).isEqualTo("declined");
        assertThat(refused.text("decline_code")).isNotEmpty();
        assertThat(tenders()).isEmpty();
    }

    @Test
    void what_was_removed_cannot_be_used_and_is_gone_at_the_provider() {
        var kept = keep("pm_card_visa", "key-1").text("saved_tender_id");
        var ref = shop.one(
                "select provider_ref from saved_tender where merchant_id = ? and consent_text like 'Keep my%'");
        var session = session();

        var removed = shop.server().send("DELETE", "/saved-tenders/" + kept, null, Map.of());

        assertThat(removed.status()).isEqualTo(204);
        assertThat(tenders()).isEmpty();
        assertThat(pay(session, kept).status()).isEqualTo(404);
        assertThat(Caller.atProvider("/v1/payment_methods/" + ref)
                        .path("customer")
                        .isNull())
                .isTrue();
        assertThat(shop.server()
                        .send("DELETE", "/saved-tenders/" + kept, null, Map.of())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void a_bank_that_wants_the_cardholder_is_satisfied_by_a_link_into_the_same_session() {
        var strict = keep("pm_card_authenticationRequired", "key-1");
        if ("requires_action".equals(strict.text("state"))) {
            answerBank(strict.body().at("/action/url").asText());
            Await.until(() -> "kept"
                    .equals(shop.server()
                            .get("/tender-setups/" + strict.text("id"))
                            .text("state")));
        }
        var tender = tenders().get(0).path("id").asText();
        var call = shop.server()
                .post(
                        "/channels/phone/calls",
                        "{\"caller_number\":\"+49 30 777\",\"line_items\":[{\"sku\":\"TEA\"}],\"buyer\":{\"email\":\"grace@example.com\"},\"fulfillment\":%s}"
                                .formatted(ADDRESS));
        var session = call.body().path("session");
        var path = "/channels/phone/calls/" + session.path("id").asText();
        var charged = shop.server()
                .post(
                        path + "/charges",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"saved_tender_id\":\"%s\",\"consent\":{\"text\":\"Yes\",\"given\":true}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong(),
                                        tender));
        assertThat(charged.text("status")).as(charged.body().toString()).isEqualTo("ready_for_complete");
        assertThat(charged.body().at("/messages/0/code").asText()).isEqualTo("authentication_required");

        var link = shop.server()
                .post(path + "/pay-links", "{\"send_to\":\"+49 30 777\",\"saved_tender_id\":\"%s\"}".formatted(tender));
        assertThat(link.status()).as(link.body().toString()).isEqualTo(201);
        var claimed = Caller.nobody()
                .postWithoutKey(
                        "/handoff-claims",
                        "{\"token\":\"%s\"}".formatted(link.text("url").split("#")[1]));
        var device = Caller.with(claimed.text("client_token"));
        var here = claimed.body().path("session");
        assertThat(here.at("/offered_tender/label").asText()).startsWith("Visa ending in");
        var waiting = device.post(
                "/checkout-sessions/" + here.path("id").asText() + "/complete",
                completing(here, "{\"type\":\"saved\",\"saved_tender_id\":\"%s\"}".formatted(tender)));
        assertThat(waiting.text("status")).as(waiting.body().toString()).isEqualTo("requires_escalation");
        answerBank(waiting.body().at("/payment/action/url").asText());

        Await.until(() -> "completed"
                .equals(device.get("/checkout-sessions/" + here.path("id").asText())
                        .text("status")));
        assertThat(here.path("id").asText()).isEqualTo(session.path("id").asText());
        var taken = 0L;
        for (var row : shop.rows(
                "select provider_ref from payment_attempt where merchant_id = ? and provider_ref is not null")) {
            taken += Caller.atProvider("/v1/payment_intents/" + row.get("provider_ref"))
                    .path("amount_received")
                    .asLong();
        }
        assertThat(taken).isEqualTo(here.path("total_minor").asLong());
    }

    @Test
    void a_device_whose_buyer_only_may_be_the_customer_uses_no_saved_tender_but_the_one_its_link_offers() {
        var tender = keep("pm_card_visa", "key-1").text("saved_tender_id");
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"customer_id\":\"%s\",\"line_items\":[{\"sku\":\"TEA\"}],\"buyer\":{\"email\":\"grace@example.com\"},\"fulfillment\":%s}"
                                .formatted(customer, ADDRESS));
        var device = Caller.with(opened.text("client_token"));
        var session = opened.body().path("session");
        shop.run("update checkout_session set recognized_by = null where merchant_id = ?");

        var refused = device.post(
                "/checkout-sessions/" + session.path("id").asText() + "/complete",
                completing(session, "{\"type\":\"saved\",\"saved_tender_id\":\"%s\"}".formatted(tender)));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(session.path("offered_tender").isNull()).isTrue();
        assertThat(shop.rows("select 1 from payment_attempt where merchant_id = ? and state = 'captured'"))
                .isEmpty();
    }

    @Test
    void an_expired_card_is_refused_before_the_provider_is_asked_and_one_that_expires_is_told_once() {
        var tender = keep("pm_card_visa", "key-1").text("saved_tender_id");
        var session = session();
        shop.run("update saved_tender set exp_month = 1, exp_year = 2020 where merchant_id = ?");

        var refused = pay(session, tender);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("type")).isEqualTo("/problems/saved-tender-expired");
        assertThat(refused.text("detail")).contains("2020-01");
        assertThat(tenders().get(0).path("expired").asBoolean()).isTrue();
        assertThat(shop.one("select count(*) from payment_attempt where merchant_id = ?"))
                .isEqualTo(0L);
        var told =
                "select count(*) from event where merchant_id = ? and type = 'saved_tender.expiring' and aggregate_id = '"
                        + tender + "'";
        Await.until(() -> shop.one(told).equals(1L));
        Await.until(() -> shop.rows("select 1 from saved_tender where merchant_id = ? and expiry_told = '2020-01'")
                        .size()
                >= 1);
        assertThat(shop.one(told)).isEqualTo(1L);
    }

    @Test
    void what_the_provider_lets_go_of_is_removed_here_too() {
        keep("pm_card_visa", "key-1");
        var ref = shop.one(
                "select provider_ref from saved_tender where merchant_id = ? and consent_text like 'Keep my%'");

        Caller.atProvider("/v1/payment_methods/" + ref + "/detach", "");

        Await.until(() -> tenders().isEmpty());
    }

    @Test
    void nobody_else_sees_or_removes_them() {
        var tender = keep("pm_card_visa", "key-1").text("saved_tender_id");
        var other = Shop.open();

        assertThat(other.server()
                        .get("/saved-tenders?customer_id=" + customer)
                        .body()
                        .path("data"))
                .isEmpty();
        assertThat(other.server()
                        .send("DELETE", "/saved-tenders/" + tender, null, Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(other.server().get("/customers/" + customer).status()).isEqualTo(404);
        assertThat(shop.till().get("/saved-tenders?customer_id=" + customer).status())
                .isEqualTo(403);
        assertThat(shop.server()
                        .post(
                                "/saved-tenders",
                                "{\"customer_id\":\"%s\",\"consent\":{\"text\":\"x\",\"given\":true}}"
                                        .formatted(UUID.randomUUID()))
                        .status())
                .isEqualTo(404);
        assertThat(shop.server()
                        .post(
                                "/saved-tenders",
                                "{\"customer_id\":\"%s\",\"consent\":{\"text\":\"x\",\"given\":false}}"
                                        .formatted(customer))
                        .status())
                .isEqualTo(422);
    }

    private Answer keep(String method, String key) {
        return shop.server()
                .post(
                        "/saved-tenders",
                        "{\"customer_id\":\"%s\",\"payment_method\":\"%s\",\"channel_id\":\"app\",\"consent\":{\"text\":\"Keep my card for next time\",\"given\":true}}"
                                .formatted(customer, method),
                        key);
    }

    private JsonNode tenders() {
        return shop.server()
                .get("/saved-tenders?customer_id=" + customer)
                .body()
                .path("data");
    }

    private JsonNode session() {
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"app\",\"customer_id\":\"%s\",\"line_items\":[{\"sku\":\"TEA\"}],\"buyer\":{\"email\":\"grace@example.com\"},\"fulfillment\":%s}"
                                .formatted(customer, ADDRESS));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened.body().path("session");
    }

    private Answer pay(JsonNode session, String tender) {
        return shop.server()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        completing(session, "{\"type\":\"saved\",\"saved_tender_id\":\"%s\"}".formatted(tender)));
    }

    private static String completing(JsonNode session, String tender) {
        return "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":%s}"
                .formatted(
                        session.path("revision").asLong(),
                        session.path("total_minor").asLong(),
                        tender);
    }

    private static void answerBank(String url) {
        Caller.atProvider(
                "/pages-api" + URI.create(url).getPath().replaceFirst("/pages", ""), "{\"outcome\":\"complete\"}");
    }
}
