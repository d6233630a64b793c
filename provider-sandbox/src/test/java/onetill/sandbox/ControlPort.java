package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A sandbox's control port, as a test in another process would use it. */
final class ControlPort {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    ControlPort(StripeSandbox sandbox) {
        this.url = sandbox.controlUrl();
    }

    HttpResponse<String> send(String method, String path, String json, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path)).method(method, BodyPublishers.ofString(json));
        if (headers.length > 0) request.headers(headers);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    JsonNode ask(String method, String path, String json) throws IOException, InterruptedException {
        var answer = send(method, path, json);
        if (answer.statusCode() != 200) throw new AssertionError(answer.statusCode() + " " + answer.body());
        return Nodes.MAPPER.readTree(answer.body());
    }

    /** Puts a rule in force; answers its id. */
    String fault(String json) throws IOException, InterruptedException {
        return ask("POST", "/faults", json).path("id").asText();
    }

    JsonNode rule(String id) throws IOException, InterruptedException {
        for (var rule : ask("GET", "/faults", "")) {
            if (rule.path("id").asText().equals(id)) return rule;
        }
        throw new AssertionError("no rule " + id);
    }
}
