package onetill.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/json",
                "application/json;q=0",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
                "text/plain;charset=\"utf, 8\"",
                "application/json,"
            })
    void what_clients_send_is_accepted(String accept) {
        assertThat(HeaderGuard.isMediaRanges(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"garbage", "application/json;q=x", "*/*;q=2", "*/*;q=1.5", "a/b/c", "text/", "\u00e4/b", ";;;"})
    void what_is_no_list_of_media_types_is_not(String accept) {
        assertThat(HeaderGuard.isMediaRanges(accept)).isFalse();
    }

    @Test
    void a_media_type_has_two_parts_and_may_have_parameters() {
        assertThat(HeaderGuard.isMediaType("application/json; charset=utf-8")).isTrue();
        assertThat(HeaderGuard.isMediaType("multipart/form-data; boundary=\"a;b\""))
                .isTrue();
        assertThat(HeaderGuard.isMediaType("garbage")).isFalse();
        assertThat(HeaderGuard.isMediaType("")).isFalse();
    }

    @Test
    void a_long_header_is_refused_before_it_is_looked_at() {
        assertThat(HeaderGuard.isMediaRanges("a/b".repeat(2_000))).isFalse();
    }
}
