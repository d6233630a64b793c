package onetill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoItemTest {

    @Test
    void may_have_commas_and_quotes_in_its_words() {
        var fields = DemoItem.fields("A-1,\"Cup, big\",,\"so \"\"hot\"\"\"");

        assertThat(fields).containsExactly("A-1", "Cup, big", "", "so \"hot\"");
    }

    @Test
    void is_priced_and_counted_where_the_file_says_so() {
        var cup = DemoItem.of("CUP,Cup,Holds tea.,Ceramics,standard,false,2100300001377,1600,,60,40");
        var course = DemoItem.of("COURSE,Course,On line.,Digital,standard,true,,4900,5200,,");

        assertThat(cup.pricesMinor()).containsOnlyKeys("EUR").containsEntry("EUR", 1600L);
        assertThat(cup.stock()).containsEntry("berlin-mitte", 60L).containsEntry("hamburg", 40L);
        assertThat(course.barcode()).isEmpty();
        assertThat(course.stock()).isEmpty();
    }

    @Test
    void there_are_sixty_and_no_two_are_taken_for_each_other() {
        assertThat(all()).hasSize(60);
        assertThat(all()).extracting(DemoItem::sku).doesNotHaveDuplicates();
        assertThat(all()).extracting(DemoItem::name).doesNotHaveDuplicates();
        assertThat(all().stream().flatMap(it -> it.barcode().stream())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void has_a_barcode_that_a_scanner_accepts_and_no_real_product_carries(DemoItem item) {
        assertThat(item.barcode().isPresent()).isNotEqualTo(item.digital());
        item.barcode()
                .ifPresent(it -> assertThat(it)
                        .matches("2[0-9]{12}")
                        .satisfies(code -> assertThat(weighted(code) % 10).isZero()));
    }

    /** The simulated reader declines by the last two digits of an amount; sums of tens never end in one of those. */
    @ParameterizedTest
    @MethodSource("all")
    void has_a_price_that_no_test_reader_declines(DemoItem item) {
        assertThat(item.pricesMinor()).containsKey("EUR");
        assertThat(item.pricesMinor().values())
                .allSatisfy(it -> assertThat(it % 10).isZero());
    }

    @ParameterizedTest
    @MethodSource("all")
    void has_a_picture(DemoItem item) {
        assertThat(Path.of("src/main/webapp" + item.imageUrl())).isNotEmptyFile();
    }

    static List<DemoItem> all() {
        return DemoItem.all();
    }

    /** EAN-13: digits count 1 and 3 in turns, and the check digit makes it a multiple of ten. */
    private static int weighted(String code) {
        var sum = 0;
        for (var at = 0; at < code.length(); at++) {
            sum += Character.digit(code.charAt(at), 10) * (at % 2 == 0 ? 1 : 3);
        }
        return sum;
    }
}
