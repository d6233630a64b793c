package onetill.launch;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Connects the demo's phone channel to the sandbox's telephony, whose phone rings at the desk and types cards. */
final class DemoTelephony {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String CONNECTIONS = "/channels/phone/telephony-connections";
    private static final int FIRST_BAD = 300;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final String api;
    private final String secretKey;
    private final String telephony;

    /**
     * @param server where OneTill answers, without a slash at the end
     * @param secretKey of the demo's merchant
     * @param sandbox the provider sandbox, without a slash at the end
     */
    DemoTelephony(String server, String secretKey, String sandbox) {
        this.api = server + "/api/v1";
        this.secretKey = secretKey;
        this.telephony = sandbox + "/telephony";
    }

    /** The sandbox forgets secrets, and each is shown only once: so every start makes the connection anew. */
    void connect() throws IOException, InterruptedException {
        try {
            connectAnew();
        } catch (ParseException e) {
            throw new IOException("what was answered is not understood: " + e.getMessage(), e);
        }
    }

    private void connectAnew() throws IOException, InterruptedException, ParseException {
        var captures = telephony + "/captures";
        for (var old : JSONObjectUtils.getJSONObjectArray(toOneTill("GET", CONNECTIONS, Map.of()), "data")) {
            if (captures.equals(old.get("capture_url")))
                toOneTill("DELETE", CONNECTIONS + "/" + old.get("id"), Map.of());
        }
        var created = toOneTill("POST", CONNECTIONS, Map.of("kind", "generic", "capture_url", captures));
        var id = String.valueOf(
                JSONObjectUtils.getJSONObject(created, "connection").get("id"));
        var known = Map.of(
                "connection_id",
                id,
                "secret",
                String.valueOf(created.get("secret")),
                "calls_url",
                api + "/webhooks/telephony/" + id);
        send(HttpRequest.newBuilder(URI.create(telephony + "/secrets")), "POST", known);
    }

    private Map<String, Object> toOneTill(String method, String path, Map<String, Object> body)
            throws IOException, InterruptedException, ParseException {
        var to = HttpRequest.newBuilder(URI.create(api + path)).header("Authorization", "Bearer " + secretKey);
        if (method.equals("POST"))
            to.header("Idempotency-Key", UUID.randomUUID().toString());
        return send(to, method, body);
    }

    private Map<String, Object> send(HttpRequest.Builder to, String method, Map<String, ?> body)
            throws IOException, InterruptedException, ParseException {
        var content =
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(JSONObjectUtils.toJSONString(body));
        if (!body.isEmpty()) to.header("Content-Type", "application/json");
        var request = to.timeout(ANSWER).method(method, content).build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= FIRST_BAD) {
            throw new IOException("%s %s was answered %d: %s"
                    .formatted(method, request.uri(), response.statusCode(), response.body()));
        }
        return response.body().isEmpty() ? Map.of() : JSONObjectUtils.parse(response.body());
    }
}
