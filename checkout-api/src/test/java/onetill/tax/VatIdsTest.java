package onetill.tax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VatIdsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE123456789",
                "de 123 456 789",
                "ATU12345678",
                "NL123456789B01",
                "FRXX999999999",
                "EL123456789",
                "IE1A23456B"
            })
    void what_has_the_form_of_its_country_is_accepted(String vatId) {
        assertThat(VatIds.isWellFormed(vatId)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "D", "DE12345678", "DE1234567890", "GB123456789", "AT12345678", "GR123456789", "XX1"})
    void what_has_not_is_refused(String vatId) {
        assertThat(VatIds.isWellFormed(vatId)).isFalse();
    }

    @ParameterizedTest(name = "from {0} to {1} with {2}: {3}")
    @CsvSource({
        "DE, FR, FRXX999999999, true",
        "DE, FR, ATU12345678, true",
        "DE, DE, FRXX999999999, false",
        "DE, FR, DE123456789, false",
        "DE, US, FRXX999999999, false",
        "DE, FR, FR1, false",
        "US, FR, FRXX999999999, false",
        "GR, DE, EL123456789, false",
        "DE, GR, EL123456789, true",
    })
    void a_business_elsewhere_in_the_union_owes_the_tax_itself(String from, String to, String vatId, boolean reverse) {
        assertThat(VatIds.isReverseCharge(from, to, vatId)).isEqualTo(reverse);
    }

    @Test
    void without_a_number_there_is_none() {
        assertThat(VatIds.isReverseCharge("DE", "FR", null)).isFalse();
    }
}
