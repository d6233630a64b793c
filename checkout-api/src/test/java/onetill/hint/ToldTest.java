package onetill.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import onetill.hint.ClientHintsResource.Told;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToldTest {

    @Test
    void a_field_a_kind_and_a_time_are_all_there_is() {
        assertThat(new Told("buyer.email", HintKind.FILLED, null, 3_400L, null).read(0))
                .isEqualTo(new Hint(HintField.EMAIL, HintKind.FILLED, 1, Duration.ofMillis(3_400), null));
        assertThat(new Told("fulfillment.address.city", HintKind.ERROR_SHOWN, 2, null, HintProblem.MISSING).read(0))
                .isEqualTo(new Hint(HintField.CITY, HintKind.ERROR_SHOWN, 2, null, HintProblem.MISSING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "buyer.email ", "BUYER.EMAIL", "buyer", "fulfillment.address", ""})
    void what_is_no_field_is_refused_and_not_repeated(String field) {
        var told = new Told(field, HintKind.FOCUSED, null, null, null);

        assertThatThrownBy(() -> told.read(3)).isInstanceOfSatisfying(ProblemException.class, it -> {
            assertThat(it.members()).containsEntry("field", "hints[3].field");
            assertThat(it.detail()).isEqualTo("it is one of " + HintField.names());
        });
    }

    @Test
    void a_time_and_a_problem_stand_only_where_they_say_something() {
        assertThatThrownBy(() -> new Told("buyer.email", HintKind.FOCUSED, null, 10L, null).read(0))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("only filled takes a time");
        assertThatThrownBy(() -> new Told("buyer.email", HintKind.FILLED, null, null, HintProblem.REFUSED).read(0))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("only error_shown has a problem");
    }

    @Test
    void the_document_names_every_field() throws NoSuchMethodException {
        var schema = Told.class.getDeclaredConstructors()[0].getParameters()[0].getAnnotation(Schema.class);

        assertThat(schema.enumeration())
                .containsExactlyInAnyOrder(
                        Arrays.stream(HintField.values()).map(HintField::stored).toArray(String[]::new));
    }
}
