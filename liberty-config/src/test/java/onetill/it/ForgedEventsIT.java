package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes in a provider's name and is not from it, is old, was changed on the way, is for another account, or comes again. */
class ForgedEventsIT extends ShopTest {

    private static final String ADYEN_KEY = System.getenv("ADYEN_HMAC_KEY");

    private Shop neighbor;

    @BeforeEach
    void openNeighbor() {
        neighbor = Shop.open();
        for (var each : new Shop[] {shop, neighbor}) {
            for (var app : Map.of(
                            "app_store", "{\"app_id\":\"%s\",\"environment\":\"sandbox\"}",
                            "google_play",
                                    "{\"app_id\":\"%s\",\"environment\":\"production\",\"push_audience\":\"onetill\",\"push_email\":\"push@example.com\"}")
                    .entrySet()) {
                var set = each.server()
                        .send(
                                "PUT",
                                "/channels/app/store-apps/" + app.getKey(),
                                app.getValue().formatted(bundle(each)),
                                Map.of());
                assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
            }
        }
    }

    private static String bundle(Shop of) {
        return "com.example." + of.merchantId;
    }

    @Test
    void each_resource_for_providers_is_tried_here() {
        assertThat(ApiDocument.served().operations())
                .filteredOn(it -> it.path().startsWith("/webhooks/"))
                .extracting(ApiDocument.Operation::path)
                .as("a new one needs its own forgeries; those of telephonies are in TelephonyIT and KeypadIT")
                .containsExactlyInAnyOrder(
                        "/webhooks/keypad/{connection_id}",
                        "/webhooks/telephony/{connection_id}",
                        "/webhooks/twilio-voice/{connection_id}",
                        "/webhooks/stripe",
                        "/webhooks/adyen",
                        "/webhooks/app-store/{merchant_id}",
                        "/webhooks/google-play/{merchant_id}");
    }

    // Stripe

    private Answer stripe(String body, String signature) {
        return Caller.nobody().send("POST", "/webhooks/stripe", body, Map.of("Stripe-Signature", signature));
    }

    private static String signedByStripe(String secret, long time, String body) {
        return "t=%d,v1=%s"
                .formatted(
                        time,
                        HexFormat.of().formatHex(mac(secret.getBytes(StandardCharsets.UTF_8), time + "." + body)));
    }

    private String stripeEvent(UUID merchant, String type, String ref, UUID attempt) {
        return "{\"id\":\"evt_%s\",\"type\":\"%s\",\"data\":{\"object\":{\"id\":\"%s\",\"metadata\":{\"merchant_id\":\"%s\",\"attempt_id\":\"%s\"}}}}"
                .formatted(UUID.randomUUID(), type, ref, merchant, attempt);
    }

    @Test
    void stripe_is_believed_by_a_fresh_signature_over_this_very_body() {
        var secret = System.getenv("STRIPE_WEBHOOK_SECRET");
        var now = Instant.now().getEpochSecond();
        var event = stripeEvent(shop.merchantId, "payment_intent.succeeded", "pi_forged", UUID.randomUUID());
        var good = signedByStripe(secret, now, event);
        var tries = new LinkedHashMap<String, String>();
        tries.put("wrong key", signedByStripe("whsec_other", now, event));
        tries.put("a blank more in the key", signedByStripe(secret + " ", now, event));
        tries.put("six minutes old", signedByStripe(secret, now - 360, event));
        tries.put("time changed to now", good.replaceFirst("t=\\d+", "t=" + (now + 1)));
        tries.put("other body", signedByStripe(secret, now, event.replace("pi_forged", "pi_other")));
        tries.put("another scheme", good.replace("v1=", "v0="));
        tries.put("no time", good.replaceFirst("t=\\d+,", ""));
        tries.put("time in words", good.replaceFirst("t=\\d+", "t=now"));
        tries.put("huge time", good.replaceFirst("t=\\d+", "t=99999999999999999999"));
        tries.put("half a signature", good.substring(0, good.length() - 32));
        tries.put("signature in capitals", good.substring(0, good.indexOf("v1=") + 3) + "Z".repeat(64));

        tries.forEach((what, signature) -> {
            var answer = stripe(event, signature);
            assertThat(answer.status()).as(what).isEqualTo(400);
            assertThat(answer.text("type")).as(what).isEqualTo("/problems/malformed-request");
        });
        assertThat(stripe(event + " ", good).status()).as("a blank more").isEqualTo(400);
        assertThat(kept("stripe", event.substring(7, 47))).isZero();
    }

