package onetill.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import onetill.problem.ProblemException;
import org.junit.jupiter.api.Test;

class YearsTest {

    private record Plan(OffsetDateTime from, LocalDate day, List<String> names) {}

    @Test
    void times_and_days_of_four_digit_years_are_read() throws Exception {
        var plan = Json.MAPPER.readValue(
                "{\"from\":\"2026-11-23T10:00:00+01:00\",\"day\":\"9999-12-31\",\"names\":[\"a\"]}", Plan.class);

        assertThat(plan.from()).isEqualTo(OffsetDateTime.parse("2026-11-23T09:00:00Z"));
        assertThat(plan.day()).isEqualTo(LocalDate.of(9999, 12, 31));
        assertThat(Years.time("from", "2026-11-23T10:00:00 01:00")).isEqualTo("2026-11-23T10:00:00+01:00");
    }

    @Test
    void years_that_only_java_knows_are_refused_with_what_is_taken() {
        for (var text : List.of(
                "{\"from\":\"+999999999-12-31T23:59:59Z\"}",
                "{\"from\":\"-0001-01-01T00:00:00Z\"}",
                "{\"day\":\"+10000-01-01\"}")) {
            assertThatThrownBy(() -> Json.MAPPER.readValue(text, Plan.class))
                    .isInstanceOfSatisfying(
                            JsonMappingException.class,
                            e -> assertThat(Misread.of(e).text())
                                    .containsAnyOf("it takes a time such as", "it takes a date such as"));
        }
        assertThatThrownBy(() -> Years.time("from", "+999999999-12-31T23:59:59Z"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Years.day("from", "-9999-01-01")).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_list_has_no_holes() {
        assertThatThrownBy(() -> Json.MAPPER.readValue("{\"names\":[\"a\",null]}", Plan.class))
                .isInstanceOfSatisfying(
                        JsonMappingException.class,
                        e -> assertThat(Misread.of(e).text()).contains("names").doesNotContain("onetill"));
    }
}
