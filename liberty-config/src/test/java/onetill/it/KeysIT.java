package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import onetill.access.Scopes;
import onetill.it.Caller.Answer;
import onetill.launch.NewMerchant;
import org.junit.jupiter.api.Test;

/** Keys are made by admins, shown once, restricted, replaced without a gap and ended at once. */
class KeysIT extends ShopTest {

    private static final String WEB = "{\"channel\":\"web\"}";
    private static final Set<String> FOR_PEOPLE_ONLY = Set.of("api-keys", "webhooks", "client-config", "payments");

    @Test
    void a_key_is_shown_once_and_later_known_by_how_it_begins_and_ends() {
        var made = admin().post("/api-keys", secret("ERP", null), "once");
        var again = admin().post("/api-keys", secret("ERP", null), "once");

        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        var key = made.text("secret");
        assertThat(key).startsWith("sk_").hasSizeGreaterThan(30);
        assertThat(Caller.with(key).get("/orders").status()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body().path("secret").isNull()).isTrue();
        assertThat(again.body().at("/api_key/id")).isEqualTo(made.body().at("/api_key/id"));
        var listed = admin().get("/api-keys").body().path("data").get(0);
        assertThat(listed.path("preview").asText()).isEqualTo("sk_…" + key.substring(key.length() - 4));
        assertThat(listed.path("created_by").asText()).isEqualTo("staff:ada");
        assertThat(shop.rows("select * from credential where merchant_id = ?").toString())
                .doesNotContain(key);
        assertThat(shop.rows("select body from idempotency where merchant_id = ?")
                        .toString())
                .doesNotContain(key);
    }

    @Test
    void only_an_admin_makes_keys() {
        for (var other : new Caller[] {
            shop.server(),
            shop.till(),
            Caller.with(shop.publishableKey),
            shop.staff("max", "manager", "cashier", "agent")
        }) {
            assertThat(other.post("/api-keys", secret("mine", null)).status()).isEqualTo(403);
            assertThat(other.get("/api-keys").status()).isEqualTo(403);
        }
    }

