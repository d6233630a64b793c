package onetill.screens;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetyHeadersTest {

    private static final String HSTS = "Strict-Transport-Security";

    private static Map<String, String> at(String publicUrl, Duration httpsOnly) {
        return new SafetyHeaders(Optional.of(URI.create(publicUrl)), httpsOnly, List.of()).all();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://checkout.example", "HTTPS://checkout.example:8443/"})
    void browsers_that_came_by_https_come_by_nothing_else_for_two_years(String publicUrl) {
        assertThat(at(publicUrl, Duration.ofDays(730))).containsEntry(HSTS, "max-age=63072000");
    }

    @Test
    void that_can_be_taken_back() {
        assertThat(at("https://checkout.example", Duration.ZERO)).containsEntry(HSTS, "max-age=0");
    }

    @Test
    void without_https_nobody_is_told_to_use_it() {
        assertThat(at("http://localhost:9080", Duration.ofDays(730))).doesNotContainKey(HSTS);
        assertThat(new SafetyHeaders(Optional.empty(), Duration.ofDays(730), List.of()).all())
                .doesNotContainKey(HSTS);
    }

    @Test
    void the_rest_is_there_always() {
        assertThat(at("http://localhost:9080", Duration.ZERO))
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
                .containsKeys("Content-Security-Policy", "Permissions-Policy");
    }
}
