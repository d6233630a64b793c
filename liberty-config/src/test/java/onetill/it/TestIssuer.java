package onetill.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The OpenID Connect issuer of the server under test, whose keys the tests have. */
final class TestIssuer {

    private static TestIssuer running;

    final String address = System.getenv("OIDC_ISSUER");

    /** Keys that a forger publishes beside ours, and how often somebody asked for them. */
    final AtomicInteger forgersKeysAskedFor = new AtomicInteger();

    private volatile RSAKey key = newKey();
    private final RSAKey forged = newKey();

    private TestIssuer() throws IOException {
        var port = URI.create(address).getPort();
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), port), 0);
        serve(
                http,
                "/.well-known/openid-configuration",
                () -> "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/jwks\"}".formatted(address, address));
        serve(http, "/jwks", () -> new JWKSet(key).toString(true));
        serve(http, "/forgers-jwks", () -> {
            forgersKeysAskedFor.incrementAndGet();
            return new JWKSet(forged).toString(true);
        });
        http.start();
    }

    static synchronized TestIssuer running() {
        try {
            if (running == null) running = new TestIssuer();
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Body {
        String text();
    }

    private static void serve(HttpServer http, String path, Body body) {
        http.createContext(path, exchange -> {
            try (exchange) {
                var bytes = body.text().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    /** The keys change; those of before are not published any more. */
    void rotateKeys() {
        key = newKey();
    }

    RSAKey key() {
        return key;
    }

    RSAKey forgersKey() {
        return forged;
    }

    /** Somebody of the merchant's. */
    String token(UUID merchantId, String subject, String... roles) {
        return signed(claims(merchantId, subject, roles));
    }

    Map<String, Object> claims(UUID merchantId, String subject, String... roles) {
        var now = Instant.now().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", address);
        claims.put("aud", "onetill");
        claims.put("sub", subject);
        claims.put("name", "Somebody");
        claims.put("merchant_id", merchantId.toString());
        claims.put("roles", List.of(roles));
        claims.put("iat", now);
        claims.put("exp", now + 3600);
        return claims;
    }

    String signed(Map<String, Object> claims) {
        return signed(header().build(), json(claims), key);
    }

    JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID());
    }

    static String json(Map<String, Object> claims) {
        try {
            return Caller.JSON.writeValueAsString(claims);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(JWSHeader header, String payload, RSAKey with) {
        try {
            var token = new JWSObject(header, new Payload(payload));
            token.sign(new RSASSASigner(with));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
