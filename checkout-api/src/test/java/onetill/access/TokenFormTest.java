package onetill.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormTest {

    @Test
    void three_objects_of_base64url_are_a_token() {
        assertThat(TokenForm.isSound(token("{\"alg\":\"RS256\"}", "{\"sub\":\"ada\"}")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\",\"jku\":\"https://evil.example\"}",
                "{\"alg\":\"RS256\",\"jwk\":{}}",
                "{\"alg\":\"RS256\",\"x5u\":\"https://evil.example\"}",
                "{\"alg\":\"RS256\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"none\",\"alg\":\"RS256\"}",
                "[]",
                "null",
                "{} {}",
                "{"
            })
    void a_header_that_brings_its_key_or_is_no_object_is_none(String header) {
        assertThat(TokenForm.isSound(token(header, "{\"sub\":\"ada\"}"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "..", "e30.e30", "e30.e30.", "e30.e30.e30.e30", "e30=.e30.e30", "e30.é30.e30", "e30.e30.e3 0"
            })
    void what_has_another_form_is_none(String token) {
        assertThat(TokenForm.isSound(token)).isFalse();
    }

    @Test
    void two_claims_of_one_name_are_none_also_deep_inside() {
        assertThat(TokenForm.isSound(token("{}", "{\"aud\":\"a\",\"aud\":\"b\"}")))
                .isFalse();
        assertThat(TokenForm.isSound(token("{}", "{\"realm_access\":{\"roles\":[],\"roles\":[\"admin\"]}}")))
                .isFalse();
    }

    @Test
    void what_is_long_is_not_even_read() {
        assertThat(TokenForm.isSound(token("{}", "{\"x\":\"%s\"}".formatted("x".repeat(9_000)))))
                .isFalse();
    }

    private static String token(String header, String claims) {
        return encoded(header) + "." + encoded(claims) + ".c2ln";
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
