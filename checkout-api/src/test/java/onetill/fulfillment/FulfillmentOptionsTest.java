package onetill.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FulfillmentOptionsTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);

    @Test
    void carriers_rest_on_sundays() {
        assertThat(FulfillmentOptions.workingDays(FRIDAY, 2)).isEqualTo("2026-11-30");
    }

    @Test
    void no_days_is_today() {
        assertThat(FulfillmentOptions.workingDays(FRIDAY, 0)).isEqualTo(FRIDAY);
    }
}
