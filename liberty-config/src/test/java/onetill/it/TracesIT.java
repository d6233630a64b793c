package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server of the tests traces only what asks for it, so that whatever the collector hears of is from here. */
class TracesIT extends ShopTest {

    private static final String COMPLETE = "POST /api/v1/checkout-sessions/{id}/complete";

    private final String trace = HexFormat.of().formatHex(bytes(16));
    private final String caller = HexFormat.of().formatHex(bytes(8));
    private final List<byte[]> heard = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        ThreadLocalRandom.current().nextBytes(bytes);
        bytes[0] |= 1; // all zeros would be no id
        return bytes;
    }

    @BeforeEach
    void listen() throws IOException {
        var port = Integer.getInteger("it.traces.port");
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        collector.createContext("/v1/traces", this::hear);
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            heard.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private List<Span> spans() {
        return heard.stream()
                .map(TracesIT::read)
                .flatMap(it -> it.getResourceSpansList().stream())
                .flatMap(it -> it.getScopeSpansList().stream())
                .flatMap(it -> it.getSpansList().stream())
                .toList();
    }

    private static ExportTraceServiceRequest read(byte[] body) {
        try {
            return ExportTraceServiceRequest.parseFrom(body);
        } catch (IOException e) {
            throw new AssertionError("this is not OTLP", e);
        }
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private static String said(Span span, String attribute) {
        return span.getAttributesList().stream()
                .filter(it -> it.getKey().equals(attribute))
                .map(it -> it.getValue().hasStringValue()
                        ? it.getValue().getStringValue()
                        : Long.toString(it.getValue().getIntValue()))
                .findFirst()
                .orElse("");
    }

    private Span named(String name) {
        Await.until(() -> spans().stream().anyMatch(it -> it.getName().equals(name)));
        return spans().stream()
                .filter(it -> it.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Span> below(Span parent) {
        return spans().stream()
                .filter(it -> it.getParentSpanId().equals(parent.getSpanId()))
                .toList();
    }

    private Caller.Answer traced(String method, String path, String json) {
        return shop.server()
                .send(
                        method,
                        path,
                        json,
                        Map.of(
                                "traceparent", "00-%s-%s-01".formatted(trace, caller),
                                "tracestate", "shop=statesecret",
                                "baggage", "who=baggagesecret",
                                "User-Agent", "agentsecret/1.0",
                                "X-Forwarded-For", "198.51.100.77",
                                "Idempotency-Key", UUID.randomUUID().toString()));
    }

    private Caller.Answer open() {
        var opened = traced("POST", "/checkout-sessions", """
                {"channel":"web","line_items":[{"sku":"TEA"}],"buyer":{"email":"mailsecret@example.com"},
                 "fulfillment":{"address":{"name":"Namesecret","line1":"Streetsecret 1","postal_code":"10119","city":"Berlin"}}}""");
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened;
    }

    private Caller.Answer pay(String id) {
        var session = shop.server().get("/checkout-sessions/" + id).body();
        return traced(
                "POST",
                "/checkout-sessions/" + id + "/complete?note=querysecret",
                "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                        .formatted(
                                session.path("revision").asLong(),
                                session.path("total_minor").asLong()));
    }

    @Test
    void a_purchase_is_one_trace_from_http_to_sql_to_the_provider_with_its_session() {
        var opened = open();
        var id = opened.body().at("/session/id").asText();
        var paid = pay(id);
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(paid.header("io.openliberty.trace")).isEmpty();

        var complete = named(COMPLETE);
        assertThat(hex(complete.getTraceId())).isEqualTo(trace);
        assertThat(hex(complete.getParentSpanId())).isEqualTo(caller);
        assertThat(said(complete, "http.route")).isEqualTo("/api/v1/checkout-sessions/{id}/complete");
        assertThat(said(complete, "http.response.status_code")).isEqualTo("200");
        assertThat(said(complete, "onetill.session_id")).isEqualTo(id);
        assertThat(said(complete, "onetill.request_id")).isEqualTo(paid.header("Request-Id"));

        assertThat(below(complete))
                .filteredOn(it -> said(it, "db.system.name").equals("postgresql"))
                .hasSizeGreaterThan(5)
                .allMatch(it -> !said(it, "db.query.text").isEmpty()
                        || said(it, "db.operation.name").equals("BATCH"))
                .anyMatch(it -> said(it, "db.query.text").matches("(?is)select .*\\?.*for (no key )?update.*"));
        var payment = below(complete).stream()
                .filter(it -> it.getName().equals("payment stripe"))
                .findFirst()
                .orElseThrow();
        assertThat(said(payment, "onetill.outcome")).isIn("captured", "authorized");
        assertThat(below(payment))
                .filteredOn(it -> it.getKind() == Span.SpanKind.SPAN_KIND_CLIENT)
                .anyMatch(it -> it.getName().startsWith("POST /v1/payment_intents")
                        && said(it, "http.response.status_code").equals("200")
                        && said(it, "onetill.provider_request_id").startsWith("req_"));

        var open = named("POST /api/v1/checkout-sessions");
        assertThat(said(open, "onetill.session_id")).isEqualTo(id);
        System.out.printf(
                "%nA purchase in two calls: %d spans, %d bytes%n",
                spans().size(), heard.stream().mapToInt(it -> it.length).sum());
    }

    @Test
    void nothing_of_a_person_leaves_and_nothing_that_was_not_to_be_traced() {
        traced("GET", "/nowhere/pathsecret@example.com", null);
        traced("GET", "/checkout-sessions/idsecret?note=querysecret", null);
        assertThat(pay(open().body().at("/session/id").asText()).text("status")).isEqualTo("completed");
        named(COMPLETE);

        assertThat(spans()).allMatch(it -> hex(it.getTraceId()).equals(trace));
        for (var each : heard) {
            assertThat(new String(each, StandardCharsets.ISO_8859_1))
                    .doesNotContainIgnoringCase(
                            "mailsecret",
                            "namesecret",
                            "streetsecret",
                            "10119",
                            "querysecret",
                            "statesecret",
                            "baggagesecret",
                            "agentsecret",
                            "pathsecret",
                            "idsecret",
                            "198.51.100.77",
                            shop.secretKey,
                            "process.command");
        }
    }
}
