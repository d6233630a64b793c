package onetill.screens;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentPolicyTest {

    ContentPolicy policy = new ContentPolicy(
            URI.create("http://localhost:9180/v3/stripe.js"), Optional.of(URI.create("http://localhost:9280/staff")));

    @Test
    void the_checkout_may_load_the_provider_and_nobody_else() {
        assertThat(policy.forPage("/checkout", List.of("'sha256-x'")))
                .contains("script-src 'self' http://localhost:9180;")
                .contains("frame-src http://localhost:9180;")
                .contains("connect-src 'self' http://localhost:9180;")
                .contains("style-src 'self' 'sha256-x';")
                .doesNotContain("9280")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/desk"})
    void a_page_of_staff_may_talk_to_the_issuer_and_loads_no_provider(String page) {
        assertThat(policy.forPage(page, List.of()))
                .contains("connect-src 'self' http://localhost:9280;")
                .contains("script-src 'self';")
                .contains("frame-src 'none';");
    }

    @Test
    void no_page_may_be_framed_by_another_site() {
        assertThat(policy.forPage("/store", List.of())).endsWith("frame-ancestors 'none'");
    }

    @Test
    void stripe_itself_may_frame_the_bank_and_call_its_own_server() {
        var stripe = new ContentPolicy(URI.create("https://js.stripe.com/dahlia/stripe.js"), Optional.empty());

        assertThat(stripe.forPage("/checkout", List.of()))
                .contains("https://hooks.stripe.com")
                .contains("connect-src 'self' https://js.stripe.com https://api.stripe.com;");
    }

    @Test
    void payment_is_for_the_checkout_and_the_frames_of_the_provider() {
        var stripe = new ContentPolicy(URI.create("https://js.stripe.com/dahlia/stripe.js"), Optional.empty());

        assertThat(policy.permissions("/checkout")).endsWith("payment=(self \"http://localhost:9180\")");
        assertThat(stripe.permissions("/checkout"))
                .contains("camera=()")
                .endsWith("payment=(self \"https://js.stripe.com\" \"https://*.js.stripe.com\""
                        + " \"https://hooks.stripe.com\" \"https://pay.google.com\")");
        assertThat(policy.permissions("/admin")).endsWith("payment=()");
    }

    @Test
    void a_worker_asks_for_its_own_files_and_nothing_else() {
        assertThat(ContentPolicy.ofWorker()).isEqualTo("default-src 'none'; connect-src 'self'");
    }

    @Test
    void what_is_no_page_may_do_nothing() {
        assertThat(ContentPolicy.ofWhatIsNoPage(List.of("'sha256-x'")))
                .isEqualTo("default-src 'none'; style-src 'sha256-x'; form-action 'none'; base-uri 'none'; "
                        + "frame-ancestors 'none'");
    }
}