    @Test
    void a_restricted_key_does_what_its_scopes_say_and_nothing_more() {
        var key = make(secret("Reports", "[\"orders:read\",\"stock:write\"]"));
        var reports = Caller.with(key.text("secret"));

        assertThat(key.text("secret")).startsWith("rk_");
        assertThat(reports.get("/orders").status()).isEqualTo(200);
        assertThat(reports.get("/stock?sku=TEA").status())
                .as("writing is reading")
                .isEqualTo(200);
        var refused = reports.post("/orders/" + UUID.randomUUID() + "/refunds", "{\"reason\":\"damaged\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("type")).isEqualTo("/problems/scope-missing");
        assertThat(refused.text("detail")).contains("refunds:write");
        assertThat(refused.body().path("scopes").toString()).contains("orders:read", "stock:write");
        assertThat(reports.post("/checkout-sessions", WEB).text("type")).isEqualTo("/problems/scope-missing");
        assertThat(reports.get("/customers/" + UUID.randomUUID()).text("type")).isEqualTo("/problems/scope-missing");
        assertThat(reports.postWithoutKey("/handoff-claims", "{\"code\":\"ABCD\"}")
                        .status())
                .as("where anyone may call, it is nobody")
                .isEqualTo(401);
    }

    @Test
    void what_does_not_fit_is_named() {
        assertThat(admin().post("/api-keys", secret("x", "[\"money:all\"]")).text("detail"))
                .contains("money:all", "refunds:write");
        assertThat(admin().post("/api-keys", publishable("[\"https://shop.example/checkout\"]"))
                        .text("detail"))
                .contains("origin");
        assertThat(admin().post("/api-keys", publishable("[\"http://shop.example\"]"))
                        .status())
                .isEqualTo(422);
        assertThat(admin().post(
                                "/api-keys",
                                "{\"kind\":\"secret_key\",\"label\":\"x\",\"origins\":[\"https://a.example\"]}")
                        .status())
                .isEqualTo(422);
        assertThat(admin().post(
                                "/api-keys",
                                "{\"kind\":\"secret_key\",\"label\":\"x\",\"expires_at\":\"2020-01-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(422);
    }

    /** Who adds a call adds its path to the table in Scopes, or says here that it is for people only. */
    @Test
    void every_call_of_a_server_belongs_to_a_scope() throws Exception {
        var document = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(Application.managementDoor().resolve("/openapi?format=json"))
                                .build(),
                        BodyHandlers.ofString());
        var without = new TreeSet<String>();
        Caller.JSON.readTree(document.body()).path("paths").fieldNames().forEachRemaining(path -> {
            var own = path.replaceFirst("^/api/v1/", "").replaceAll("\\{[a-z_]+}", "x");
            if (FOR_PEOPLE_ONLY.contains(own.split("/")[0]) || own.equals("register-enrollments")) return;
            if (Scopes.of("GET", own).isEmpty()) without.add(path);
        });

        assertThat(without).as("paths without a line in Scopes").isEmpty();
    }

    @Test
    void a_key_is_replaced_without_a_gap_and_repeated_requests_are_recognized() {
        var old = make(secret("Shop", null));
        var opened = Caller.with(old.text("secret")).post("/checkout-sessions", WEB, "order-1");

        var fresh = rotate(old, "{}");

        assertThat(fresh.status()).as(fresh.body().toString()).isEqualTo(201);
        assertThat(Caller.with(old.text("secret")).get("/orders").status())
                .as("the old one, for a day")
                .isEqualTo(200);
        var repeated = Caller.with(fresh.text("secret")).post("/checkout-sessions", WEB, "order-1");
        assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(repeated.body().at("/session/id")).isEqualTo(opened.body().at("/session/id"));
        var known = admin().get("/api-keys/" + id(old)).body();
        assertThat(known.path("replaced_by").asText()).isEqualTo(id(fresh));
        assertThat(OffsetDateTime.parse(known.path("expires_at").asText()))
                .isBefore(OffsetDateTime.now(ZoneOffset.UTC).plusHours(25));
        assertThat(rotate(old, "{}").status()).as("once").isEqualTo(422);
        var newest = rotate(fresh, "{\"old_key_expires_at\":\"2020-01-01T00:00:00Z\"}");
        assertThat(Caller.with(fresh.text("secret")).get("/orders").status())
                .as("ended at once")
                .isEqualTo(401);
        assertThat(Caller.with(newest.text("secret")).get("/orders").status()).isEqualTo(200);
    }

    @Test
    void a_revoked_key_opens_nothing_and_all_of_it_is_told() {
        var key = make(secret("Leaked", null));

        assertThat(admin().postWithoutKey("/api-keys/" + id(key) + "/revoke", null)
                        .status())
                .isEqualTo(200);
        assertThat(admin().postWithoutKey("/api-keys/" + id(key) + "/revoke", null)
                        .status())
                .as("again")
                .isEqualTo(200);

        assertThat(Caller.with(key.text("secret")).get("/orders").status()).isEqualTo(401);
        assertThat(rotate(key, "{}").status()).isEqualTo(422);
        assertThat(shop.rows("select type from event where merchant_id = ? and aggregate_type = 'api_key' order by seq")
                        .toString())
                .contains("api_key.created", "api_key.revoked");
        var other = Shop.open();
        assertThat(other.staff("eve", "admin").get("/api-keys/" + id(key)).status())
                .isEqualTo(404);
    }

    @Test
    void when_a_key_was_used_is_written_down_later() {
        var key = make(secret("Used", null));
        assertThat(key.body().at("/api_key/last_used_at").isNull()).isTrue();

        Caller.with(key.text("secret")).get("/orders");

        Await.until(() ->
                !admin().get("/api-keys/" + id(key)).body().path("last_used_at").isNull());
    }

    @Test
    void a_key_in_a_page_is_for_the_pages_it_was_made_for() {
        var key = make(publishable("[\"https://shop.example\"]")).text("secret");
        var page = Caller.with(key);
        var from = Map.of("Origin", "https://shop.example", "Idempotency-Key", "a");

        var opened = page.send("POST", "/checkout-sessions", WEB, from);
        var foreign = page.send(
                "POST", "/checkout-sessions", WEB, Map.of("Origin", "https://evil.example", "Idempotency-Key", "b"));

        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        assertThat(opened.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
        assertThat(opened.header("Access-Control-Expose-Headers")).contains("ETag");
        assertThat(opened.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.text("type")).isEqualTo("/problems/origin-not-allowed");
        assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(page.send("GET", "/channels", null, Map.of("Origin", "null")).status())
                .isEqualTo(403);
        assertThat(page.send("GET", "/channels", null, Map.of("Origin", System.getenv("PUBLIC_URL")))
                        .status())
                .as("our own pages")
                .isEqualTo(200);
        assertThat(page.get("/channels").status()).as("an app says no origin").isEqualTo(200);
        var device = Caller.with(opened.text("client_token"));
        var path = "/checkout-sessions/" + opened.body().at("/session/id").asText();
        assertThat(device.send("GET", path, null, Map.of("Origin", "https://shop.example"))
                        .header("Access-Control-Allow-Origin"))
                .isEqualTo("https://shop.example");
    }

    @Test
    void a_browser_that_asks_first_is_answered_without_a_credential() {
        make(publishable("[\"https://asks.example\"]"));

        var asked = Caller.nobody()
                .send(
                        "OPTIONS",
                        "/checkout-sessions",
                        null,
                        Map.of(
                                "Origin",
                                "https://asks.example",
                                "Access-Control-Request-Method",
                                "POST",
                                "Access-Control-Request-Headers",
                                "authorization"));

        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo("https://asks.example");
        assertThat(asked.header("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(asked.header("Access-Control-Allow-Headers")).contains("Idempotency-Key");
    }

    @Test
    void a_device_reads_on_for_a_day_after_the_session_has_left_it_and_not_after_that() {
        var opened = Caller.with(shop.publishableKey).post("/checkout-sessions", WEB);
        var first = Caller.with(opened.text("client_token"));
        var path = "/checkout-sessions/" + opened.body().at("/session/id").asText();
        var link = first.post(path + "/handoffs", "{}").text("url").replaceFirst(".*#", "");

        var claimed = Caller.nobody().postWithoutKey("/handoff-claims", "{\"token\":\"%s\"}".formatted(link));
        var second = Caller.with(claimed.text("client_token"));

        assertThat(claimed.text("client_token")).isNotEqualTo(opened.text("client_token"));
        assertThat(first.get(path).status()).isEqualTo(200);
        assertThat(first.patch(path, "{\"locale\":\"de\"}").text("type")).isEqualTo("/problems/not-the-holder");
        assertThat(second.patch(path, "{\"locale\":\"de\"}").status()).isEqualTo(200);
        var left = shop.rows("""
                select round(extract(epoch from expires_at - now()) / 3600) as hours from credential
                where merchant_id = ? and kind = 'client_token' order by created_at""");
        assertThat(left.get(0).get("hours").toString()).isEqualTo("24");
        assertThat(left.get(1).get("hours").toString()).isEqualTo("720");
        shop.run("""
                update credential set expires_at = now() - interval '1 second'
                where merchant_id = ? and kind = 'client_token' and expires_at < now() + interval '2 days'""");
        assertThat(first.get(path).status()).isEqualTo(401);
        assertThat(second.get(path).status()).isEqualTo(200);
    }

    @Test
    void a_device_sees_what_was_bought_for_a_day_and_then_its_token_is_over() {
        var opened = Caller.with(shop.publishableKey).post("/checkout-sessions", WEB);
        var device = Caller.with(opened.text("client_token"));
        var path = "/checkout-sessions/" + opened.body().at("/session/id").asText();
        assertThat(device.postWithoutKey(path + "/cancel", null).status()).isEqualTo(200);

        assertThat(device.get(path).status()).as("just ended").isEqualTo(200);

        shop.run("update checkout_session set updated_at = now() - interval '25 hours' where merchant_id = ?");
        assertThat(device.get(path).status()).as("a day later").isEqualTo(401);
    }

    @Test
    void an_issuer_changes_its_keys_and_nobody_has_to_do_anything() {
        var issuer = TestIssuer.running();
        var before = issuer.token(shop.merchantId, "ada", "admin");
        assertThat(Caller.with(before).get("/api-keys").status()).isEqualTo(200);

        issuer.rotateKeys();

        Await.until(() -> admin().get("/api-keys").status() == 200);
        assertThat(Caller.with(before).get("/api-keys").status())
                .as("signed by a key that is not published any more")
                .isEqualTo(401);
    }

    @Test
    void the_first_key_of_a_merchant_comes_from_whoever_runs_the_installation() throws Exception {
        NewMerchant.Made made;
        try (var owner = Shop.owner()) {
            made = NewMerchant.make(owner, "Leaf & Kettle", "DE", "EUR", "Europe/Berlin");
        }

        var opened = Caller.with(made.secretKey()).post("/checkout-sessions", WEB);

        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        var admin = Caller.with(TestIssuer.running().token(made.merchantId(), "ada", "admin"));
        assertThat(admin.get("/api-keys").body().at("/data/0/label").asText()).isEqualTo("first key");
    }

    private Caller admin() {
        return shop.staff("ada", "admin");
    }

    private Answer make(String wish) {
        var made = admin().post("/api-keys", wish);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made;
    }

    private Answer rotate(Answer key, String how) {
        return admin().post("/api-keys/" + id(key) + "/rotate", how);
    }

    private static String id(Answer key) {
        return key.body().at("/api_key/id").asText();
    }

    private static String secret(String label, String scopes) {
        return "{\"kind\":\"secret_key\",\"label\":\"%s\",\"scopes\":%s}".formatted(label, scopes);
    }

    private static String publishable(String origins) {
        return "{\"kind\":\"publishable_key\",\"label\":\"Page\",\"origins\":%s}".formatted(origins);
    }
}
