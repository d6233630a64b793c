package onetill.orderstatus;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import onetill.notification.Medium;
import onetill.problem.ProblemException;
import onetill.text.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is said of something in one language by one medium.
 *
 * @param kind of what
 * @param locale the buyer's language, a language tag (BCP 47) such as {@code de}
 * @param subject of an e-mail; null for a text message
 * @param text with placeholders in braces; a line with one that has nothing to say is left out
 */
@Schema(name = "NoticeTemplate")
public record NoticeTemplate(
        @NotNull NoticeKind kind,

        @NotNull
        @Pattern(regexp = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", message = "is a language tag such as de or de-AT")
        @Size(max = 35)
        String locale,

        @NotNull Medium medium,
        @Nullable @Size(max = 200) String subject,
        @NotBlank @Size(max = 5_000) String text) {

    /** So many a telephone puts together of its parts. */
    private static final int LONGEST_SMS = 600;

    /**
     * @param subject null for a text message
     */
    record Words(@Nullable String subject, String text) {}

    /** @throws ProblemException VALIDATION_FAILED when it could not be sent like this */
    NoticeTemplate checked() {
        var why = wrong();
        if (why.isPresent())
            throw ProblemException.invalid(
                    "data", "%s %s %s: %s".formatted(kind.stored(), locale, medium.stored(), why.get()));
        return this;
    }

    /** What is wrong with it; empty when nothing is. */
    Optional<String> wrong() {
        var hasSubject = subject != null && !subject.isBlank();
        if (medium == Medium.EMAIL && !hasSubject) return Optional.of("an e-mail needs a subject");
        if (medium == Medium.SMS && subject != null) return Optional.of("a text message has no subject; leave it out");
        if (medium == Medium.SMS && text.length() > LONGEST_SMS) {
            return Optional.of("a text message has %d characters at most".formatted(LONGEST_SMS));
        }
        return Filling.placeholders(subject == null ? text : subject + "\n" + text).stream()
                .filter(it -> !kind.placeholders().contains(it))
                .findFirst()
                .map(it -> "{%s} is not known here; use {%s}".formatted(it, String.join("}, {", kind.placeholders())));
    }

    Words filled(Map<String, String> values) {
        return new Words(
                subject == null ? null : PlainText.of(Filling.line(subject, values)),
                Filling.lines(text, values) + "\n");
    }
}
