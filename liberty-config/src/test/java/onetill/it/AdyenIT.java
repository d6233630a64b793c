package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import onetill.it.Caller.Answer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Adyen as a provider of the whole server: purchases, the bank's page, and webhooks at the door. */
@ExtendWith(ArquillianExtension.class)
class AdyenIT {

    private static final String REFERENCE = "0190a000-0000-7000-8000-000000000001.0190a000-0000-7000-8000-0000000000ff";

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    @Test
    void what_is_signed_is_accepted_although_the_payment_is_not_known() throws Exception {
        var answer = post(webhook(signature("true"), "true"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[accepted]");
    }

    @Test
    void what_is_not_is_refused() throws Exception {
        assertThat(post(webhook(signature("false"), "true")).statusCode()).isEqualTo(400);
        assertThat(post(webhook("", "true")).statusCode()).isEqualTo(400);
        assertThat(post("{}").statusCode()).isEqualTo(400);
    }

    @Test
    void nobody_comes_back_from_a_payment_we_do_not_have() throws Exception {
        var path = "/api/v1/payments/adyen/return/" + REFERENCE.replace('.', '/') + "?redirectResult=x";

        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(Application.publicDoor().resolve(path))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    }

    @Test
    void a_purchase_is_held_captured_and_given_back() {
        var shop = Shop.open();
        var sale = sale(shop, "Ada Lovelace", "test_4111111111111111");
        assertThat(sale.status()).as(sale.body().toString()).isEqualTo(201);
        var order = "/orders/" + sale.body().at("/order/id").asText();

        Await.until(() -> "paid".equals(shop.server().get(order).text("state")));
        shop.server().post(order + "/refunds", "{\"amount_minor\":1000,\"reason\":\"damaged\"}");
        Await.until(() -> "partially_refunded".equals(shop.server().get(order).text("state")));

        assertThat(shop.rows(
                        "select debit_account, credit_account, amount_minor from ledger_entry where merchant_id = ?"
                                + " order by entry_id"))
                .extracting(Object::toString)
                .containsExactly(
                        "{debit_account=psp_clearing:adyen, credit_account=sales, amount_minor=4900}",
                        "{debit_account=sales, credit_account=psp_clearing:adyen, amount_minor=1000}");
        shop.audit();
    }

    @Test
    void what_adyen_declines_can_be_paid_otherwise() {
        var shop = Shop.open();

        var declined = sale(shop, "DECLINED", "test_4111111111111111");
        var session = declined.body().path("session");

        assertThat(session.path("status").asText())
                .as(declined.body().toString())
                .isEqualTo("ready_for_complete");
        var paid = shop.till()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":4900,\"tender\":{\"type\":\"cash\",\"received_minor\":5000}}"
                                .formatted(session.path("revision").asLong()));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        shop.audit();
    }

    @Test
    void a_buyer_who_was_at_the_bank_has_paid_when_the_page_comes_back() throws Exception {
        var shop = Shop.open();
        var waiting = sale(shop, "Ada Lovelace", "test_4917610000000000");
        var page = waiting.body().at("/session/payment/action/url").asText();
        assertThat(page).as(waiting.body().toString()).startsWith("http");

        var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var back = client.send(
                HttpRequest.newBuilder(java.net.URI.create(page + "?complete")).build(), BodyHandlers.discarding());
        var here = client.send(
                HttpRequest.newBuilder(java.net.URI.create(
                                back.headers().firstValue("Location").orElseThrow()))
                        .build(),
                BodyHandlers.discarding());

        assertThat(here.statusCode()).isEqualTo(303);
        Await.until(() -> shop.rows("select 1 from orders where merchant_id = ? and state = 'paid'")
                        .size()
                == 1);
        shop.audit();
    }

    @Test
    void a_capture_that_fails_days_later_is_for_a_person() {
        var shop = Shop.open();
        sale(shop, "capture failed", "test_4111111111111111");

        Await.until(() -> !shop.server()
                .get("/reconciliation-breaks?state=open")
                .body()
                .path("data")
                .isEmpty());

        var found =
                shop.server().get("/reconciliation-breaks?state=open").body().at("/data/0");
        assertThat(found.path("provider").asText()).isEqualTo("adyen");
        assertThat(found.path("kind").asText()).isEqualTo("missing_there");
        assertThat(found.path("here_minor").asLong()).isEqualTo(4900);
    }

    private static Answer sale(Shop shop, String holder, String number) {
        return shop.till().post("/channels/till-1/sales", """
                        {"line_items":[{"sku":"POT"}],"tender":{"type":"card","provider":"adyen","provider_data":{"paymentMethod":
                        {"type":"scheme","holderName":"%s","encryptedCardNumber":"%s","encryptedExpiryMonth":"test_03",
                        "encryptedExpiryYear":"test_2030","encryptedSecurityCode":"test_737"}}}}""".formatted(holder, number));
    }

    private static String webhook(String signature, String success) {
        return """
                {"live": "false", "notificationItems": [{"NotificationRequestItem": {
                 "additionalData": {"hmacSignature": "%s"}, "amount": {"currency": "EUR", "value": 2270},
                 "eventCode": "AUTHORISATION", "eventDate": "2026-11-23T10:00:00+01:00",
                 "merchantAccountCode": "OneTillIT", "merchantReference": "%s", "paymentMethod": "visa",
                 "pspReference": "PAYMENT000000001", "reason": "", "success": "%s"}}]}
                """.formatted(signature, REFERENCE, success);
    }

    private static String signature(String success) throws Exception {
        var signed = "PAYMENT000000001::OneTillIT:" + REFERENCE + ":2270:EUR:AUTHORISATION:" + success;
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(System.getenv("ADYEN_HMAC_KEY")), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpResponse<String> post(String body) throws Exception {
        var request = HttpRequest.newBuilder(Application.publicDoor().resolve("/api/v1/webhooks/adyen"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
