package onetill.tracing;

import io.opentelemetry.api.trace.Span;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.eclipse.persistence.sessions.SessionProfiler;
import org.eclipse.persistence.sessions.SessionProfilerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * One span for each statement the database is sent, by the only place where EclipseLink tells of it. Named in persistence.xml.
 * When traces are off it weighs nothing, and EclipseLink does not call it again.
 */
public final class StatementSpans extends SessionProfilerAdapter {

    /** Statements of a thread come one after the other. */
    private final ThreadLocal<@Nullable Span> running = new ThreadLocal<>();

    @Override
    public int getProfileWeight() {
        return Traces.areOn() ? SessionProfiler.ALL : SessionProfiler.NONE;
    }

    @Override
    public void startOperationProfile(String operation, @Nullable DatabaseQuery query, int weight) {
        if (!operation.equals(SessionProfiler.StatementExecute)) return;
        var span = Traces.statement(query == null ? null : query.getSQLString());
        if (span != null) running.set(span);
    }

    @Override
    public void endOperationProfile(String operation, @Nullable DatabaseQuery query, int weight) {
        if (!operation.equals(SessionProfiler.StatementExecute)) return;
        var span = running.get();
        if (span == null) return;
        running.remove();
        span.end();
    }
}
