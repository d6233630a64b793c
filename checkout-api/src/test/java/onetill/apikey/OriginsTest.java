package onetill.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import onetill.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    @Test
    void are_written_as_browsers_write_them() {
        assertThat(Origins.checked(
                        List.of("HTTPS://Shop.Example:443", "https://shop.example", "http://localhost:5173")))
                .containsExactly("https://shop.example", "http://localhost:5173");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.example",
                "http://shop.example",
                "https://shop.example/",
                "https://shop.example/pay",
                "https://shop.example?x",
                "https://ada@shop.example",
                "https://*.example",
                "null",
                "*",
                "file:///etc",
                "https://a b"
            })
    void what_is_none_is_refused(String given) {
        assertThatThrownBy(() -> Origins.checked(List.of(given)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("origin");
    }
}