    @Test
    void an_event_in_one_merchants_name_does_nothing_to_anothers_payment() {
        var waiting = waiting(neighbor);
        var ref = waiting.at("/tenders/0/provider_ref").asText();
        var attempt = (UUID) neighbor.one("select attempt_id from payment_attempt where merchant_id = ?");
        var event = stripeEvent(shop.merchantId, "payment_intent.succeeded", ref, attempt);

        assertThat(stripe(
                                event,
                                signedByStripe(
                                        System.getenv("STRIPE_WEBHOOK_SECRET"),
                                        Instant.now().getEpochSecond(),
                                        event))
                        .status())
                .isEqualTo(204);
        Await.until(() -> !"received".equals(state(event)));

        assertThat(neighbor.one("select state from payment_attempt where merchant_id = ?"))
                .isEqualTo("requires_action");
        assertThat(neighbor.one("select count(*) from orders where merchant_id = ?"))
                .isEqualTo(0L);
        assertThat(shop.one("select count(*) from payment_attempt where merchant_id = ?"))
                .isEqualTo(0L);
        neighbor.server()
                .postWithoutKey("/checkout-sessions/" + waiting.path("id").asText() + "/payment/withdraw", null);
        shop.run("update provider_event set state = 'ignored', next_at = null where merchant_id = ?");
    }

