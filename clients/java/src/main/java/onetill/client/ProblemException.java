package onetill.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The server answered, and the answer is no. The message says what is wrong and what to do; a decline is no problem. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, Object> document;
    private final transient Optional<Duration> retryAfter;

    ProblemException(int status, Map<String, Object> document, Optional<Duration> retryAfter) {
        super(text(document, "detail").or(() -> text(document, "title")).orElse("HTTP " + status));
        this.status = status;
        this.document = document;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    /** Such as {@code /problems/total-changed}; {@code about:blank} when somebody between us has answered. */
    public String type() {
        return text(document, "type").orElse("about:blank");
    }

    /** Whether it is this one, such as {@code total-changed}. */
    public boolean is(String code) {
        return type().equals("/problems/" + code);
    }

    /** The kind of problem in words. */
    public String title() {
        return text(document, "title").orElse("HTTP " + status);
    }

    /** What is wrong with this very request, and what to do. */
    public String detail() {
        return text(document, "detail").orElse(title());
    }

    /** What to quote to whoever runs the server. */
    public Optional<String> requestId() {
        return text(document, "request_id");
    }

    /** After which time the same request is right. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** The session as it is now, where the problem brings it. */
    public Optional<Session> session() {
        return Optional.ofNullable(document.get("session")).map(it -> Wire.MAPPER.convertValue(it, Session.class));
    }

    private static Optional<String> text(Map<String, Object> document, String name) {
        return document.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
