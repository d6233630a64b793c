package onetill.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracesTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/payment_intents, /v1/payment_intents",
        "/v1/payment_intents/pi_3Px1/confirm, /v1/payment_intents/{id}/confirm",
        "/v1/customers/cus_9s6XKzkNRiz8i3, /v1/customers/{id}",
        "/v1/customers/ada@example.com, /v1/customers/{id}",
        "/v1/terminal/readers/tmr_FDOt2wlRZEdpd7/process_payment_intent, /v1/terminal/readers/{id}/process_payment_intent",
        "/v1/events?email=ada@example.com, /v1/events",
        "/v71/payments/details, /v71/payments/details",
        "/, /"
    })
    void ids_in_paths_of_calls_are_not_told(String path, String template) {
        assertThat(Traces.template(path)).isEqualTo(template);
    }

    @Test
    void values_written_into_a_statement_are_not_told() {
        assertThat(Traces.withoutValues("select  id\n from customer where email = 'ada''s@example.com' and id = ?"))
                .isEqualTo("select id from customer where email = ? and id = ?");
    }

    @Test
    void long_statements_are_cut() {
        assertThat(Traces.withoutValues("select " + "a, ".repeat(1_000))).hasSize(1_001);
    }

    @Test
    void a_statement_outside_of_anything_traced_makes_no_span() {
        assertThat(Traces.statement("select 1")).isNull();
    }
}
