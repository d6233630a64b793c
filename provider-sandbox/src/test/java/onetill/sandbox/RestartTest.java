package onetill.sandbox;

import static onetill.sandbox.Sdk.key;
import static onetill.sandbox.Sdk.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    @TempDir
    Path folder;

    StripeSandbox sandbox;
    Sdk sdk;

    @BeforeEach
    void start() throws IOException {
        sandbox = StripeSandbox.start(SandboxConfig.inMemory().withDataFolder(folder));
        sdk = new Sdk(sandbox);
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    private Path file() {
        return folder.resolve("stripe.jsonl");
    }

    @Test
    void payments_and_their_cards_survive() throws Exception {
        var held = sdk.held("pm_card_visa");
        var waiting = sdk.create(paying("pm_card_threeDSecure2Required"));
        stop();
        start();

        assertThat(sdk.get(held.getId())).isEqualTo(held);
        assertThat(sdk.v1().paymentIntents().capture(held.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(sdk.get(waiting.getId()).getStatus()).isEqualTo("requires_action");
    }

    @Test
    void keys_survive() throws Exception {
        var params = paying("pm_card_visa").build();
        var first = sdk.v1().paymentIntents().create(params, key("a"));
        stop();
        start();

        assertThat(sdk.v1().paymentIntents().create(params, key("a")).getId()).isEqualTo(first.getId());
        assertThat(sandbox.paymentIntents()).hasSize(1);
    }

    @Test
    void a_line_cut_off_by_a_crash_is_forgotten_and_what_follows_is_not() throws Exception {
        var paid = sdk.create(paying("pm_card_visa"));
        stop();
        Files.writeString(file(), "{\"objects\":[{\"id\":\"pi_half", StandardOpenOption.APPEND);
        start();
        var next = sdk.create(paying("pm_card_visa"));
        stop();
        start();

        assertThat(sdk.get(paid.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(sdk.get(next.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(sandbox.paymentIntents()).hasSize(2);
    }

    @Test
    void all_of_a_request_is_in_the_file_before_it_is_answered() throws Exception {
        var paid = sdk.create(paying("pm_card_visa"));
        var asIfKilled = folder.resolve("copy");
        Files.createDirectories(asIfKilled);
        Files.copy(file(), asIfKilled.resolve("stripe.jsonl"));

        try (var other = StripeSandbox.start(SandboxConfig.inMemory().withDataFolder(asIfKilled))) {
            assertThat(new Sdk(other).get(paid.getId())).isEqualTo(paid);
            assertThat(other.charges()).hasSize(1);
        }
    }

    @Test
    void no_card_number_is_ever_written() throws Exception {
        var intent = sdk.create(Sdk.intent());
        sdk.browser(
                "POST",
                "/v1/payment_intents/" + intent.getId() + "/confirm",
                "client_secret=" + intent.getClientSecret()
                        + "&payment_method_data[type]=card&payment_method_data[card][number]=4242424242424242"
                        + "&payment_method_data[card][exp_month]=12&payment_method_data[card][exp_year]=34"
                        + "&payment_method_data[card][cvc]=123");
        stop();

        assertThat(Files.readString(file(), StandardCharsets.UTF_8))
                .contains("\"last4\":\"4242\"")
                .doesNotContain("4242424242424242", "\"cvc\":");
        start();
    }

    @Test
    void two_sandboxes_do_not_share_a_folder() {
        assertThatThrownBy(() -> StripeSandbox.start(SandboxConfig.inMemory().withDataFolder(folder)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
    }
}
