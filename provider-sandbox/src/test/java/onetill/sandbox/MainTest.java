package onetill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import onetill.sandbox.nexo.NexoSandboxConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @Test
    void needs_no_settings() {
        var config = Main.config(Map.of());

        assertThat(config.port()).isEqualTo(9180);
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.dataFolder()).isNull();
        assertThat(config.webhookUrl()).isNull();
        assertThat(config.secretKey()).isEqualTo("sk_test_sandbox");
        assertThat(config.publishableKey()).isEqualTo("pk_test_sandbox");
        assertThat(config.latency()).isEqualTo(Duration.ofMillis(50));
        assertThat(config.controlPort()).isNull();
    }

    @Test
    void takes_its_settings_from_the_environment() {
        var config = Main.config(Map.of(
                "SANDBOX_PORT", "9999",
                "SANDBOX_DATA", "data",
                "SANDBOX_WEBHOOK_URL", "http://localhost:9080/webhooks/stripe",
                "SANDBOX_LATENCY", "PT0.05S/PT0.15S",
                "SANDBOX_CONTROL_PORT", "9181"));

        assertThat(config.port()).isEqualTo(9999);
        assertThat(config.dataFolder()).isEqualTo(Path.of("data"));
        assertThat(config.webhookUrl()).isEqualTo("http://localhost:9080/webhooks/stripe");
        assertThat(config.latency()).isEqualTo(Duration.ofMillis(50));
        assertThat(config.latencyAtMost()).isEqualTo(Duration.ofMillis(150));
        assertThat(config.controlPort()).isEqualTo(9181);
    }

    @Test
    void terminals_are_there_only_with_a_port() {
        assertThat(Main.nexo(Map.of())).isNull();
        assertThat(Main.nexo(Map.of("NEXO_SANDBOX_PORT", "9190")))
                .isEqualTo(new NexoSandboxConfig("127.0.0.1", 9190, "sale", "nexo_sandbox"));
    }

    @ParameterizedTest
    @CsvSource({
        "SANDBOX_PORT, http",
        "SANDBOX_PORT, 70000",
        "SANDBOX_CONTROL_PORT, on",
        "SANDBOX_LATENCY, 50ms",
        "SANDBOX_LATENCY, PT-1S",
        "SANDBOX_WEBHOOK_DELAY, soon",
        "SANDBOX_WEBHOOK_URL, localhost:9080",
        "SANDBOX_SECRET_KEY, sk_live_1",
        "SANDBOX_PUBLISHABLE_KEY, pk_live_1",
    })
    void names_the_setting_that_is_wrong_and_no_secret(String name, String value) {
        assertThatThrownBy(() -> Main.config(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("_live_");
    }

    @Test
    void the_adyen_shaped_one_runs_only_where_it_has_a_port() {
        assertThat(Main.adyen(java.util.Map.of())).isNull();
        var config = Main.adyen(java.util.Map.of("ADYEN_SANDBOX_PORT", "9190", "ADYEN_SANDBOX_API_KEY", "AQE_1"));

        assertThat(config).isNotNull();
        assertThat(config.port()).isEqualTo(9190);
        assertThat(config.apiKey()).isEqualTo("AQE_1");
    }
}
