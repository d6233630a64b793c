package onetill.screens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageFileTest {

    @ParameterizedTest
    @ValueSource(strings = {"/checkout", "/store", "/admin", "/till", "/desk"})
    void each_page_is_in_the_jar_with_its_twin(String page) {
        var file = PageFile.read(PagePath.of(page, "/")).orElseThrow();

        assertThat(new String(file.content(), UTF_8)).contains("<meta charset=\"utf-8\">");
        assertThat(file.brotli()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../../../onetill/screens/PageFile.class", "/assets/none.js", "/index.html.br"})
    void nothing_else_is_handed_out(String below) {
        assertThat(PageFile.read(PagePath.of("/checkout", below))).isEmpty();
    }

    @Test
    void names_the_style_of_a_page_as_a_policy_does() {
        var file = new PageFile("<style>a{color:red}</style>".getBytes(UTF_8), null);

        assertThat(file.styleHashes()).containsExactly("'sha256-6hWWMOcF+mJesSJGYhmK2lkIIEw9Xc5XKGLPVzh8yxs='");
    }

    @Test
    void has_another_tag_when_its_content_is_another() {
        var one = new PageFile("one".getBytes(UTF_8), null);
        var other = new PageFile("other".getBytes(UTF_8), null);

        assertThat(one.entityTag()).isNotEqualTo(other.entityTag());
    }
}
