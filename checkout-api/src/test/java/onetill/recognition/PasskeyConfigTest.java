package onetill.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasskeyConfigTest {

    private static PasskeyConfig config(String url, String relyingParty, String... origins) {
        var config = new PasskeyConfig();
        config.publicUrl = URI.create(url);
        config.relyingParty = Optional.ofNullable(relyingParty);
        config.otherOrigins = origins.length == 0 ? Optional.empty() : Optional.of(List.of(origins));
        return config;
    }

    @Test
    void the_public_address_says_all_by_itself() {
        var config = config("https://checkout.shop.example:8443/", null);

        config.check();

        assertThat(config.relyingPartyId()).isEqualTo("checkout.shop.example");
        assertThat(config.origins()).containsExactly("https://checkout.shop.example:8443");
    }

    @Test
    void several_pages_and_an_app_share_a_domain() {
        var config = config(
                "https://checkout.shop.example",
                "shop.example",
                "https://checkout.shop.example",
                "https://shop.example",
                "android:apk-key-hash:abc");

        config.check();

        assertThat(config.origins()).hasSize(3);
    }

    @Test
    void a_page_outside_of_the_domain_stops_the_server_at_its_start() {
        for (var foreign : List.of("https://evil.example", "https://evilshop.example", "https://example")) {
            assertThatThrownBy(
                            () -> config("https://shop.example", null, foreign).check())
                    .hasMessageContaining(foreign)
                    .hasMessageContaining("PASSKEY_RP_ID");
        }
    }
}
