package onetill.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopesTest {

    @Test
    void the_first_line_that_fits_decides() {
        assertThat(Scopes.of("POST", "orders/7/refunds")).hasValue("refunds:write");
        assertThat(Scopes.of("GET", "orders/7")).hasValue("orders:read");
        assertThat(Scopes.of("POST", "channels/till-1/sales")).hasValue("sessions:write");
        assertThat(Scopes.of("PATCH", "channels/till-1")).hasValue("settings:write");
        assertThat(Scopes.of("PUT", "channels/till-1/feedback-policy")).hasValue("settings:write");
        assertThat(Scopes.of("POST", "export-destinations/7/deliveries/8/retry"))
                .hasValue("exports:write");
        assertThat(Scopes.of("GET", "customers/7/personal-data")).hasValue("personal_data:read");
    }

    @Test
    void asking_by_POST_is_reading() {
        assertThat(Scopes.of("POST", "quotes")).hasValue("sessions:read");
        assertThat(Scopes.of("POST", "gift-card-lookups")).hasValue("gift_cards:read");
        assertThat(Scopes.of("POST", "customer-lookups")).hasValue("customers:read");
        assertThat(Scopes.of("POST", "notice-templates/previews")).hasValue("settings:read");
    }

    @Test
    void what_stands_nowhere_is_closed() {
        assertThat(Scopes.of("POST", "api-keys")).isEmpty();
        assertThat(Scopes.of("GET", "ordersX")).isEmpty();
        assertThat(Scopes.of("GET", "")).isEmpty();
    }

    @Test
    void writing_is_reading_and_reading_is_not_writing() {
        assertThat(Scopes.cover(Set.of("orders:write"), "orders:read")).isTrue();
        assertThat(Scopes.cover(Set.of("orders:read"), "orders:write")).isFalse();
        assertThat(Scopes.cover(Set.of("orders:write"), "refunds:read")).isFalse();
    }
}
