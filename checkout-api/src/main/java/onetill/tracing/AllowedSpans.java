package onetill.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last door before the collector: lets our own spans and those of matched requests pass, with what {@link Detail} lists. A list
 * of what is forbidden would have to foresee what a next version of the server writes.
 */
final class AllowedSpans implements SpanExporter {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey(Detail.METHOD.attribute());
    private static final AttributeKey<String> MATCHED = AttributeKey.stringKey(Detail.ROUTE.attribute());
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<String> EXCEPTION = AttributeKey.stringKey("exception.type");

    private final SpanExporter collector;

    AllowedSpans(SpanExporter collector) {
        this.collector = collector;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        var allowed = spans.stream()
                .filter(AllowedSpans::isTold)
                .<SpanData>map(Allowed::new)
                .toList();
        return allowed.isEmpty() ? CompletableResultCode.ofSuccess() : collector.export(allowed);
    }

    /** A request that no route was found for says nothing but its path, which anybody can write. */
    private static boolean isTold(SpanData span) {
        return isOurs(span)
                || span.getKind() == SpanKind.SERVER && span.getAttributes().get(MATCHED) != null;
    }

    private static boolean isOurs(SpanData span) {
        return span.getInstrumentationScopeInfo().getName().equals(Traces.SCOPE);
    }

    @Override
    public CompletableResultCode flush() {
        return collector.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return collector.shutdown();
    }

    private static Attributes allowed(Attributes given) {
        var allowed = Attributes.builder();
        given.forEach((key, value) -> {
            if (Detail.allows(key.getKey())) put(allowed, key, value);
        });
        return allowed.build();
    }

    @SuppressWarnings("unchecked") // the value came with this key
    private static void put(AttributesBuilder to, AttributeKey<?> key, Object value) {
        if (key.equals(MATCHED)) to.put(ROUTE, (String) value);
        else to.put((AttributeKey<Object>) key, value);
    }

    /** A span as it may be seen. */
    private static final class Allowed extends DelegatingSpanData {

        private final Attributes attributes;
        private final String name;
        private final List<EventData> events;

        Allowed(SpanData given) {
            super(given);
            attributes = allowed(given.getAttributes());
            name = isOurs(given) ? given.getName() : attributes.get(METHOD) + " " + attributes.get(ROUTE);
            events = given.getEvents().stream()
                    .filter(it -> it.getAttributes().get(EXCEPTION) != null)
                    .map(Allowed::withoutMessage)
                    .toList();
        }

        private static EventData withoutMessage(EventData thrown) {
            var type = Attributes.of(
                    EXCEPTION, String.valueOf(thrown.getAttributes().get(EXCEPTION)));
            return EventData.create(thrown.getEpochNanos(), "exception", type);
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public int getTotalAttributeCount() {
            return attributes.size();
        }

        @Override
        public List<EventData> getEvents() {
            return events;
        }

        @Override
        public int getTotalRecordedEvents() {
            return events.size();
        }

        @Override
        public List<LinkData> getLinks() {
            return List.of();
        }

        @Override
        public int getTotalRecordedLinks() {
            return 0;
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }

        /** Without the state the caller sent along, which can be any text. */
        @Override
        public SpanContext getSpanContext() {
            var given = super.getSpanContext();
            return SpanContext.create(
                    given.getTraceId(), given.getSpanId(), given.getTraceFlags(), TraceState.getDefault());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }
}
