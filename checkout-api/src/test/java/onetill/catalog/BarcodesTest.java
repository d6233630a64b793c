package onetill.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarcodesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4006381333931",
                "036000291452",
                "96385074",
                "10012345000017",
                "ABC-1",
                "123",
                "12345678901234567"
            })
    void what_is_right_or_no_gtin_at_all_is_not_mistyped(String barcode) {
        assertThat(Barcodes.isMistyped(barcode)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4006381333932", "036000291453", "96385075", "4006381339331"})
    void a_wrong_digit_or_two_that_changed_places_are_found(String barcode) {
        assertThat(Barcodes.isMistyped(barcode)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "036000291452, 0036000291452",
        "4006381333931, 4006381333931",
        "4006 3813 33931, 4006381333931",
        "ABC-1, ABC1"
    })
    void a_upc_is_kept_as_the_ean_it_is(String typed, String kept) {
        assertThat(Barcodes.normalized(typed)).isEqualTo(kept);
    }
}
