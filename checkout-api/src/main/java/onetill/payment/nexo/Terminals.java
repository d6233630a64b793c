package onetill.payment.nexo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import onetill.json.Json;
import onetill.tracing.Detail;
import onetill.tracing.Traces;

/** The way to the terminals: each message is sent once, to the one address that was configured. */
final class Terminals {

    private final HttpClient http;
    private final URI address;
    private final String credential;
    private final Duration answerTimeout;

    /** The message has surely had no effect. */
    static final class NotTaken extends IOException {
        private static final long serialVersionUID = 1;
        private final String code;

        NotTaken(String code, String message) {
            super(message);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    Terminals(NexoConfig config) {
        this.address = config.address();
        this.answerTimeout = config.answerTimeout;
        this.credential = config.user
                .map(user -> user + ":" + config.password.orElse(""))
                .map(it -> "Basic " + Base64.getEncoder().encodeToString(it.getBytes(StandardCharsets.UTF_8)))
                .orElse("");
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout)
                .build();
    }

    /**
     * Sends a message and waits a little for its answer.
     *
     * @return the response's body by its name, such as {@code PaymentResponse}; a missing node for a message that has none
     * @throws NotTaken when the terminal surely does nothing about it
     * @throws IOException when it may have been taken
     */
    JsonNode ask(ObjectNode message, String response) throws IOException {
        var answer = traced(message);
        var status = answer.statusCode();
        if (status == 401 || status == 403) throw new NotTaken("provider_configuration", "status " + status);
        if (status / 100 == 4) throw new NotTaken("refused", "status " + status);
        if (status / 100 != 2) throw new IOException("status " + status);
        if (answer.body().isBlank() || "ok".equals(answer.body().strip())) return Json.MAPPER.missingNode();
        var body = Json.MAPPER.readTree(answer.body());
        var event = body.at("/SaleToPOIRequest/EventNotification/EventToNotify").asText("");
        if ("Reject".equals(event)) throw new NotTaken("reader_offline", "the message was rejected");
        var found = body.path("SaleToPOIResponse").path(response);
        if (found.isMissingNode()) throw new IOException("an answer without " + response);
        return found;
    }

    private HttpResponse<String> traced(ObjectNode message) throws IOException {
        try (var span = Traces.call("POST", address.getRawPath()).with(Detail.PROVIDER, NexoProvider.NAME)) {
            try {
                var answer = sent(message);
                span.with(Detail.STATUS, answer.statusCode());
                if (answer.statusCode() / 100 != 2) span.failed(Integer.toString(answer.statusCode()));
                return answer;
            } catch (IOException e) {
                span.failed(e);
                throw e;
            }
        }
    }

    private HttpResponse<String> sent(ObjectNode message) throws IOException {
        var request = HttpRequest.newBuilder(address)
                .timeout(answerTimeout)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message.toString()));
        if (!credential.isEmpty()) request.header("Authorization", credential);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new NotTaken("reader_offline", "no connection");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
