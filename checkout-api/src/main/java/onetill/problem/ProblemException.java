package onetill.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Thrown wherever a request cannot be done; answered in one place as a problem document. */
public class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final Map<String, Object> members = new LinkedHashMap<>();
    private @Nullable Integer retryAfterSeconds;

    /** @param detail for the person who has to act on it: what is wrong with this very request, and what to do */
    public ProblemException(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    public static ProblemException notFound(String what, Object id) {
        return new ProblemException(ProblemType.NOT_FOUND, "there is no %s %s".formatted(what, id));
    }

    public static ProblemException invalid(String field, String detail) {
        return new ProblemException(ProblemType.VALIDATION_FAILED, detail).with("field", field);
    }

    /** Adds a member to the problem document, such as the current session. */
    public ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public ProblemException retryAfter(int seconds) {
        retryAfterSeconds = seconds;
        return this;
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> members() {
        return members;
    }

    public @Nullable Integer retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
