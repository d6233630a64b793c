package onetill.screens;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrotliTest {

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip, deflate, br", "gzip, br;q=0.9, zstd"})
    void is_read_by_a_browser_that_says_so(String header) {
        assertThat(Brotli.isAccepted(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gzip", "br;q=0", "gzip, br;q=0.0", "brotli"})
    void is_not_sent_to_others(String header) {
        assertThat(Brotli.isAccepted(header)).isFalse();
    }

    @Test
    void is_not_sent_to_who_says_nothing() {
        assertThat(Brotli.isAccepted(null)).isFalse();
    }
}