    private static JsonNode waiting(Shop of) {
        var opened = of.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"E-BOOK\"}],\"buyer\":{\"email\":\"ada@example.com\"}}")
                .body()
                .path("session");
        var waiting = of.server()
                .post(
                        "/checkout-sessions/" + opened.path("id").asText() + "/complete",
                        "{\"revision\":1,\"confirmed_total_minor\":1200,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_threeDSecure2Required\"}}");
        assertThat(waiting.text("status")).as(waiting.body().toString()).isEqualTo("requires_escalation");
        return waiting.body();
    }

    private String state(String event) {
        return (String) shop.rows("select state from provider_event where ?::uuid is not null and event_id = '"
                        + event.substring(7, 47) + "'")
                .get(0)
                .get("state");
    }

    // Adyen

    /** One item as Adyen signs it. */
    private record AdyenItem(String key, String psp, String account, long signedValue, long value, String success) {

        String body() {
            var reference = UUID.randomUUID() + "." + UUID.randomUUID();
            var signed = "%s::%s:%s:%d:EUR:AUTHORISATION:true".formatted(psp, account, reference, signedValue);
            return """
                    {"live":"false","notificationItems":[{"NotificationRequestItem":{"additionalData":{"hmacSignature":"%s"},
                     "amount":{"currency":"EUR","value":%d},"eventCode":"AUTHORISATION","eventDate":"2026-11-23T10:00:00+01:00",
                     "merchantAccountCode":"%s","merchantReference":"%s","paymentMethod":"visa","pspReference":"%s","reason":"","success":"%s"}}]}""".formatted(
                    Base64.getEncoder().encodeToString(mac(HexFormat.of().parseHex(key), signed)),
                    value,
                    account,
                    reference,
                    psp,
                    success);
        }
    }

    private static Answer adyen(String body) {
        return Caller.nobody().send("POST", "/webhooks/adyen", body, Map.of());
    }

    @Test
    void adyen_is_believed_by_its_key_over_what_it_says_for_our_account() {
        var psp = "PSP" + UUID.randomUUID();
        var account = System.getenv("ADYEN_MERCHANT_ACCOUNT");
        var good = new AdyenItem(ADYEN_KEY, psp, account, 2270, 2270, "true");
        var tries = Map.of(
                "wrong key", new AdyenItem("00".repeat(32), psp, account, 2270, 2270, "true").body(),
                "amount changed", new AdyenItem(ADYEN_KEY, psp, account, 2270, 1, "true").body(),
                "outcome changed", new AdyenItem(ADYEN_KEY, psp, account, 2270, 2270, "false").body(),
                "another account", new AdyenItem(ADYEN_KEY, psp, "Somebody", 2270, 2270, "true").body(),
                "reference changed",
                        good.body().replaceFirst("merchantReference\":\"[0-9a-f]{8}", "merchantReference\":\"00000000"),
                "a forged item beside a good one",
                        beside(good, new AdyenItem("11".repeat(32), psp, account, 1, 1, "true")));

        tries.forEach((what, body) -> {
            var answer = adyen(body);
            assertThat(answer.status()).as(what).isEqualTo(400);
            assertThat(answer.text("type")).as(what).isEqualTo("/problems/malformed-request");
        });
        assertThat(kept("adyen", "AUTHORISATION:" + psp + ":true")).isZero();
    }

    private static String beside(AdyenItem one, AdyenItem other) {
        var item =
                other.body().replaceFirst("(?s).*\"notificationItems\":\\[", "").replaceFirst("]}$", "");
        return one.body().replaceFirst("]}$", "") + "," + item + "]}";
    }

    @Test
    void what_adyen_says_again_is_kept_once() {
        var psp = "PSP" + UUID.randomUUID();
        var body = new AdyenItem(ADYEN_KEY, psp, System.getenv("ADYEN_MERCHANT_ACCOUNT"), 2270, 2270, "true").body();

        for (var i = 0; i < 3; i++) assertThat(adyen(body).status()).isEqualTo(200);

        assertThat(kept("adyen", "AUTHORISATION:" + psp + ":true")).isEqualTo(1);
    }

    // The App Store

    private static String appStore(String bundle) {
        var bought = Caller.atProvider("/app-stores/apple/transactions", "{\"bundleId\":\"%s\"}".formatted(bundle));
        var told = Caller.atProvider(
                "/app-stores/apple/notifications",
                "{\"notificationType\":\"ONE_TIME_CHARGE\",\"transactionId\":\"%s\"}"
                        .formatted(bought.path("transactionId").asText()));
        return told.path("signedPayload").asText();
    }

    private static Answer appStore(Shop to, String signed) {
        return Caller.nobody()
                .postWithoutKey("/webhooks/app-store/" + to.merchantId, "{\"signedPayload\":\"%s\"}".formatted(signed));
    }

    @Test
    void the_app_store_is_believed_by_apples_signature_for_an_app_of_this_merchant() {
        var signed = appStore(bundle(shop));
        var parts = signed.split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var tries = new LinkedHashMap<String, String>();
        tries.put(
                "claims changed",
                parts[0] + "." + encoded(claims.replace("ONE_TIME_CHARGE", "REFUND")) + "." + parts[2]);
        tries.put("alg none", encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        tries.put("no chain", encoded("{\"alg\":\"ES256\"}") + "." + parts[1] + "." + parts[2]);
        tries.put("empty chain", encoded("{\"alg\":\"ES256\",\"x5c\":[]}") + "." + parts[1] + "." + parts[2]);
        tries.put("no signature", parts[0] + "." + parts[1] + ".");
        tries.put("four parts", signed + ".e30");
        tries.put("nothing", "");
        tries.put("an app of another merchant", appStore(bundle(neighbor)));

        tries.forEach((what, forged) -> {
            var answer = appStore(shop, forged);
            assertThat(answer.status()).as(what + answer.body()).isEqualTo(422);
            assertThat(answer.text("type")).as(what).isEqualTo("/problems/purchase-not-genuine");
        });
        assertThat(appStore(neighbor, signed).status()).as("to the neighbor").isEqualTo(422);
        assertThat(shop.one("select count(*) from provider_event where merchant_id = ?"))
                .isEqualTo(0L);

        for (var i = 0; i < 3; i++) assertThat(appStore(shop, signed).status()).isEqualTo(204);
        assertThat(shop.one("select count(*) from provider_event where merchant_id = ?"))
                .isEqualTo(1L);
        settled();
        assertThat(shop.one("select count(*) from orders where merchant_id = ?"))
                .isEqualTo(1L);
    }

    // Google Play

    private static JsonNode google(String audience, String email, String packageName) {
        return Caller.atProvider("/app-stores/google-play/notifications", """
                {"audience":"%s","email":"%s","data":{"version":"1.0","packageName":"%s","eventTimeMillis":"%d","testNotification":{"version":"1.0"}}}""".formatted(
                        audience, email, packageName, Instant.now().toEpochMilli()));
    }

    private static Answer google(Shop to, String token, JsonNode message) {
        var body = Caller.JSON.createObjectNode();
        body.set("message", message);
        return Caller.with(token).postWithoutKey("/webhooks/google-play/" + to.merchantId, body.toString());
    }

    @Test
    void google_play_is_believed_by_a_token_of_the_subscription_set_for_the_app() {
        var good = google("onetill", "push@example.com", bundle(shop));
        var token = good.path("token").asText();
        var message = good.path("message");
        var parts = token.split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var foreign = google("onetill", "push@example.com", bundle(neighbor));
        var tries = new LinkedHashMap<String, Answer>();
        tries.put(
                "other audience",
                google(
                        shop,
                        google("other", "push@example.com", bundle(shop))
                                .path("token")
                                .asText(),
                        message));
        tries.put(
                "other subscription",
                google(
                        shop,
                        google("onetill", "eve@example.com", bundle(shop))
                                .path("token")
                                .asText(),
                        message));
        tries.put(
                "claims changed",
                google(shop, parts[0] + "." + encoded(claims.replace("push@", "eve@")) + "." + parts[2], message));
        tries.put("alg none", google(shop, encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".", message));
        tries.put("HS256", google(shop, encoded("{\"alg\":\"HS256\"}") + "." + parts[1] + "." + parts[2], message));
        tries.put("no token", google(shop, "", message));
        tries.put("a key of ours", google(shop, shop.secretKey, message));
        tries.put("an app of another merchant", google(shop, token, foreign.path("message")));
        tries.put("to another merchant", google(neighbor, token, message));

        tries.forEach((what, answer) -> {
            assertThat(answer.status()).as(what + answer.body()).isEqualTo(422);
            assertThat(answer.text("type")).as(what).isEqualTo("/problems/purchase-not-genuine");
        });
        assertThat(shop.one("select count(*) from provider_event where merchant_id = ?"))
                .isEqualTo(0L);

        for (var i = 0; i < 3; i++)
            assertThat(google(shop, token, message).status()).isEqualTo(204);
        assertThat(shop.one("select count(*) from provider_event where merchant_id = ?"))
                .isEqualTo(1L);
        settled();
    }

    private void settled() {
        Await.until(() -> shop.rows(
                        "select 1 from provider_event where merchant_id = ? and state not in ('applied', 'ignored')")
                .isEmpty());
    }

    private long kept(String provider, String id) {
        return shop.rows(
                        "select 1 from provider_event where ?::uuid is not null and provider = '%s' and event_id = '%s'"
                                .formatted(provider, id))
                .size();
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
