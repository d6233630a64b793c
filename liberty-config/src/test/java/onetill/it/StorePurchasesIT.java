package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is bought in app stores stands in the same book, once, whoever tells of it and however often. */
class StorePurchasesIT extends ShopTest {

    private static final String APPLE = "/app-stores/apple/";
    private static final String GOOGLE = "/app-stores/google-play/";
    private static final String PURCHASES = "/channels/app/store-purchases";
    private static final String COINS = "com.example.app.coins";

    private String bundle;

    @BeforeEach
    void sellInBothStores() {
        bundle = "com.example." + shop.merchantId;
        var apple = shop.server().send("PUT", "/channels/app/store-apps/app_store", """
            {"app_id":"%s","environment":"sandbox"}\
            """.formatted(bundle), Map.of());
        assertThat(apple.status()).as(apple.body().toString()).isEqualTo(200);
        assertThat(apple.text("notifications_url")).endsWith("/webhooks/app-store/" + shop.merchantId);
        var google = shop.server().send("PUT", "/channels/app/store-apps/google_play", """
            {"app_id":"%s","environment":"production","push_audience":"onetill","push_email":"push@example.com"}\
            """.formatted(bundle), Map.of());
        assertThat(google.status()).as(google.body().toString()).isEqualTo(200);
        shop.run(
                "update item set store_product_ids = '{\"app_store\":\"%s\",\"google_play\":\"coins\"}' where merchant_id = ? and sku = '%s'"
                        .formatted(COINS, Shop.BOOK));
    }

