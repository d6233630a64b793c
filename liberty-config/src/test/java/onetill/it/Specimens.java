package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import onetill.it.ApiDocument.Operation;
import onetill.it.Caller.Answer;

/**
 * One of each kind of thing that a path of the API can name, all of one shop: what goes into the place of a variable. A new variable
 * needs a specimen here, and tests that walk over all operations say so.
 */
final class Specimens {

    private static final String CARD = "{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}";
    private static final String KNOWN = """
            "line_items":[{"sku":"TEA"}],"buyer":{"email":"grace@example.com","phone":"+493055501234","name":"Grace"},
            "fulfillment":{"option_id":"standard","address":{"name":"Grace","line1":"Torstr. 1","postal_code":"10119","city":"Berlin","country":"DE"}}""";

    /** By the part of the path before the variable: that is what tells an order from a session, both of which are {@code id}. */
    private final Map<String, String> byCollection = new LinkedHashMap<>();

    /** By the names that bodies and queries have for them. */
    private final Map<String, String> byMember = new LinkedHashMap<>();

    private final Shop shop;
    private String clientToken = "";
    private String handoffCode = "";
    private String handoffToken = "";
    private String renamed = "";

    Specimens(Shop shop) {
        this.shop = shop;
        session();
        order();
        customer();
        staff();
        catalog();
        money();
        messages();
        measures();
    }

    /** Of the session of these specimens. */
    String clientToken() {
        return clientToken;
    }

    String handoffCode() {
        return handoffCode;
    }

    String handoffToken() {
        return handoffToken;
    }

    /** What bodies and queries name, by the name of the member. */
    Map<String, String> byMember() {
        return byMember;
    }

    /** The path of an operation about these things; empty when there is none of a kind it names. */
    Optional<String> path(Operation operation) {
        return values(operation).map(operation::with);
    }

    /** What goes into the places of its variables, in their order; empty when there is nothing for one of them. */
    Optional<List<String>> values(Operation operation) {
        var values = new ArrayList<String>();
        var parts = operation.path().split("/");
        for (var i = 1; i < parts.length; i++) {
            if (!parts[i].startsWith("{")) continue;
            var value = value(operation, parts[i - 1], parts[i]);
            if (value == null) return Optional.empty();
            values.add(value);
        }
        return Optional.of(values);
    }

    private String value(Operation operation, String collection, String variable) {
        if (variable.equals("{merchant_id}")) return shop.merchantId.toString();
        if (variable.equals("{channel}")) return renamed.isEmpty() ? channel(operation.path()) : renamed;
        // Both webhooks and exports are delivered.
        if (collection.equals("deliveries") && operation.path().startsWith("/export-"))
            collection = "export-deliveries";
        // A call stands for its session in its channel, and for itself at the desk.
        if (operation.path().startsWith("/calls/")) collection = "phone-calls";
        return byCollection.get(collection);
    }

    private static String channel(String path) {
        if (path.contains("/calls") || path.contains("/telephony-") || path.contains("/call-reasons")) return "phone";
        if (path.endsWith("/sales")) return "till-1";
        return path.contains("/store-") || path.endsWith("/payment-sheets") ? "app" : "web";
    }

    /** Gives what merchants name themselves a name that no other merchant has. */
    void rename(String name) {
        shop.run(
                "insert into channel (merchant_id, channel_id, kind, name, tenders, country, currency, locale, capture)"
                        + " select merchant_id, '%s', kind, name, tenders, country, currency, locale, capture from channel where merchant_id = ? and channel_id = 'web'"
                                .formatted(name));
        shop.run(
                "insert into location values (?, '%s', 'Theirs', 'Torstr. 1', '10119', 'Berlin', 'DE', 'Europe/Berlin')"
                        .formatted(name));
        shop.run(
                "insert into item (merchant_id, sku, name, tax_category, digital) values (?, '%s', 'theirs', 'standard', true)"
                        .formatted(name));
        shop.run("insert into item_price values (?, '%s', 'EUR', 100)".formatted(name));
        shop.run(
                "insert into fulfillment_option (merchant_id, option_id, kind, title) values (?, '%s', 'shipping', 'theirs')"
                        .formatted(name));
        ok(shop.staff("max")
                .send(
                        "PUT",
                        "/price-lists/" + name,
                        "{\"id\":\"%s\",\"name\":\"Theirs\",\"currency\":\"EUR\"}".formatted(name),
                        Map.of()));
        ok(shop.server()
                .post(
                        "/promotions",
                        "{\"name\":\"Theirs\",\"code\":\"%s\",\"kind\":\"percent_off\",\"percent\":10}"
                                .formatted(name)));
        for (var collection : List.of("channels", "locations", "price-lists", "policies")) {
            byCollection.put(collection, name);
        }
        renamed = name;
    }

