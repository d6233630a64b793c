package onetill.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** The OpenID Connect issuer that the server under test believes: it vouches for anybody. */
final class StaffIssuer {

    private static final String ISSUER = System.getenv("OIDC_ISSUER");
    private static final Duration LIFE = Duration.ofHours(2);
    private static final RSAKey KEY = started();

    private StaffIssuer() {}

    static String tokenFor(UUID merchantId, String name, String... roles) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("onetill")
                .subject(name)
                .claim("name", name)
                .claim("merchant_id", merchantId.toString())
                .claim("roles", List.of(roles))
                .expirationTime(Date.from(Instant.now().plus(LIFE)))
                .build();
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(KEY.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey started() {
        try {
            var key = new RSAKeyGenerator(2048).keyID("it").generate();
            var port = Integer.getInteger("it.issuer.port");
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            serve(
                    http,
                    "/.well-known/openid-configuration",
                    "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/jwks\"}".formatted(ISSUER, ISSUER));
            serve(http, "/jwks", new JWKSet(key.toPublicJWK()).toString());
            http.start();
            return key;
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void serve(HttpServer http, String path, String json) {
        http.createContext(path, exchange -> {
            try (exchange) {
                var bytes = json.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }
}
