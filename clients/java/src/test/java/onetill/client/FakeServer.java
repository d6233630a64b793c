package onetill.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers calls by what it was told to, one after the other, and remembers them. */
final class FakeServer implements AutoCloseable {

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final HttpServer http;

    record Seen(String call, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    /** @param status 0 hangs up without a word */
    private record Answer(int status, String body, Map<String, String> headers) {}

    FakeServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    FakeServer answers(int status, String body) {
        answers.add(new Answer(status, body, Map.of()));
        return this;
    }

    FakeServer answersLater(int status, String code, int seconds) {
        answers.add(new Answer(status, problem(status, code), Map.of("Retry-After", Integer.toString(seconds))));
        return this;
    }

    FakeServer refuses(int status, String code) {
        return answers(status, problem(status, code));
    }

    FakeServer hangsUp() {
        return answers(0, "");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    private static String problem(int status, String code) {
        return """
                {"type":"/problems/%s","title":"A title","status":%d,"detail":"do this","request_id":"req_1"}""".formatted(code, status);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(new Seen(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        var answer = answers.remove();
        if (answer.status() > 0) {
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
