package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What looks like a credential and is none, or is one for something else. */
@ExtendWith(ArquillianExtension.class)
class ForgeriesIT {

    private static final String KEYS = "/api-keys";
    private static final TestIssuer ISSUER = TestIssuer.running();

    private static Shop shop;
    private static Shop other;

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    /** What is shown, and what it is tried on. */
    private record Try(String credential, String path, int answer) {

        static Try onKeys(String credential) {
            return new Try(credential, KEYS, 401);
        }
    }

    private static synchronized Shop shop() {
        if (shop == null) {
            shop = Shop.open();
            other = Shop.open();
        }
        return shop;
    }

    @Test
    void what_is_genuine_gets_in() {
        assertThat(Caller.with(ISSUER.token(shop().merchantId, "ada", "admin"))
                        .get(KEYS)
                        .status())
                .isEqualTo(200);
        var claims = admin();
        claims.put("aud", new String[] {"another", "onetill"});
        claims.put("roles", new String[] {"admin", "of-another-application"});
        assertThat(Caller.with(ISSUER.signed(claims)).get(KEYS).status()).isEqualTo(200);
        var header = ISSUER.header().type(new JOSEObjectType("at+jwt")).build();
        assertThat(Caller.with(TestIssuer.signed(header, TestIssuer.json(admin()), ISSUER.key()))
                        .get(KEYS)
                        .status())
                .isEqualTo(200);
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                jwt("alg none", (claims, good) -> unsigned("{\"alg\":\"none\"}", claims) + "."),
                jwt(
                        "alg none with a signature",
                        (claims, good) -> unsigned("{\"alg\":\"none\"}", claims) + signature(good)),
                jwt("alg nOnE", (claims, good) -> unsigned("{\"alg\":\"nOnE\"}", claims) + signature(good)),
                jwt("no alg", (claims, good) -> unsigned("{\"typ\":\"JWT\"}", claims) + signature(good)),
                jwt("HS256 with the public key", (claims, good) -> mac(claims, publicKey())),
                jwt("HS256 with the published JWK", (claims, good) -> mac(claims, jwk())),
                jwt("HS256 with 32 zeros", (claims, good) -> mac(claims, new byte[32])),
                jwt("RS512 by the right key", (claims, good) -> by(JWSAlgorithm.RS512, claims)),
                jwt("PS256 by the right key", (claims, good) -> by(JWSAlgorithm.PS256, claims)),
                jwt("another's key under our key's name", (claims, good) -> forged(claims, it -> it.keyID(keyId()))),
                jwt("kid that is a path", (claims, good) -> forged(claims, it -> it.keyID("../../../../dev/null"))),
                jwt("kid that is SQL", (claims, good) -> forged(claims, it -> it.keyID("x' union select 'k' --"))),
                jwt("kid that nobody knows", (claims, good) -> forged(claims, it -> it.keyID("nobody"))),
                jwt("no kid, another's key", (claims, good) -> forged(claims, it -> it.keyID(null))),
                jwt("jku of the forger's", (claims, good) -> forged(claims, it -> it.jwkURL(forgersKeys()))),
                jwt("x5u of the forger's", (claims, good) -> forged(claims, it -> it.x509CertURL(forgersKeys()))),
                jwt(
                        "jwk in the header",
                        (claims, good) ->
                                forged(claims, it -> it.jwk(ISSUER.forgersKey().toPublicJWK()))),
                jwt("jku beside a right signature", (claims, good) -> right(claims, it -> it.jwkURL(forgersKeys()))),
                jwt(
                        "crit that nobody understands",
                        (claims, good) -> right(claims, it -> it.criticalParams(Set.of("exp")))),
                jwt(
                        "typ of a logout token",
                        (claims, good) -> right(claims, it -> it.type(new JOSEObjectType("logout+jwt")))),
                jwt("wrong issuer", (claims, good) -> with(claims, "iss", "https://evil.example")),
                jwt("issuer with a slash more", (claims, good) -> with(claims, "iss", ISSUER.address + "/")),
                jwt("wrong audience", (claims, good) -> with(claims, "aud", "another")),
                jwt("no audience", (claims, good) -> without(claims, "aud")),
                jwt("expired", (claims, good) -> with(claims, "exp", now() - 120)),
                jwt("never expires", (claims, good) -> without(claims, "exp")),
                jwt("expires in words", (claims, good) -> with(claims, "exp", "tomorrow")),
                jwt("not yet", (claims, good) -> with(claims, "nbf", now() + 600)),
                jwt("issued in the future", (claims, good) -> with(claims, "iat", now() + 600)),
                jwt("issued three days ago", (claims, good) -> with(claims, "iat", now() - 3 * 86_400)),
                jwt("not said when issued", (claims, good) -> without(claims, "iat")),
                jwt("nobody", (claims, good) -> without(claims, "sub")),
                jwt("subject with a line break", (claims, good) -> with(claims, "sub", "ada\nstaff:eve")),
                jwt("no merchant", (claims, good) -> without(claims, "merchant_id")),
                jwt("merchant that is none", (claims, good) -> with(claims, "merchant_id", "*")),
                jwt("no roles", (claims, good) -> without(claims, "roles")),
                jwt("duplicate claim", (claims, good) -> doubled(claims)),
                jwt("truncated", (claims, good) -> good.substring(0, good.length() - 10)),
                jwt("without its signature", (claims, good) -> good.substring(0, good.lastIndexOf('.') + 1)),
                jwt("four parts", (claims, good) -> good + ".e30"),
                jwt("other claims under a right signature", (claims, good) -> swapped(claims, good)),
                jwt("unicode inside", (claims, good) -> good.replaceFirst("\\.", ".é")),
                jwt("padding", (claims, good) -> good.replaceFirst("\\.", "==.")),
                jwt("huge", (claims, good) -> with(claims, "name", "x".repeat(9_000))),
                jwt("two in one header", (claims, good) -> good + ", Bearer " + good),
                of("roles of a manager", it -> new Try(ISSUER.token(it.merchantId, "max", "manager"), KEYS, 403)),
                of("roles nobody knows", it -> new Try(ISSUER.token(it.merchantId, "eve", "Admin", "root"), KEYS, 403)),
                of(
                        "admin of another merchant",
                        it -> new Try(ISSUER.token(other.merchantId, "eve", "admin"), session(it), 404)),
                of("key of another merchant", it -> new Try(other.secretKey, session(it), 404)),
                of("client token on another session", it -> new Try(client(it), session(it), 404)),
                of("register of another channel", it -> new Try(it.register, session(it), 404)),
                of("register on what is for people", it -> new Try(it.register, KEYS, 403)),
                of("publishable key on orders", it -> new Try(it.publishableKey, "/orders", 403)),
                of("revoked key", it -> onOrders(credential(it, "revoked_at", "now()"))),
                of("key that is replaced", it -> onOrders(credential(it, "expires_at", "now() - interval '1 second'"))),
                of("hash of a key", it -> onOrders(hash(it.secretKey))),
                of("key with a character more", it -> onOrders(it.secretKey + "a")),
                of("key without its last", it -> onOrders(it.secretKey.substring(0, it.secretKey.length() - 1))),
                of("key in capitals", it -> onOrders(it.secretKey.toUpperCase(java.util.Locale.ROOT))),
                of("SQL", it -> onOrders("' or '1'='1")),
                of("percent", it -> onOrders("sk_%")),
                of("handoff token", it -> onOrders(handoff(it))),
                of("a PIN", it -> onOrders("4711")),
                of("a huge key", it -> onOrders("sk_" + "a".repeat(7_000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void what_is_forged_or_for_something_else_is_refused(String what, Function<Shop, Try> forgery) {
        var tried = forgery.apply(shop());

        var answer = Caller.with(tried.credential()).get(tried.path());

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(tried.answer());
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().toString()).doesNotContain("merchantId", "Exception");
        assertThat(ISSUER.forgersKeysAskedFor)
                .as("nobody follows a forger's links")
                .hasValue(0);
    }

    private static Arguments jwt(String what, BiFunction<Map<String, Object>, String, String> forge) {
        return of(what, it -> Try.onKeys(forge.apply(admin(), ISSUER.signed(admin()))));
    }

    private static Arguments of(String what, Function<Shop, Try> forgery) {
        return Arguments.of(what, forgery);
    }

    private static Map<String, Object> admin() {
        return ISSUER.claims(shop().merchantId, "ada", "admin");
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String keyId() {
        return ISSUER.key().getKeyID();
    }

    private static URI forgersKeys() {
        return URI.create(ISSUER.address + "/forgers-jwks");
    }

    private static String with(Map<String, Object> claims, String name, Object value) {
        claims.put(name, value);
        return ISSUER.signed(claims);
    }

    private static String without(Map<String, Object> claims, String name) {
        claims.remove(name);
        return ISSUER.signed(claims);
    }

    private static String forged(Map<String, Object> claims, Function<JWSHeader.Builder, JWSHeader.Builder> change) {
        var header = change.apply(ISSUER.header()).build();
        return TestIssuer.signed(header, TestIssuer.json(claims), ISSUER.forgersKey());
    }

    private static String right(Map<String, Object> claims, Function<JWSHeader.Builder, JWSHeader.Builder> change) {
        var header = change.apply(ISSUER.header()).build();
        return TestIssuer.signed(header, TestIssuer.json(claims), ISSUER.key());
    }

    private static String by(JWSAlgorithm algorithm, Map<String, Object> claims) {
        var header = new JWSHeader.Builder(algorithm).keyID(keyId()).build();
        return TestIssuer.signed(header, TestIssuer.json(claims), ISSUER.key());
    }

    private static String doubled(Map<String, Object> claims) {
        claims.put("roles", new String[] {"cashier"});
        var json = TestIssuer.json(claims).replaceFirst("\\{", "{\"roles\":[\"admin\"],");
        return TestIssuer.signed(ISSUER.header().build(), json, ISSUER.key());
    }

    private static String swapped(Map<String, Object> claims, String good) {
        claims.put("sub", "eve");
        var parts = good.split("\\.");
        return parts[0] + "." + encoded(TestIssuer.json(claims)) + "." + parts[2];
    }

    private static String unsigned(String header, Map<String, Object> claims) {
        return encoded(header) + "." + encoded(TestIssuer.json(claims));
    }

    private static String signature(String good) {
        return good.substring(good.lastIndexOf('.'));
    }

    private static String mac(Map<String, Object> claims, byte[] secret) {
        try {
            var token = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(keyId()).build(),
                    new Payload(TestIssuer.json(claims)));
            token.sign(new MACSigner(secret.length < 32 ? Arrays.copyOf(secret, 32) : secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] publicKey() {
        try {
            return ISSUER.key().toRSAPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] jwk() {
        return ISSUER.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Try onOrders(String credential) {
        return new Try(credential, "/orders", 401);
    }

    private static String session(Shop shop) {
        return "/checkout-sessions/"
                + shop.server()
                        .post("/checkout-sessions", "{\"channel\":\"web\"}")
                        .body()
                        .at("/session/id")
                        .asText();
    }

    private static String client(Shop shop) {
        return shop.server().post("/checkout-sessions", "{\"channel\":\"web\"}").text("client_token");
    }

    private static String handoff(Shop shop) {
        return shop.server().post(session(shop) + "/handoffs", "{}").text("url").replaceFirst(".*#", "");
    }

    /** A secret key that is over by now. */
    private static String credential(Shop shop, String column, String value) {
        var key = "sk_" + UUID.randomUUID();
        shop.run("""
                insert into credential (merchant_id, credential_id, kind, secret_hash, label, %s)
                values (?, '%s', 'secret_key', '%s', 'over', %s)""".formatted(column, UUID.randomUUID(), hash(key), value));
        return key;
    }

    private static String hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
