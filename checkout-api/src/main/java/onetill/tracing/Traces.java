package onetill.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Where spans begin. Static, because EclipseLink makes the one that tells of SQL by itself; until the server has brought a tracer,
 * and when traces are off, all of it does nothing.
 */
public final class Traces {

    static final String SCOPE = "onetill";

    private static volatile Tracer tracer = OpenTelemetry.noop().getTracer(SCOPE);

    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern WORD = Pattern.compile("[a-z_]+|v\\d{1,2}");
    private static final int LONGEST_STATEMENT = 1_000;

    private Traces() {}

    static void by(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer(SCOPE);
    }

    /** Whether they were switched on when the server started. */
    static boolean areOn() {
        return ConfigProvider.getConfig()
                .getOptionalValue("traces.endpoint", String.class)
                .isPresent();
    }

    /** Whether somebody listens to what is noted now. */
    public static boolean isUnderWay() {
        return Span.current().isRecording();
    }

    /** Says something about what is under way in this thread, if it is traced. */
    public static void note(Detail detail, String value) {
        Span.current().setAttribute(detail.attribute(), value);
    }

    /** A piece of our own work. */
    public static OpenSpan work(String name) {
        return new OpenSpan(tracer.spanBuilder(name).startSpan());
    }

    /**
     * A call to somebody else, who is not told of the trace.
     *
     * @param path is told with {@code {id}} for everything that is not a word of an API
     */
    public static OpenSpan call(String method, String path) {
        var template = template(path);
        var span = tracer.spanBuilder(method + " " + template)
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
        return new OpenSpan(span).with(Detail.METHOD, method).with(Detail.CALLED, template);
    }

    /** A statement, if it is part of something that is traced: what runs by itself again and again would be nothing but noise. */
    static @Nullable Span statement(@Nullable String sql) {
        if (!isUnderWay()) return null;
        var text = sql == null ? "" : withoutValues(sql);
        var operation = operation(text);
        return tracer.spanBuilder(operation)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(Detail.DATABASE.attribute(), "postgresql")
                .setAttribute(Detail.OPERATION.attribute(), operation)
                .setAttribute(Detail.STATEMENT.attribute(), text)
                .startSpan();
    }

    private static String operation(String sql) {
        var word = sql.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        return WORD.matcher(word.toLowerCase(Locale.ROOT)).matches() ? word : "BATCH";
    }

    /** Ours have placeholders; should a value ever be written into one, it stays here all the same. */
    static String withoutValues(String sql) {
        var text = SPACE.matcher(LITERAL.matcher(sql).replaceAll("?"))
                .replaceAll(" ")
                .strip();
        return text.length() <= LONGEST_STATEMENT ? text : text.substring(0, LONGEST_STATEMENT) + "…";
    }

    static String template(String path) {
        var template = new StringBuilder();
        for (var segment : path.replaceFirst("[?#].*", "").split("/")) {
            if (segment.isEmpty()) continue;
            template.append('/').append(WORD.matcher(segment).matches() ? segment : "{id}");
        }
        return template.isEmpty() ? "/" : template.toString();
    }
}