    /** Something that is there, of a kind that a body names and no path does. */
    String anyOf(String member) {
        return byCollection.getOrDefault(
                member.replaceFirst("_id$", "s").replace('_', '-'), byMember.get("session_id"));
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
        return answer;
    }

    private void session() {
        var opened = ok(Caller.with(shop.publishableKey)
                .post("/checkout-sessions", "{\"channel\":\"web\",%s}".formatted(KNOWN)));
        clientToken = opened.text("client_token");
        var id = opened.body().at("/session/id").asText();
        var path = "/checkout-sessions/" + id;
        var buyer = Caller.with(clientToken);
        var asked = ok(shop.staff("alex").post(path + "/assistance-requests", null));
        var call = ok(buyer.post(path + "/call-requests", "{}"));
        var handoff = ok(buyer.post(path + "/handoffs", "{}"));
        var adjusted = ok(shop.server()
                .post(path + "/price-adjustments", "{\"kind\":\"discount\",\"percent\":5,\"reason\":\"late\"}"));
        byCollection.put(
                "price-adjustments",
                adjusted.body().at("/price_adjustments/0/id").asText());
        handoffCode = handoff.text("code");
        handoffToken = handoff.text("url").replaceFirst(".*#", "");
        byCollection.put("checkout-sessions", id);
        byCollection.put("sessions", id);
        byCollection.put("assistance-requests", asked.text("id"));
        byCollection.put("call-requests", call.text("id"));
        var phone = ok(shop.server().post("/channels/phone/calls", "{\"caller_number\":\"%s\"}".formatted(Shop.PHONE)));
        byCollection.put("calls", phone.body().at("/session/id").asText());
        byCollection.put(
                "phone-calls",
                ok(shop.staff("alex").post("/calls", "{\"channel\":\"phone\"}")).text("id"));
        var telephony = ok(shop.server().post("/channels/phone/telephony-connections", "{\"kind\":\"generic\"}"))
                .body()
                .at("/connection/id")
                .asText();
        for (var collection : List.of("telephony-connections", "telephony", "twilio-voice", "keypad")) {
            byCollection.put(collection, telephony);
        }
        var keys = UUID.randomUUID().toString();
        shop.run("insert into keypad_entry (merchant_id, entry_id, session_id, connection_id, agent, state, revision,"
                + " amount_minor, currency,"
                + " consent, fields, started_at, expires_at, ended_at, seq) values (?, '%s', '%s', '%s', 'staff:alex', 'canceled', 1, 100,"
                        .formatted(keys, byCollection.get("calls"), telephony)
                + " 'EUR', 'yes', '[{\"name\":\"number\",\"digits\":0,\"state\":\"empty\"}]', now(), now(),"
                + " now(), 1)");
        byCollection.put("keypad-entries", keys);
        byMember.put("session_id", id);
    }

