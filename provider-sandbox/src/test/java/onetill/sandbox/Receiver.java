package onetill.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A shop's webhook endpoint. */
final class Receiver implements AutoCloseable {

    record Received(String body, String signature) {

        String type() {
            return json().path("type").asText();
        }

        com.fasterxml.jackson.databind.JsonNode json() {
            try {
                return Nodes.parse(body);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals;
    private final HttpServer server;

    /** @param refusals how many deliveries it answers with 503 before it works */
    Receiver(int refusals) throws IOException {
        this.refusals = new AtomicInteger(refusals);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var refuses = this.refusals.getAndDecrement() > 0;
            if (!refuses) {
                received.add(new Received(body, exchange.getRequestHeaders().getFirst("Stripe-Signature")));
            }
            exchange.sendResponseHeaders(refuses ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://localhost:%d/webhooks".formatted(server.getAddress().getPort());
    }

    List<String> types() {
        return received.stream().map(Received::type).toList();
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + 15_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("it did not happen in time");
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
