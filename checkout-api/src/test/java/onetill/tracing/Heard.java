package onetill.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The spans that a collector would hear of while a test runs. */
public final class Heard implements AutoCloseable {

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();
    private final SdkTracerProvider provider;

    public Heard() {
        provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new AllowedSpans(new Collecting())))
                .build();
        Traces.by(OpenTelemetrySdk.builder().setTracerProvider(provider).build());
    }

    /** Each by its name, its kind of end and its details: {@code POST to a receiver UNSET {http.request.method="POST"}}. */
    public List<String> spans() {
        return spans.stream()
                .map(it -> "%s %s %s"
                        .formatted(
                                it.getName(),
                                it.getStatus().getStatusCode(),
                                it.getAttributes().asMap()))
                .toList();
    }

    @Override
    public void close() {
        Traces.by(OpenTelemetry.noop());
        provider.close();
    }

    private final class Collecting implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> given) {
            spans.addAll(given);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
