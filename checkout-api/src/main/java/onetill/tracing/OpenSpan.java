package onetill.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;

/** Something that takes its time in this thread; what begins before it is closed is a part of it. */
public final class OpenSpan implements AutoCloseable {

    private final Span span;
    private final Scope scope;

    @SuppressWarnings("MustBeClosedChecker") // by close
    OpenSpan(Span span) {
        this.span = span;
        this.scope = span.makeCurrent();
    }

    public OpenSpan with(Detail detail, String value) {
        span.setAttribute(detail.attribute(), value);
        return this;
    }

    public OpenSpan with(Detail detail, long value) {
        span.setAttribute(detail.attribute(), value);
        return this;
    }

    /** It came to nothing. Of the cause only its class is told: messages quote what people sent. */
    public void failed(Exception cause) {
        failed(cause.getClass().getSimpleName());
    }

    /** @param kind a word of a closed list or a status */
    public void failed(String kind) {
        span.setStatus(StatusCode.ERROR);
        with(Detail.ERROR, kind);
    }

    @Override
    public void close() {
        scope.close();
        span.end();
    }
}
