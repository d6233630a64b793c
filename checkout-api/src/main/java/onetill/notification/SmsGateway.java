package onetill.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import onetill.json.Json;
import onetill.runtime.Clocks;
import onetill.webhook.Signatures;

/**
 * Text messages by a service of the merchant's choice, called as a webhook: {@code {"id", "to", "text"}}, signed as Standard
 * Webhooks describe. The id is the same in each try.
 */
@ApplicationScoped
public class SmsGateway implements Gateway {

    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;

    @Inject
    NotificationConfig config;

    @Inject
    Clocks clock;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Override
    public Medium medium() {
        return Medium.SMS;
    }

    @Override
    public boolean isReady() {
        return config.smsUrl.filter(it -> !it.isBlank()).isPresent();
    }

    @Override
    public void deliver(Letter letter) throws NotDelivered {
        var body = Json.write(Map.of("id", letter.id(), "to", letter.recipient(), "text", letter.text()));
        var request = HttpRequest.newBuilder(URI.create(config.smsUrl.orElseThrow()))
                .timeout(config.timeout)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        config.smsSecret.ifPresent(secret -> Signatures.headers(letter.id(), body, List.of(secret), clock.now())
                .forEach(request::header));
        var status = status(request.build());
        if (status >= OK && status < REDIRECT) return;
        throw new NotDelivered("answered " + status, status == BAD_REQUEST || status == UNPROCESSABLE);
    }

    private int status(HttpRequest request) throws NotDelivered {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new NotDelivered(e.getClass().getSimpleName() + ": " + e.getMessage(), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDelivered("interrupted", false);
        }
    }
}
