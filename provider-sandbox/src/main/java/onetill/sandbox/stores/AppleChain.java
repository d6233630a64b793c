package onetill.sandbox.stores;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * A chain of certificates shaped like Apple's: root, intermediate and leaf on P-256, the last two with the marks by which Apple's
 * library knows them. Signs what Apple would sign. Who trusts its root trusts nothing else of this.
 */
public final class AppleChain {

    /** Marks who may sign certificates of the App Store. */
    private static final String INTERMEDIATE_MARK = "1.2.840.113635.100.6.2.1";

    /** Marks who may sign for the App Store. */
    private static final String LEAF_MARK = "1.2.840.113635.100.6.11.1";

    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final byte[] ECDSA_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final Duration LONG = Duration.ofDays(3650);
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final byte[] root;
    private final List<String> x5c;
    private final PrivateKey signer;

    private AppleChain(Instant from, Instant until, String leafMark) throws GeneralSecurityException {
        var rootKeys = keys();
        var middleKeys = keys();
        var leafKeys = keys();
        var long0 = from.minus(LONG);
        var long1 = until.plus(LONG);
        root = certificate("Sandbox Root CA", rootKeys, "Sandbox Root CA", rootKeys, long0, long1, true, "");
        var middle = certificate(
                "Sandbox WWDR CA", middleKeys, "Sandbox Root CA", rootKeys, long0, long1, true, INTERMEDIATE_MARK);
        var leaf = certificate("Sandbox Signer", leafKeys, "Sandbox WWDR CA", middleKeys, from, until, false, leafMark);
        var base64 = Base64.getEncoder();
        x5c = List.of(base64.encodeToString(leaf), base64.encodeToString(middle), base64.encodeToString(root));
        signer = leafKeys.getPrivate();
    }

    /** One whose leaf is valid for a year before and after now. */
    public static AppleChain fresh(Instant now) {
        return of(now.minus(Duration.ofDays(365)), now.plus(Duration.ofDays(365)));
    }

    /** One whose leaf is valid from then until then. */
    public static AppleChain of(Instant from, Instant until) {
        return made(from, until, LEAF_MARK);
    }

    /** One that leads to a good root, and whose leaf was made for something else than the App Store. */
    public static AppleChain forSomethingElse(Instant now) {
        return made(now.minus(Duration.ofDays(365)), now.plus(Duration.ofDays(365)), "1.2.840.113635.100.6.99.1");
    }

    private static AppleChain made(Instant from, Instant until, String leafMark) {
        try {
            return new AppleChain(from, until, leafMark);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no elliptic curves", e);
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] certificate(
            String subject,
            KeyPair keys,
            String issuer,
            KeyPair issuerKeys,
            Instant from,
            Instant until,
            boolean isAuthority,
            String mark)
            throws GeneralSecurityException {
        var constraints = Der.sequence(
                Der.oid(BASIC_CONSTRAINTS),
                Der.bool(true),
                Der.octets(isAuthority ? Der.sequence(Der.bool(true)) : Der.sequence()));
        var extensions = mark.isEmpty()
                ? Der.sequence(constraints)
                : Der.sequence(constraints, Der.sequence(Der.oid(mark), Der.octets(Der.nothing())));
        var serial = Math.abs(java.util.Arrays.hashCode(keys.getPublic().getEncoded())) + 1L;
        var body = Der.sequence(
                Der.explicit(0, Der.integer(2)),
                Der.integer(serial),
                ECDSA_SHA256,
                name(issuer),
                Der.sequence(Der.time(from), Der.time(until)),
                name(subject),
                keys.getPublic().getEncoded(),
                Der.explicit(3, extensions));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(issuerKeys.getPrivate());
        signature.update(body);
        return Der.sequence(body, ECDSA_SHA256, Der.bits(signature.sign()));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.utf8(commonName))));
    }

    /** The root, for those who shall trust it. */
    public String rootPem() {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN CERTIFICATE-----\n" + lines.encodeToString(root) + "\n-----END CERTIFICATE-----\n";
    }

    /** A JWS in compact form, as Apple makes them: ES256, with the chain in its header. */
    public String sign(JsonNode payload) {
        var header = "{\"alg\":\"ES256\",\"x5c\":[\"%s\"]}".formatted(String.join("\",\"", x5c));
        var signed = encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(payload.toString().getBytes(StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(signer);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no elliptic curves", e);
        }
    }

    private static String encoded(byte[] content) {
        return BASE64URL.encodeToString(content);
    }
}
