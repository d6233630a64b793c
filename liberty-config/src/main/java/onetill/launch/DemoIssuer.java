package onetill.launch;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect issuer for demonstrations: one picks who to be instead of proving it. It speaks the authorization
 * code flow with PKCE, which a real issuer speaks too, so that the screens know no difference; for scripts there are
 * client credentials, with the person's id as client id.
 */
final class DemoIssuer implements Part {

    static final String CLIENT = "onetill";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final String issuer;
    private final String publicUrl;
    private final DemoTokens tokens;
    private final String clientSecret;
    private final SignInCodes codes;

    private DemoIssuer(
            HttpServer http, String issuer, String publicUrl, DemoTokens tokens, String clientSecret, Clock clock) {
        this.http = http;
        this.issuer = issuer;
        this.publicUrl = publicUrl;
        this.tokens = tokens;
        this.clientSecret = clientSecret;
        this.codes = new SignInCodes(clock);
    }

    static String address(int port) {
        return "http://localhost:" + port;
    }

    static DemoIssuer start(int port, String publicUrl, DemoTokens tokens, String clientSecret, Clock clock)
            throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var issuer = new DemoIssuer(http, address(port), publicUrl, tokens, clientSecret, clock);
        http.setExecutor(issuer.threads);
        issuer.serve("/.well-known/openid-configuration", issuer::configuration);
        issuer.serve("/jwks", exchange -> json(exchange, 200, tokens.publicKeys()));
        issuer.serve("/authorize", issuer::authorize);
        issuer.serve("/token", issuer::token);
        http.start();
        return issuer;
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Answer answer) {
        http.createContext(path, exchange -> {
            try (exchange) {
                var headers = exchange.getResponseHeaders();
                headers.set("Access-Control-Allow-Origin", origin());
                headers.set("Access-Control-Allow-Headers", "authorization, content-type");
                headers.set("Vary", "Origin");
                headers.set("Cache-Control", "no-store");
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    refuse(exchange, 404, "not_found", "there is nothing here");
                } else if (exchange.getRequestMethod().equals("OPTIONS")) {
                    exchange.sendResponseHeaders(204, -1);
                } else {
                    answer.to(exchange);
                }
            }
        });
    }

    private void configuration(HttpExchange exchange) throws IOException {
        var document = new LinkedHashMap<String, Object>();
        document.put("issuer", issuer);
        document.put("authorization_endpoint", issuer + "/authorize");
        document.put("token_endpoint", issuer + "/token");
        document.put("jwks_uri", issuer + "/jwks");
        document.put("response_types_supported", List.of("code"));
        document.put("grant_types_supported", List.of("authorization_code", "client_credentials"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put(
                "token_endpoint_auth_methods_supported", List.of("none", "client_secret_post", "client_secret_basic"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        document.put("scopes_supported", List.of("openid", "profile"));
        document.put("claims_supported", List.of("sub", "name", "merchant_id", "roles"));
        json(exchange, 200, document);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var asked = parameters(exchange.getRequestURI().getRawQuery());
        var redirectUri = asked.getOrDefault("redirect_uri", "");
        if (!isOurs(redirectUri)) {
            refuse(exchange, 400, "invalid_request", "redirect_uri must begin with " + publicUrl + "/");
        } else if (!"code".equals(asked.get("response_type"))) {
            refuse(exchange, 400, "unsupported_response_type", "response_type must be code");
        } else if (!CLIENT.equals(asked.get("client_id"))) {
            refuse(exchange, 400, "unauthorized_client", "client_id must be " + CLIENT);
        } else if (!"S256".equals(asked.get("code_challenge_method"))
                || asked.getOrDefault("code_challenge", "").isEmpty()) {
            refuse(exchange, 400, "invalid_request", "code_challenge with code_challenge_method S256 is needed");
        } else {
            var person = DemoPerson.of(asked.getOrDefault("person", ""));
            if (person.isPresent()) {
                goBack(exchange, person.get(), asked);
            } else {
                html(exchange, SignInPage.of(exchange.getRequestURI().getRawQuery()));
            }
        }
    }

    private void goBack(HttpExchange exchange, DemoPerson person, Map<String, String> asked) throws IOException {
        var redirectUri = asked.getOrDefault("redirect_uri", "");
        var code = codes.promise(
                person, CLIENT, redirectUri, asked.getOrDefault("code_challenge", ""), asked.get("nonce"));
        var target = redirectUri + (redirectUri.contains("?") ? "&" : "?") + "code=" + code + "&iss=" + encode(issuer);
        var state = asked.get("state");
        exchange.getResponseHeaders().set("Location", state == null ? target : target + "&state=" + encode(state));
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            refuse(exchange, 405, "invalid_request", "use POST");
            return;
        }
        if (!tokens.ready()) {
            refuse(exchange, 503, "temporarily_unavailable", "the server is still starting");
            return;
        }
        var body = new String(exchange.getRequestBody().readNBytes(16_384), StandardCharsets.UTF_8);
        var asked = parameters(body);
        basicCredentials(exchange).ifPresent(asked::putAll);
        switch (asked.getOrDefault("grant_type", "")) {
            case "authorization_code" -> redeem(exchange, asked);
            case "client_credentials" -> directly(exchange, asked);
            default -> refuse(exchange, 400, "unsupported_grant_type", "authorization_code or client_credentials");
        }
    }

    private void redeem(HttpExchange exchange, Map<String, String> asked) throws IOException {
        var promise = codes.redeem(
                asked.getOrDefault("code", ""),
                asked.getOrDefault("client_id", ""),
                asked.getOrDefault("redirect_uri", ""),
                asked.getOrDefault("code_verifier", ""));
        if (promise.isEmpty()) {
            refuse(exchange, 400, "invalid_grant", "the code is unknown, used, too old or somebody else's");
            return;
        }
        grant(exchange, tokens.tokenFor(promise.get().person(), promise.get().nonce()));
    }

    private void directly(HttpExchange exchange, Map<String, String> asked) throws IOException {
        var person = DemoPerson.of(asked.getOrDefault("client_id", ""));
        if (person.isEmpty() || !isSecret(asked.getOrDefault("client_secret", ""))) {
            refuse(exchange, 401, "invalid_client", "client_id is ada, max, cara or alex; the secret is in demo.env");
            return;
        }
        grant(exchange, tokens.tokenFor(person.get(), null));
    }

    private boolean isSecret(String offered) {
        return MessageDigest.isEqual(
                offered.getBytes(StandardCharsets.UTF_8), clientSecret.getBytes(StandardCharsets.UTF_8));
    }

    private void grant(HttpExchange exchange, String token) throws IOException {
        json(
                exchange,
                200,
                Map.of(
                        "access_token",
                        token,
                        "id_token",
                        token,
                        "token_type",
                        "Bearer",
                        "scope",
                        "openid profile",
                        "expires_in",
                        DemoTokens.LIFE.toSeconds()));
    }

    private boolean isOurs(String redirectUri) {
        return redirectUri.equals(publicUrl) || redirectUri.startsWith(publicUrl + "/");
    }

    private String origin() {
        var url = URI.create(publicUrl);
        return url.getScheme() + "://" + url.getAuthority();
    }

    private static Optional<Map<String, String>> basicCredentials(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Basic ")) {
            return Optional.empty();
        }
        try {
            var decoded =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            var colon = decoded.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(Map.of(
                            "client_id", decoded.substring(0, colon), "client_secret", decoded.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> parameters(@Nullable String encoded) {
        var parameters = new LinkedHashMap<String, String>();
        if (encoded != null) {
            Arrays.stream(encoded.split("&"))
                    .map(it -> it.split("=", 2))
                    .filter(it -> it.length == 2)
                    .forEach(it -> parameters.put(decode(it[0]), decode(it[1])));
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void refuse(HttpExchange exchange, int status, String error, String description) throws IOException {
        json(exchange, status, Map.of("error", error, "error_description", description));
    }

    private static void json(HttpExchange exchange, int status, Map<String, Object> document) throws IOException {
        send(exchange, status, "application/json", JSONObjectUtils.toJSONString(document));
    }

    private static void html(HttpExchange exchange, String page) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        send(exchange, 200, "text/html; charset=utf-8", page);
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public String name() {
        return "demo sign-in";
    }

    @Override
    public CompletableFuture<?> ended() {
        return ended;
    }

    @Override
    public void stop() {
        http.stop(0);
        threads.shutdownNow();
    }
}
