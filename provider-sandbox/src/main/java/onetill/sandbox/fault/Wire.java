package onetill.sandbox.fault;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Carries out on a connection what a rule says. A call that is not answered ends when the caller closes its exchange. */
public final class Wire {

    private Wire() {}

    /**
     * Before the work. Answers the status that was sent instead, 0 for none at all, or -1 when the work is to be done.
     *
     * @param body the provider's words for an error of a status and, if the rule has one, a code
     */
    public static int before(HttpExchange exchange, @Nullable Rule rule, BiFunction<Integer, String, String> body)
            throws IOException {
        if (rule == null) return -1;
        switch (rule.effect()) {
            case TIMEOUT_BEFORE -> sleep(rule.ms());
            case RESET_BEFORE -> {
                // Closing the exchange without an answer cuts the connection.
            }
            case STATUS -> {
                if (rule.isAfter()) return -1;
                send(exchange, rule, rule.status(), text(rule, body));
                return rule.status();
            }
            default -> {
                return -1;
            }
        }
        return 0;
    }

    /** During the work: a provider that is slow. */
    public static void during(@Nullable Rule rule) {
        if (rule != null && rule.effect() == Effect.LATENCY && !rule.isAfter()) sleep(rule.ms());
    }

    /** The words of the error that a rule wants remembered instead of the true answer, or null. */
    public static @Nullable String instead(@Nullable Rule rule, BiFunction<Integer, String, String> body) {
        return rule != null && rule.effect() == Effect.STATUS && rule.isAfter() ? text(rule, body) : null;
    }

    private static String text(Rule rule, BiFunction<Integer, String, String> body) {
        var code = rule.code();
        return rule.status() == 502 ? "" : body.apply(rule.status(), code == null ? "" : code);
    }

    /** After the work, instead of a plain sending of the answer. Answers the status that arrives, 0 for none. */
    public static int after(HttpExchange exchange, @Nullable Rule rule, int status, String answer) throws IOException {
        if (rule == null) {
            send(exchange, null, status, answer);
            return status;
        }
        switch (rule.effect()) {
            case TIMEOUT_AFTER -> sleep(rule.ms());
            case RESET_AFTER -> {
                // As above.
            }
            case TRUNCATE -> {
                var bytes = answer.getBytes(StandardCharsets.UTF_8);
                headers(exchange, rule);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
                exchange.getResponseBody().flush();
                return status;
            }
            default -> {
                if (rule.effect() == Effect.LATENCY && rule.isAfter()) sleep(rule.ms());
                send(exchange, rule, status, answer);
                return status;
            }
        }
        return 0;
    }

    private static void send(HttpExchange exchange, @Nullable Rule rule, int status, String answer) throws IOException {
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        headers(exchange, rule);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
    }

    private static void headers(HttpExchange exchange, @Nullable Rule rule) {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Cache-Control", "no-store");
        if (rule == null) return;
        rule.headers()
                .fields()
                .forEachRemaining(it -> headers.set(it.getKey(), it.getValue().asText()));
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
