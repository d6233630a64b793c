package onetill.session;

import static onetill.session.SessionStatus.COMPLETED;
import static onetill.session.SessionStatus.COMPLETE_IN_PROGRESS;
import static onetill.session.SessionStatus.READY_FOR_COMPLETE;
import static onetill.session.SessionStatus.REQUIRES_ESCALATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import onetill.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionStatusTest {

    @ParameterizedTest
    @EnumSource(SessionEvent.class)
    void nothing_happens_to_a_completed_session(SessionEvent event) {
        assertThatThrownBy(() -> COMPLETED.on(event)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = SessionEvent.class,
            names = {"CHANGED", "FILLED", "SUBMITTED", "CANCELED", "EXPIRED"})
    void nothing_is_changed_ended_or_submitted_again_while_money_moves(SessionEvent event) {
        assertThatThrownBy(() -> COMPLETE_IN_PROGRESS.on(event)).hasMessageContaining("complete_in_progress");
        assertThatThrownBy(() -> REQUIRES_ESCALATION.on(event)).hasMessageContaining("requires_escalation");
    }

    @Test
    void a_waiting_payment_ends_by_its_answer_or_by_being_withdrawn() {
        assertThat(REQUIRES_ESCALATION.on(SessionEvent.ATTEMPT_WITHDRAWN)).isEqualTo(READY_FOR_COMPLETE);
        assertThat(REQUIRES_ESCALATION.on(SessionEvent.AUTHORIZED)).isEqualTo(COMPLETED);
    }

    @Test
    void silence_of_the_provider_leaves_the_payment_under_way() {
        assertThat(COMPLETE_IN_PROGRESS.on(SessionEvent.UNANSWERED)).isEqualTo(COMPLETE_IN_PROGRESS);
    }

    @Test
    void the_picture_in_the_architecture_shows_exactly_this_table() throws IOException {
        var drawn = Files.readString(Path.of("..", "ARCHITECTURE.md"));
        var edges = SessionStatus.TABLE.entrySet().stream()
                .flatMap(from -> from.getValue().entrySet().stream()
                        .map(on -> "    %s --> %s: %s"
                                .formatted(
                                        from.getKey().stored(),
                                        on.getValue().stored(),
                                        on.getKey().name().toLowerCase(Locale.ROOT))))
                .sorted()
                .collect(Collectors.toList());

        var section = drawn.substring(drawn.indexOf("<!-- states -->"), drawn.indexOf("<!-- /states -->"));

        assertThat(section.lines()
                        .filter(line -> line.contains(" --> ") && !line.contains("[*]"))
                        .sorted())
                .containsExactlyElementsOf(edges);
    }
}
