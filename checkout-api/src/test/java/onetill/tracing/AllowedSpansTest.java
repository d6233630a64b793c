package onetill.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedSpansTest {

    private final List<SpanData> told = new ArrayList<>();
    private final SdkTracerProvider telemetry = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new AllowedSpans(new Collector())))
            .build();
    private final Tracer ours = telemetry.get(Traces.SCOPE);
    private final Tracer servers = telemetry.get("io.openliberty.microprofile.telemetry");

    private final class Collector implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            told.addAll(spans);
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

    private Span request() {
        return servers.spanBuilder("GET /checkout/ada@example.com")
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", "GET")
                .setAttribute("http.route", "/checkout/ada@example.com")
                .setAttribute("http.response.status_code", 200)
                .setAttribute("url.path", "/api/v1/customers/ada@example.com")
                .setAttribute("url.query", "email=ada@example.com")
                .setAttribute("client.address", "192.0.2.7")
                .setAttribute("user_agent.original", "Ada's browser")
                .startSpan();
    }

    @Test
    void a_request_is_told_by_method_and_matched_route_and_nothing_the_server_adds() {
        var request = request();
        request.setAttribute(Detail.ROUTE.attribute(), "/api/v1/customers/{id}");

        request.end();

        assertThat(told).hasSize(1);
        var span = told.get(0);
        assertThat(span.getName()).isEqualTo("GET /api/v1/customers/{id}");
        assertThat(span.getAttributes().asMap())
                .hasSize(3)
                .containsEntry(AttributeKey.stringKey("http.request.method"), "GET")
                .containsEntry(AttributeKey.stringKey("http.route"), "/api/v1/customers/{id}")
                .containsEntry(AttributeKey.longKey("http.response.status_code"), 200L);
        assertThat(span.getTotalAttributeCount()).isEqualTo(3);
    }

    @Test
    void a_request_no_route_was_found_for_is_not_told() {
        request().end();

        assertThat(told).isEmpty();
    }

    @Test
    void what_libraries_tell_of_themselves_stays_here() {
        servers.spanBuilder("POST https://api.example/ada@example.com")
                .setSpanKind(SpanKind.CLIENT)
                .startSpan()
                .end();

        assertThat(told).isEmpty();
    }

    @Test
    void of_what_was_thrown_the_class_is_told_and_no_message() {
        var work = ours.spanBuilder("payment stripe").startSpan();
        work.recordException(new IllegalStateException("no customer ada@example.com"));
        work.addEvent("ada@example.com wrote");
        work.setStatus(StatusCode.ERROR, "no customer ada@example.com");

        work.end();

        var span = told.get(0);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getStatus().getDescription()).isEmpty();
        assertThat(span.getEvents()).singleElement().satisfies(it -> {
            assertThat(it.getName()).isEqualTo("exception");
            assertThat(it.getAttributes().asMap())
                    .hasSize(1)
                    .containsEntry(AttributeKey.stringKey("exception.type"), "java.lang.IllegalStateException");
        });
    }

    @Test
    void what_a_caller_sends_along_with_a_trace_is_not_passed_on() {
        var parent = SpanContext.createFromRemoteParent(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.builder().put("shop", "ada_example.com").build());

        ours.spanBuilder("payment stripe")
                .setParent(Context.root().with(Span.wrap(parent)))
                .startSpan()
                .end();

        var span = told.get(0);
        assertThat(span.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(span.getSpanContext().getTraceState().isEmpty()).isTrue();
    }
}
