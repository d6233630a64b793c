package onetill.screens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagePathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/orders", "/orders/1001", "/signed-in"})
    void a_path_without_an_extension_is_the_page(String below) {
        assertThat(PagePath.of("/admin", below).file()).isEqualTo("/admin/index.html");
    }

    @Test
    void the_way_back_from_the_bank_is_the_checkout() {
        assertThat(PagePath.of("/checkout", "/return").isPage()).isTrue();
    }

    @Test
    void an_asset_is_itself_and_may_be_kept_for_ever() {
        var path = PagePath.of("/checkout", "/assets/index-1a2b.js");

        assertThat(path.file()).isEqualTo("/checkout/assets/index-1a2b.js");
        assertThat(path.isImmutable()).isTrue();
        assertThat(path.contentType()).isEqualTo("text/javascript; charset=utf-8");
    }

    @Test
    void a_worker_is_no_page_and_is_asked_for_anew() {
        var path = PagePath.of("/till", "/worker.js");

        assertThat(path.isWorker()).isTrue();
        assertThat(path.isPage()).isFalse();
        assertThat(path.isImmutable()).isFalse();
    }

    @Test
    void a_script_for_pages_of_others_is_allowed_to_them() {
        assertThat(PagePath.of("/embed", "/buy-button.js").isForOthers()).isTrue();
        assertThat(PagePath.of("/checkout", "/assets/index-1a2b.js").isForOthers())
                .isFalse();
        assertThat(PagePath.of("/embed", "/").isForOthers()).isFalse();
    }

    @Test
    void a_page_is_asked_for_anew_each_time() {
        assertThat(PagePath.of("/checkout", "/").isImmutable()).isFalse();
    }

    @Test
    void a_page_has_a_file_for_each_of_its_languages_and_an_asset_has_none() {
        assertThat(PagePath.of("/checkout", "/return").in(Locale.GERMANY).file())
                .isEqualTo("/checkout/index.de.html");
        assertThat(PagePath.of("/checkout", "/assets/a.js").in(Locale.GERMANY).file())
                .isEqualTo("/checkout/assets/a.js");
    }
}
