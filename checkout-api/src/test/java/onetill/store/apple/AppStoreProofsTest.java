package onetill.store.apple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Currency;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.sandbox.stores.AppleChain;
import onetill.store.Store;
import onetill.store.StoreApp;
import onetill.store.StoreEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is believed that the configured root has not signed, for this app, in this environment. */
class AppStoreProofsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final StoreApp APP = app(StoreEnvironment.SANDBOX, "com.example.app", null);

    private final AppleChain apple = AppleChain.fresh(NOW);
    private AppStoreProofs proofs;

    @BeforeEach
    void trust(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("root.pem"), apple.rootPem());
        proofs = new AppStoreProofs();
        proofs.config = AppStoreConfig.of(folder.toString());
    }

    private static StoreApp app(StoreEnvironment environment, String bundle, Long number) {
        return new StoreApp("app", Store.APP_STORE, bundle, environment, number, null, null);
    }

    private static ObjectNode transaction() {
        return JSON.createObjectNode()
                .put("transactionId", "2000000000000001")
                .put("originalTransactionId", "2000000000000001")
                .put("bundleId", "com.example.app")
                .put("productId", "coins")
                .put("purchaseDate", NOW.toEpochMilli())
                .put("signedDate", NOW.toEpochMilli())
                .put("quantity", 2)
                .put("type", "Consumable")
                .put("environment", "Sandbox")
                .put("storefront", "DEU")
                .put("price", 9980)
                .put("currency", "EUR");
    }

    @Test
    void what_apple_has_signed_is_a_purchase() {
        var purchase = AppStore.purchase(proofs.transaction(APP, apple.sign(transaction())));

        assertThat(purchase.transactionId()).isEqualTo("2000000000000001");
        assertThat(purchase.quantity()).isEqualTo(2);
        assertThat(purchase.price().minor()).isEqualTo(998);
        assertThat(purchase.country()).isEqualTo("DE");
    }

    @Test
    void another_root_is_not_apple() {
        refused(APP, AppleChain.fresh(NOW).sign(transaction()), "invalid_chain");
    }

    @Test
    void a_certificate_for_something_else_signs_nothing_here(@TempDir Path folder) throws Exception {
        var other = AppleChain.forSomethingElse(NOW);
        Files.writeString(folder.resolve("root.pem"), other.rootPem());
        proofs.config = AppStoreConfig.of(folder.toString());

        refused(APP, other.sign(transaction()), null);
    }

    @Test
    void a_certificate_that_was_not_valid_when_it_signed_is_none(@TempDir Path folder) throws Exception {
        var old = AppleChain.of(NOW.minus(Duration.ofDays(20)), NOW.minus(Duration.ofDays(10)));
        Files.writeString(folder.resolve("root.pem"), old.rootPem());
        proofs.config = AppStoreConfig.of(folder.toString());

        refused(APP, old.sign(transaction()), "invalid_chain");
        var then =
                transaction().put("signedDate", NOW.minus(Duration.ofDays(15)).toEpochMilli());
        assertThat(proofs.transaction(APP, old.sign(then)).getProductId()).isEqualTo("coins");
    }

    @Test
    void a_changed_payload_does_not_fit_its_signature() {
        var parts = apple.sign(transaction()).split("\\.");
        var changed = encoded(transaction().put("price", 0).toString());

        refused(APP, parts[0] + "." + changed + "." + parts[2], "verification_failure");
    }

    @Test
    void no_signature_is_no_proof() {
        var payload = encoded(transaction().toString());

        refused(APP, encoded("{\"alg\":\"none\"}") + "." + payload + ".", null);
        refused(APP, encoded("{\"alg\":\"HS256\"}") + "." + payload + "." + encoded("x"), null);
        refused(APP, "not a token", "verification_failure");
        refused(APP, "", "verification_failure");
    }

    @Test
    void another_app_is_not_ours() {
        refused(APP, apple.sign(transaction().put("bundleId", "com.example.other")), "invalid_app_identifier");
    }

    @Test
    void what_testers_buy_is_not_sold_in_production_and_the_other_way_round() {
        var production = app(StoreEnvironment.PRODUCTION, "com.example.app", 4711L);

        refused(production, apple.sign(transaction()), "invalid_environment");
        refused(APP, apple.sign(transaction().put("environment", "Production")), "invalid_environment");
        refused(APP, apple.sign(transaction().put("environment", "Xcode")), "invalid_environment");
    }

    @Test
    void an_unsigned_transaction_of_xcode_is_refused_although_the_library_would_take_it() {
        var payload = encoded(transaction().put("environment", "Xcode").toString());

        refused(APP, encoded("{\"alg\":\"ES256\"}") + "." + payload + "." + encoded("x"), null);
    }

    @Test
    void a_notification_is_for_one_app() {
        var data = JSON.createObjectNode().put("bundleId", "com.example.app").put("environment", "Sandbox");
        var payload = JSON.createObjectNode()
                .put("notificationType", "TEST")
                .put("notificationUUID", "n")
                .put("signedDate", NOW.toEpochMilli());
        payload.set("data", data);

        assertThat(proofs.notification(APP, apple.sign(payload)).getNotificationUUID())
                .isEqualTo("n");
        data.put("bundleId", "com.example.other");
        assertThatThrownBy(() -> proofs.notification(APP, apple.sign(payload)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.members()).containsEntry("reason", "invalid_app_identifier"));
    }

    @Test
    void without_a_setting_apples_own_root_is_trusted_and_no_other() {
        var config = new AppStoreConfig();
        config.read();
        proofs.config = config;

        assertThat(config.roots()).hasSize(1);
        refused(APP, apple.sign(transaction()), "invalid_chain");
    }

    @Test
    void roots_that_are_not_there_are_told_by_name(@TempDir Path folder) {
        assertThatThrownBy(() ->
                        AppStoreConfig.of(folder.resolve("none.pem").toString()).roots())
                .hasMessageContaining("APP_STORE_ROOTS");
        assertThatThrownBy(() -> AppStoreConfig.of(folder.toString()).roots())
                .hasMessageContaining("has no certificate");
    }

    @Test
    void thousandths_become_the_minor_unit_of_each_currency() {
        assertThat(AppStore.minor(4990, Currency.getInstance("EUR"))).isEqualTo(499);
        assertThat(AppStore.minor(500_000, Currency.getInstance("JPY"))).isEqualTo(500);
        assertThat(AppStore.minor(1_250, Currency.getInstance("KWD"))).isEqualTo(1_250);
    }

    private void refused(StoreApp app, String signed, String reason) {
        assertThatThrownBy(() -> proofs.transaction(app, signed)).isInstanceOfSatisfying(ProblemException.class, it -> {
            assertThat(it.type()).isEqualTo(ProblemType.PURCHASE_NOT_GENUINE);
            if (reason != null) assertThat(it.members()).containsEntry("reason", reason);
        });
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