    @Test
    void a_purchase_in_the_app_store_is_an_order_like_all_others() {
        var account = UUID.randomUUID();
        var signed = bought("\"appAccountToken\":\"%s\"".formatted(account));

        var answer = tell(shop.server(), signed.text());

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.body().at("/purchase/sku").asText()).isEqualTo(Shop.BOOK);
        assertThat(answer.body().at("/purchase/price_minor").asLong()).isEqualTo(499);
        assertThat(answer.body().at("/purchase/catalog_minor").asLong()).isEqualTo(1200);
        assertThat(answer.body().at("/purchase/variance_minor").asLong()).isEqualTo(499 - 1200);
        assertThat(answer.body().at("/entitlement/state").asText()).isEqualTo("active");
        var order = shop.server().get("/orders").body().path("data").get(0);
        assertThat(order.at("/channel/kind").asText()).isEqualTo("in_app");
        assertThat(order.path("state").asText()).isEqualTo("paid");
        var full = shop.server().get("/orders/" + order.path("id").asText()).body();
        assertThat(full.at("/payments/0/type").asText()).isEqualTo("app_store");
        assertThat(full.at("/payments/0/provider_ref").asText()).isEqualTo(signed.id());
        assertThat(full.at("/taxes/reason").asText()).isEqualTo("remitted_by_store");
        assertThat(full.at("/lines/0/sku").asText()).isEqualTo(Shop.BOOK);
        assertThat(books()).containsExactly("store_receivable:app_store<sales 499 EUR capture");
        assertThat(shop.server()
                        .get("/entitlements?app_account_token=" + account)
                        .body()
                        .path("data"))
                .hasSize(1);
        assertThat(shop.server().get("/store-purchases").body().path("data")).hasSize(1);
        assertThat(shop.one("select count(*) from checkout_session where merchant_id = ? and status = 'completed'"))
                .isEqualTo(1L);
    }

    @Test
    void twelve_devices_at_once_make_one_order() throws Exception {
        var signed = bought("\"quantity\":3,\"price\":10000");

        var answers = Race.of(12, racer -> tell(Caller.with(shop.publishableKey), signed.text()));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(it -> it.body().at("/purchase/order_id").asText())
                .containsOnly(oneOrder());
        assertThat(books()).containsExactly("store_receivable:app_store<sales 1000 EUR capture");
    }

    @Test
    void the_store_may_tell_before_the_app_and_a_restored_purchase_is_the_same() {
        var signed = bought("\"type\":\"Non-Consumable\"");
        told("ONE_TIME_CHARGE", signed.id(), "");
        Await.until(() -> orders() == 1);

        var restored = tell(shop.server(), signed.text());

        assertThat(restored.body().at("/purchase/order_id").asText()).isEqualTo(oneOrder());
        assertThat(restored.body().at("/entitlement/kind").asText()).isEqualTo("non_consumable");
    }

    @Test
    void a_refund_turns_all_once_and_its_reversal_turns_it_back() throws Exception {
        var signed = bought("\"type\":\"Non-Consumable\"");
        var order = tell(shop.server(), signed.text())
                .body()
                .at("/purchase/order_id")
                .asText();
        var refund = notification("REFUND", signed.id(), "");

        var answers = Race.of(8, racer -> send(racer % 2 == 0 ? refund : notification("REFUND", signed.id(), "")));

        assertThat(answers).extracting(Answer::status).containsOnly(204);
        settled();
        assertThat(shop.server().get("/orders/" + order).text("state")).isEqualTo("refunded");
        assertThat(entitlement()).isEqualTo("revoked");
        assertThat(books())
                .containsExactly(
                        "store_receivable:app_store<sales 499 EUR capture",
                        "sales<store_receivable:app_store 499 EUR refund");

        var reversal = notification("REFUND_REVERSED", signed.id(), "");
        assertThat(Race.of(8, racer -> send(reversal)))
                .extracting(Answer::status)
                .containsOnly(204);
        settled();
        send(refund); // a late one
        settled();

        assertThat(shop.server().get("/orders/" + order).text("state")).isEqualTo("paid");
        assertThat(entitlement()).isEqualTo("active");
        assertThat(books()).hasSize(3).contains("store_receivable:app_store<sales 499 EUR refund_reversed");
    }

    @Test
    void a_reversal_that_overtakes_its_refund_leaves_the_sale_as_it_is() {
        var signed = bought("\"type\":\"Non-Consumable\"");
        tell(shop.server(), signed.text());
        var now = Instant.now().toEpochMilli();

        told("REFUND_REVERSED", signed.id(), "\"signedDate\":%d".formatted(now + 2000));
        settled();
        told("REFUND", signed.id(), "\"signedDate\":%d".formatted(now + 1000));
        settled();

        assertThat(entitlement()).isEqualTo("active");
        assertThat(books()).containsExactly("store_receivable:app_store<sales 499 EUR capture");
    }

    @Test
    void a_refund_of_what_nobody_told_is_an_order_that_was_refunded() {
        var signed = bought("\"type\":\"Non-Consumable\"");

        told("REFUND", signed.id(), "");
        settled();

        assertThat(shop.server().get("/orders/" + oneOrder()).text("state")).isEqualTo("refunded");
        assertThat(tell(shop.server(), signed.text())
                        .body()
                        .at("/entitlement/state")
                        .asText())
                .isEqualTo("revoked");
    }

    @Test
    void each_renewal_is_an_order_and_the_subscription_ends_when_the_store_says_so() {
        var now = Instant.now().toEpochMilli();
        var day = 86_400_000L;
        var first = bought("\"type\":\"Auto-Renewable Subscription\",\"purchaseDate\":%d,\"expiresDate\":%d"
                .formatted(now - 40 * day, now - 10 * day));
        tell(shop.server(), first.text());
        assertThat(entitlement()).isEqualTo("expired");
        var renewal = bought(
                "\"type\":\"Auto-Renewable Subscription\",\"originalTransactionId\":\"%s\",\"purchaseDate\":%d,\"expiresDate\":%d"
                        .formatted(first.id(), now - 10 * day, now + 20 * day));

        told("DID_RENEW", renewal.id(), "");
        settled();
        told("DID_RENEW", renewal.id(), ""); // told anew
        settled();

        assertThat(orders()).isEqualTo(2);
        assertThat(entitlement()).isEqualTo("active");
        told("DID_CHANGE_RENEWAL_STATUS", renewal.id(), "\"subtype\":\"AUTO_RENEW_DISABLED\"");
        told("EXPIRED", renewal.id(), "\"subtype\":\"VOLUNTARY\"");
        settled();
        assertThat(entitlement()).isEqualTo("expired");
        assertThat(orders()).isEqualTo(2);
        assertThat(shop.one("select count(*) from provider_event where merchant_id = ? and state = 'ignored'"))
                .isEqualTo(1L);
    }

    @Test
    void what_is_forged_or_meant_for_others_changes_nothing() {
        var foreign = signed("{\"bundleId\":\"com.example.other\"}");
        var production = signed("{\"bundleId\":\"%s\",\"environment\":\"Production\"}".formatted(bundle));
        var good = bought("").text();
        var tampered = good.substring(0, good.indexOf('.') + 1) + "e30" + good.substring(good.lastIndexOf('.'));

        refused(tell(shop.server(), foreign.text()), "invalid_app_identifier");
        refused(tell(shop.server(), production.text()), "invalid_environment");
        refused(tell(shop.server(), tampered), "verification_failure");
        refused(tell(shop.server(), "nonsense"), "verification_failure");
        refused(send("{\"signedPayload\":\"%s\"}".formatted(tampered)), "verification_failure");
        told("ONE_TIME_CHARGE", foreign.id(), "", 422);
        assertThat(send("{}").status()).isEqualTo(400);
        assertThat(tell(shop.server(), "x", "web").text("type")).isEqualTo("/problems/wrong-channel-kind");

        assertThat(orders()).isZero();
        assertThat(shop.rows("select 1 from store_purchase where merchant_id = ?"))
                .isEmpty();
        assertThat(shop.rows("select 1 from provider_event where merchant_id = ?"))
                .isEmpty();
    }

    @Test
    void only_the_store_gives_its_money_back() {
        tell(shop.server(), bought("").text());

        var answer = shop.server().post("/orders/" + oneOrder() + "/refunds", "{\"reason\":\"asked\"}");

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(409);
        assertThat(answer.text("type")).isEqualTo("/problems/refunded-by-store");
    }

    @Test
    void what_the_catalog_does_not_know_is_sold_all_the_same() {
        var answer = tell(
                shop.server(),
                bought("\"productId\":\"new.thing\",\"currency\":\"JPY\",\"price\":500000")
                        .text());

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.body().at("/purchase/known_item").asBoolean()).isFalse();
        assertThat(answer.body().at("/purchase/price_minor").asLong()).isEqualTo(500);
        assertThat(answer.body().at("/purchase/variance_minor").isNull()).isTrue();
        assertThat(books()).containsExactly("store_receivable:app_store<sales 500 JPY capture");
    }

    @Test
    void a_customer_has_what_their_server_says_is_theirs() {
        var customer = String.valueOf(shop.one("select customer_id from customer where merchant_id = ?"));
        var signed = bought("");
        var body = "{\"signed_transaction\":\"%s\",\"customer_id\":\"%s\"}".formatted(signed.text(), customer);

        assertThat(Caller.with(shop.publishableKey).post(PURCHASES, body).status())
                .isEqualTo(403);
        assertThat(shop.server().post(PURCHASES, body).status()).isEqualTo(201);

        assertThat(shop.server()
                        .get("/customers/" + customer + "/entitlements")
                        .body()
                        .path("data"))
                .hasSize(1);
        assertThat(Shop.open()
                        .server()
                        .get("/customers/" + customer + "/entitlements")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_purchase_in_google_play_is_an_order_and_google_hears_that_we_have_it() throws Exception {
        var token = boughtAtGoogle("{\"productId\":\"coins\",\"obfuscatedExternalAccountId\":\"acc-1\"}");
        Caller.atProvider(GOOGLE + "refusals", "{\"times\":1}");

        var answers = Race.of(12, racer -> shop.server().post(PURCHASES, """
            {"purchase_token":"%s","product_id":"coins"}\
            """.formatted(token)));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(it -> it.body().at("/purchase/order_id").asText())
                .containsOnly(oneOrder());
        assertThat(books()).containsExactly("store_receivable:google_play<sales 499 EUR capture");
        Await.until(() -> Caller.atProvider(GOOGLE + "purchases/" + token)
                        .path("acknowledgementState")
                        .asInt()
                == 1);
        assertThat(shop.server()
                        .get("/orders/" + oneOrder())
                        .body()
                        .at("/payments/0/type")
                        .asText())
                .isEqualTo("google_play");
        assertThat(shop.server()
                        .get("/entitlements?app_account_token=acc-1")
                        .body()
                        .path("data"))
                .hasSize(1);
    }

    @Test
    void what_google_voids_is_refunded_once() throws Exception {
        var token = boughtAtGoogle("{\"productId\":\"coins\"}");
        shop.server().post(PURCHASES, "{\"purchase_token\":\"%s\",\"product_id\":\"coins\"}".formatted(token));
        var googles = String.valueOf(shop.one("select transaction_id from store_purchase where merchant_id = ?"));
        var voided =
                "\"voidedPurchaseNotification\":{\"purchaseToken\":\"%s\",\"orderId\":\"%s\",\"productType\":2,\"refundType\":1}"
                        .formatted(token, googles);

        var answers = Race.of(8, racer -> toldByGoogle(voided, "push@example.com"));

        assertThat(answers).extracting(Answer::status).containsOnly(204);
        settled();
        assertThat(shop.server().get("/orders/" + oneOrder()).text("state")).isEqualTo("refunded");
        assertThat(entitlement()).isEqualTo("revoked");
        assertThat(books()).hasSize(2);
    }

    @Test
    void a_subscription_of_google_renews_by_its_notifications() {
        var token = boughtAtGoogle(subscription("GPA.1-2", "SUBSCRIPTION_STATE_ACTIVE", "", 30));
        toldByGoogle(changed(4, token), "push@example.com");
        Await.until(() -> orders() == 1);
        Await.until(() -> "ACKNOWLEDGEMENT_STATE_ACKNOWLEDGED"
                .equals(Caller.atProvider(GOOGLE + "purchases/" + token)
                        .path("acknowledgementState")
                        .asText()));

        boughtAtGoogle(subscription("GPA.1-2..0", "SUBSCRIPTION_STATE_ACTIVE", token, 60));
        toldByGoogle(changed(2, token), "push@example.com");
        toldByGoogle(changed(2, token), "push@example.com");
        settled();
        assertThat(orders()).isEqualTo(2);
        assertThat(entitlement()).isEqualTo("active");

        boughtAtGoogle(subscription("GPA.1-2..0", "SUBSCRIPTION_STATE_ON_HOLD", token, 60));
        toldByGoogle(changed(5, token), "push@example.com");
        settled();
        assertThat(entitlement()).isEqualTo("expired");
        assertThat(orders()).isEqualTo(2);
        assertThat(books()).hasSize(2);
    }

    @Test
    void google_is_believed_only_by_its_own_word() {
        var unknown = shop.server().post(PURCHASES, "{\"purchase_token\":\"made-up\",\"product_id\":\"coins\"}");
        refused(unknown, "unknown_token");
        var pending = boughtAtGoogle("{\"productId\":\"coins\",\"purchaseState\":2}");
        assertThat(shop.server()
                        .post(PURCHASES, "{\"purchase_token\":\"%s\",\"product_id\":\"coins\"}".formatted(pending))
                        .text("type"))
                .isEqualTo("/problems/purchase-pending");
        var test = boughtAtGoogle("{\"productId\":\"coins\",\"purchaseType\":0}");
        refused(
                shop.server().post(PURCHASES, "{\"purchase_token\":\"%s\",\"product_id\":\"coins\"}".formatted(test)),
                "invalid_environment");
        refused(toldByGoogle("\"testNotification\":{}", "somebody@example.com"), "push_token");

        assertThat(orders()).isZero();
        assertThat(shop.rows("select 1 from provider_event where merchant_id = ?"))
                .isEmpty();
    }

    private record Signed(String id, String text) {}

    private Signed bought(String members) {
        var own = members.isEmpty() ? "" : "," + members;
        return signed(
                "{\"bundleId\":\"%s\"%s}".formatted(bundle, own)); // the sandbox sells coins unless told otherwise
    }

    private static Signed signed(String wanted) {
        var answer = Caller.atProvider(APPLE + "transactions", wanted);
        return new Signed(
                answer.path("transactionId").asText(),
                answer.path("signedTransaction").asText());
    }

    private static Answer tell(Caller by, String signed) {
        return tell(by, signed, "app");
    }

    private static Answer tell(Caller by, String signed, String channel) {
        return by.post(
                "/channels/" + channel + "/store-purchases", "{\"signed_transaction\":\"%s\"}".formatted(signed));
    }

    private String notification(String type, String id, String members) {
        var own = members.isEmpty() ? "" : "," + members;
        return "{\"signedPayload\":\"%s\"}"
                .formatted(Caller.atProvider(
                                APPLE + "notifications",
                                "{\"notificationType\":\"%s\",\"transactionId\":\"%s\"%s}".formatted(type, id, own))
                        .path("signedPayload")
                        .asText());
    }

    private Answer send(String body) {
        return Caller.nobody().postWithoutKey("/webhooks/app-store/" + shop.merchantId, body);
    }

    private void told(String type, String id, String members) {
        told(type, id, members, 204);
    }

    private void told(String type, String id, String members, int status) {
        var answer = send(notification(type, id, members));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    }

    private String boughtAtGoogle(String wanted) {
        return Caller.atProvider(GOOGLE + "purchases", wanted)
                .path("purchaseToken")
                .asText();
    }

    private static String subscription(String order, String state, String token, int days) {
        var known = token.isEmpty() ? "" : "\"purchaseToken\":\"%s\",".formatted(token);
        return """
            {%s"latestOrderId":"%s","subscriptionState":"%s","lineItems":[{"productId":"coins","expiryTime":"%s",
             "autoRenewingPlan":{"autoRenewEnabled":true,"recurringPrice":{"currencyCode":"EUR","units":"4","nanos":990000000}}}]}\
            """.formatted(known, order, state, Instant.now().plusSeconds(86_400L * days));
    }

    private static String changed(int type, String token) {
        return "\"subscriptionNotification\":{\"version\":\"1.0\",\"notificationType\":%d,\"purchaseToken\":\"%s\"}"
                .formatted(type, token);
    }

    private Answer toldByGoogle(String news, String email) {
        var pushed = Caller.atProvider(GOOGLE + "notifications", """
            {"audience":"onetill","email":"%s","data":{"version":"1.0","packageName":"%s","eventTimeMillis":"%d",%s}}\
            """.formatted(
                        email, bundle, Instant.now().toEpochMilli(), news));
        var body = Caller.JSON.createObjectNode();
        body.set("message", pushed.path("message"));
        return Caller.with(pushed.path("token").asText())
                .postWithoutKey("/webhooks/google-play/" + shop.merchantId, body.toString());
    }

    private void refused(Answer answer, String reason) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.text("type")).isEqualTo("/problems/purchase-not-genuine");
        assertThat(answer.text("reason")).isEqualTo(reason);
    }

    private long orders() {
        return (long) shop.one("select count(*) from orders where merchant_id = ?");
    }

    private String oneOrder() {
        var all = shop.rows("select order_id from orders where merchant_id = ?");
        assertThat(all).hasSize(1);
        return all.get(0).get("order_id").toString();
    }

    private String entitlement() {
        var rows = shop.rows("""
            select case when state = 'active' and expires_at <= now() then 'expired' else state end as state
            from entitlement where merchant_id = ?\
            """);
        assertThat(rows).hasSize(1);
        return String.valueOf(rows.get(0).get("state"));
    }

    private List<String> books() {
        return shop
                .rows("select debit_account, credit_account, amount_minor, currency, kind from ledger_entry where"
                        + " merchant_id = ? order by entry_id")
                .stream()
                .map(it -> "%s<%s %s %s %s"
                        .formatted(
                                it.get("debit_account"),
                                it.get("credit_account"),
                                it.get("amount_minor"),
                                it.get("currency"),
                                it.get("kind")))
                .toList();
    }

    /** All news that has arrived was applied. */
    private void settled() {
        Await.until(() -> shop.rows(
                        "select 1 from provider_event where merchant_id = ? and state not in ('applied', 'ignored')")
                .isEmpty());
    }
}
