package onetill.export;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import onetill.json.Json;
import onetill.runtime.Clocks;
import onetill.runtime.Secrets;
import onetill.webhook.Egress;
import onetill.webhook.Wire;

/**
 * The short-lived tokens a refresh token gives
 * (<a href="https://developers.google.com/identity/protocols/oauth2/web-server#offline">OAuth 2.0</a>), kept in memory until shortly
 * before they end.
 */
@ApplicationScoped
class GoogleTokens {

    private static final int OK = 200;
    private static final int EARLIER_SECONDS = 60;

    @Inject
    Egress egress;

    @Inject
    Wire wire;

    @Inject
    ExportConfig config;

    @Inject
    Clocks clock;

    private final Map<UUID, Token> known = new ConcurrentHashMap<>();

    /** @param of the hash of the credentials it was asked for with: others have another token */
    private record Token(String of, String value, OffsetDateTime until) {}

    String get(Account account) throws IOException, Egress.Refused {
        var of = Secrets.hash(account.credential("client_id") + account.credential("refresh_token"));
        var token = known.get(account.destinationId());
        if (token != null && token.of().equals(of) && clock.now().isBefore(token.until())) return token.value();
        var fresh = ask(account, of);
        known.put(account.destinationId(), fresh);
        return fresh.value();
    }

    void forget(Account account) {
        known.remove(account.destinationId());
    }

    private Token ask(Account account, String of) throws IOException, Egress.Refused {
        var form = "grant_type=refresh_token&client_id=%s&client_secret=%s&refresh_token=%s"
                .formatted(
                        encoded(account.credential("client_id")),
                        encoded(account.credential("client_secret")),
                        encoded(account.credential("refresh_token")));
        var headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
        var answer = wire.exchange(egress.check(config.googleTokenUrl), headers, form, config.timeout);
        var json = Json.MAPPER.readTree(answer.body());
        if (answer.status() != OK || !json.path("access_token").isTextual())
            throw new IOException(refusal(answer, json));
        var until = clock.now().plusSeconds(json.path("expires_in").asLong() - EARLIER_SECONDS);
        return new Token(of, json.path("access_token").asText(), until);
    }

    private static String refusal(Wire.Answer answer, JsonNode json) {
        var code = json.path("error").asText("");
        return "no access token: answered %d %s"
                .formatted(answer.status(), code.matches("[a-z_]{1,40}") ? code : "")
                .strip();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
