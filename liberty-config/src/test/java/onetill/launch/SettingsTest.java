package onetill.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void have_a_default_for_everything() {
        var settings = read(Map.of());

        assertThat(settings.httpPort()).isEqualTo(9080);
        assertThat(settings.publicUrl()).hasToString("http://localhost:9080");
        assertThat(settings.database()).isEqualTo(new Settings.Database.Embedded(9432));
        assertThat(settings.provider()).isEqualTo(new Settings.Provider.Sandbox(9180));
        assertThat(settings.signIn()).isEqualTo(new Settings.SignIn.Demo(9280));
        assertThat(settings.demo()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_PORT, ninety",
        "HTTP_PORT, 0",
        "MANAGEMENT_PORT, 70000",
        "MANAGEMENT_PORT, 9080",
        "DB_POOL_MAX, 1",
        "DB_SILENCE_SECONDS, 0",
        "DB_URL, jdbc:mysql://db/onetill",
        "SESSION_TTL, 2 hours",
        "RELAY_INTERVAL, PT0S",
        "PUBLIC_URL, shop.example",
        "OIDC_ISSUER, nobody",
        "TRACES_ENDPOINT, collector",
        "TRACES_RATIO, 2",
        "OTEL_SDK_DISABLED, false",
        "DEMO, maybe"
    })
    void that_make_no_sense_are_refused_by_name(String name, String value) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(name)
                .hasMessageEndingWith(".");
    }

    @Test
    void name_what_is_missing_for_a_database_of_ones_own() {
        assertThatThrownBy(() -> read(Map.of("DB_URL", "jdbc:postgresql://db/onetill")))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("DB_USER");
    }

    @Test
    void want_keys_to_encrypt_what_is_stored_in_a_database_of_ones_own() {
        var database = Map.of(
                "DB_URL", "jdbc:postgresql://db/onetill",
                "DB_USER", "app",
                "DB_PASSWORD", "a",
                "DB_OWNER_USER", "owner",
                "DB_OWNER_PASSWORD", "b");
        assertThatThrownBy(() -> read(database))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("DATA_KEYS")
                .hasMessageContaining("openssl rand -base64 32");

        var keyed = new HashMap<>(database);
        keyed.put("DATA_KEYS", "k2:" + Secrets.randomKey() + ", k1:" + Secrets.randomKey());
        assertThat(read(keyed).database()).isInstanceOf(Settings.Database.External.class);
    }

    @Test
    void never_repeat_a_key_that_is_written_wrongly() {
        assertThatThrownBy(() -> read(Map.of("DATA_KEYS", "k1:c2hvcnQ=")))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("DATA_KEYS")
                .hasMessageNotContaining("c2hvcnQ");
    }

    @Test
    void keep_a_live_key_from_any_server_but_the_real_one() {
        assertThatThrownBy(() -> read(live(Map.of("STRIPE_API_BASE", "http://localhost:9180"))))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("STRIPE_API_BASE");
    }

    @Test
    void keep_live_money_from_a_sign_in_without_passwords() {
        assertThatThrownBy(() -> read(live(Map.of())))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("OIDC_ISSUER");
    }

    @Test
    void keep_the_demo_from_live_money() {
        assertThat(read(live(Map.of("OIDC_ISSUER", "https://id.example"))).demo())
                .isFalse();
        assertThatThrownBy(() -> read(live(Map.of("OIDC_ISSUER", "https://id.example", "DEMO", "true"))))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("DEMO");
    }

    @Test
    void keep_merchants_out_of_the_network_behind_live_money() {
        var open = Map.of("OIDC_ISSUER", "https://id.example", "WEBHOOK_ALLOW_PRIVATE_NETWORKS", "true");

        assertThatThrownBy(() -> read(live(open)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("WEBHOOK_ALLOW_PRIVATE_NETWORKS");
    }

    @Test
    void let_browsers_forget_about_https_and_refuse_what_is_no_time() {
        assertThat(read(Map.of("HSTS_MAX_AGE", "P0D")).httpPort()).isEqualTo(9080);
        for (var wrong : List.of("two years", "-P1D")) {
            assertThatThrownBy(() -> read(Map.of("HSTS_MAX_AGE", wrong)))
                    .isInstanceOf(WrongSetting.class)
                    .hasMessageContaining("HSTS_MAX_AGE");
        }
    }

    @Test
    void add_to_the_database_address_only_what_is_missing() {
        assertThat(Settings.withParameters("jdbc:postgresql://db/onetill?ApplicationName=till"))
                .isEqualTo("jdbc:postgresql://db/onetill?ApplicationName=till"
                        + "&reWriteBatchedInserts=true&stringtype=unspecified");
    }

    private static Map<String, String> live(Map<String, String> more) {
        var variables = new HashMap<>(Map.of(
                "STRIPE_API_KEY", "sk_live_x",
                "STRIPE_PUBLISHABLE_KEY", "pk_live_x",
                "STRIPE_WEBHOOK_SECRET", "whsec_x"));
        variables.putAll(more);
        return variables;
    }

    private static Settings read(Map<String, String> variables) {
        return Settings.read(new Environment(variables));
    }
}