    private void order() {
        var sale = ok(shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"complete\":true,\"confirmed_total_minor\":1380,\"tender\":%s,%s}"
                                .formatted(CARD, KNOWN)));
        assertThat(sale.body().at("/session/status").asText())
                .as(sale.body().toString())
                .isEqualTo("completed");
        var order = sale.body().at("/session/order/id").asText();
        byCollection.put("orders", order);
        byMember.put("order_id", order);
        var link = ok(shop.server().get("/orders/" + order)).text("status_url");
        byCollection.put("order-status", link.substring(link.lastIndexOf('/') + 1));
        var receipt = ok(shop.server().post("/orders/" + order + "/receipts", "{\"medium\":\"print\"}"));
        byCollection.put("receipts", receipt.body().at("/issued/id").asText());
        byCollection.put(
                "fulfillments",
                shop.one("select cast(fulfillment_id as text) from fulfillment where merchant_id = ? limit 1")
                        .toString());
        var attempt = shop.one("select attempt_id from payment_attempt where merchant_id = ? limit 1")
                .toString();
        byCollection.put("payment-attempts", attempt);
        byCollection.put("{merchant_id}", attempt);
        byCollection.put("deposits", deposit());
    }

    private String deposit() {
        var open = ok(shop.server()
                .post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"POT\"}]}"));
        var paid = ok(shop.server()
                .post(
                        "/checkout-sessions/" + open.body().at("/session/id").asText() + "/deposits",
                        "{\"revision\":1,\"amount_minor\":1500,\"tender\":%s}".formatted(CARD)));
        return paid.body().at("/tenders/0/id").asText();
    }

    private void customer() {
        var customer = shop.one("select customer_id from customer where merchant_id = ?")
                .toString();
        var consent = UUID.randomUUID();
        var passkey = UUID.randomUUID();
        shop.run(
                "insert into customer_consent values (?, '%s', '%s', 'recognition', 'Recognize me', 'web', 'test', now(), null)"
                        .formatted(consent, customer));
        shop.run(
                "insert into passkey values (?, '%s', '%s', '%s', '%s', 'AAAA', 'Phone', 'buyer', 0, false, false, 'web', 0, now())"
                        .formatted(passkey, customer, consent, UUID.randomUUID()));
        byCollection.put("customers", customer);
        byCollection.put("consents", consent.toString());
        byCollection.put("passkeys", passkey.toString());
        byCollection.put("saved-tenders", shop.savedTenderId);
        byMember.put("customer_id", customer);
        byMember.put("saved_tender_id", shop.savedTenderId);
        var setup = ok(shop.server()
                .post(
                        "/saved-tenders",
                        "{\"customer_id\":\"%s\",\"consent\":{\"text\":\"Keep it\",\"given\":true}}"
                                .formatted(customer)));
        byCollection.put("tender-setups", setup.text("id"));
    }

    private void staff() {
        var tills = new Tills(shop);
        var register = tills.created().body().at("/register/id").asText();
        var person = tills.person("Cara", "cashier", "4711");
        var key = ok(tills.admin().post("/api-keys", "{\"kind\":\"secret_key\",\"label\":\"test\"}"));
        byCollection.put("registers", register);
        byCollection.put("staff-members", person);
        byCollection.put("api-keys", key.body().at("/api_key/id").asText());
        byMember.put("register_id", register);
        byMember.put("staff_member_id", person);
        var till = Caller.with(tills.enrolled().text("credential"));
        shift(till);
        parked(till);
        unreceipted(till, tills);
    }

    private void unreceipted(Caller till, Tills tills) {
        var approval = Tills.approve(till, tills.person("Mia", "manager", "6281"), "6281", "refund", null)
                .text("token");
        var back = ok(till.post(
                "/unreceipted-returns",
                "{\"lines\":[{\"sku\":\"TEA\",\"quantity\":1}],\"refund\":\"cash\",\"reason\":\"x\",\"approval\":\"%s\"}"
                        .formatted(approval)));
        byCollection.put("unreceipted-returns", back.text("id"));
    }

    private void parked(Caller till) {
        var opened = ok(till.post(
                "/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"TEA\",\"quantity\":1}]}"));
        var id = opened.body().at("/session/id").asText();
        ok(till.postWithoutKey("/parked-sessions", "{\"session_id\":\"%s\"}".formatted(id)));
        byCollection.put("parked-sessions", id);
    }

    private void shift(Caller till) {
        var shift = ok(till.post("/shifts", "{\"float_minor\":10000}")).text("id");
        byCollection.put("shifts", shift);
        byMember.put("shift_id", shift);
        ok(till.postWithoutKey("/offline-sales", """
                {"sales":[{"business_day":"2026-11-01","sequence":1,"taken_at":"2026-11-01T09:00:00Z",
                 "lines":[{"sku":"GONE","name":"Gone","quantity":1,"unit_price_minor":100,"total_minor":100,"tax_percent":19,"tax_minor":16}],
                 "total_minor":100,"tender":{"type":"cash","received_minor":100}}]}"""));
        byCollection.put(
                "sale-variances",
                shop.one("select cast(variance_id as text) from sale_variance where merchant_id = ?")
                        .toString());
    }

    private void catalog() {
        var promotion = ok(shop.server()
                .post(
                        "/promotions",
                        "{\"name\":\"Ten percent\",\"code\":\"TEA10\",\"kind\":\"percent_off\",\"percent\":10}"));
        byCollection.put("promotions", promotion.text("id"));
        byCollection.put("locations", "mitte");
        byCollection.put("channels", "web");
        byCollection.put("policies", Shop.TEA);
        byCollection.put("store-apps", "app_store");
        ok(shop.server().send("PUT", "/channels/app/store-apps/app_store", """
                        {"app_id":"com.example.%s","environment":"sandbox"}""".formatted(shop.merchantId), Map.of()));
        ok(shop.staff("max")
                .send(
                        "PUT",
                        "/price-lists/club",
                        "{\"id\":\"club\",\"name\":\"Club\",\"currency\":\"EUR\"}",
                        Map.of()));
        byCollection.put("price-lists", "club");
        var imported = ok(shop.server()
                .send(
                        "POST",
                        "/catalog/imports?mode=report",
                        "sku,name,price.EUR\nIMPORTED,Imported,100\n,Wrong,100\n",
                        Map.of(
                                "Content-Type",
                                "text/csv",
                                "Idempotency-Key",
                                UUID.randomUUID().toString())));
        byCollection.put("imports", imported.body().at("/progress/id").asText());
        byMember.put("sku", Shop.TEA);
        byMember.put("barcode", Shop.TEA_BARCODE);
        byMember.put("channel", "web");
        byMember.put("channel_id", "web");
        byMember.put("location_id", "mitte");
    }

    private void money() {
        shop.run("update channel set tenders = tenders || '[\"gift_card\"]' where merchant_id = ?");
        var card = ok(
                shop.server().post("/gift-cards", "{\"amount_minor\":5000,\"currency\":\"EUR\",\"reason\":\"sold\"}"));
        byCollection.put("gift-cards", card.body().at("/gift_card/id").asText());
        byMember.put("gift_card_id", card.body().at("/gift_card/id").asText());
        var reconciliation = UUID.randomUUID();
        shop.run(
                "insert into reconciliation_break values (?, '%s', 'stripe', 'missing_here', 'pi_%s', null, 0, 100, 'EUR', now(), null, null, null)"
                        .formatted(reconciliation, reconciliation));
        shop.run(
                "insert into event values (?, '%s', 'reconciliation_break', '%s', 1, 'reconciliation_break.found', null, null, null, 'test', '{}', now(), null)"
                        .formatted(UUID.randomUUID(), reconciliation));
        byCollection.put("reconciliation-breaks", reconciliation.toString());
    }

    private void messages() {
        var endpoint = ok(shop.server()
                .post(
                        "/webhook-endpoints",
                        "{\"url\":\"http://127.0.0.1:9/hooks\",\"event_types\":[\"order.placed\"]}"));
        var id = endpoint.body().at("/endpoint/id").asText();
        byCollection.put("webhook-endpoints", id);
        var delivery = UUID.randomUUID();
        shop.run(
                "insert into webhook_delivery values (?, '%s', '%s', 0, 'test', '%s', 'order.placed', '%s', '{}', 'failed', 1, null, 500, null, now(), now())"
                        .formatted(delivery, id, UUID.randomUUID(), UUID.randomUUID()));
        byCollection.put("deliveries", delivery.toString());
        var event = UUID.randomUUID();
        shop.run(
                "insert into provider_event values (?, '%s', 'stripe', 'evt_%s', 'test', 'pi_x', '{}', '{}', 'dead', 1, 0, null, 'test', now(), null)"
                        .formatted(event, event));
        byCollection.put("provider-events", event.toString());
    }

    private void measures() {
        var admin = shop.staff("ada");
        var experiment = ok(admin.post("/experiments", """
                        {"name":"Address first","hypothesis":"It feels like progress","varies":"asks_order",
                         "arms":[{"name":"usual"},{"name":"address_first","value":{"asks":["fulfillment.address"]}}]}"""));
        byCollection.put("experiments", experiment.text("id"));
        var destination = ok(admin.post("/export-destinations", """
                        {"kind":"ga4","enabled":false,"settings":{"measurement_id":"G-ABC12345"},"credentials":{"api_secret":"s"}}"""));
        var id = destination.body().at("/destination/id").asText();
        var delivery = UUID.randomUUID();
        shop.run("""
                insert into export_delivery (merchant_id, delivery_id, destination_id, ordinal, event_id, occasion, session_id, state, occurred_at, created_at)
                values (?, '%s', '%s', 1, '%s', 'purchase', '%s', 'dead', now(), now())""".formatted(delivery, id, UUID.randomUUID(), byMember.get("session_id")));
        byCollection.put("export-destinations", id);
        byCollection.put("export-deliveries", delivery.toString());
    }
}
