package onetill.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.UUID;

/** A buyer's device as WebAuthn sees it: one key pair that answers challenges. What a dishonest one would change is open. */
final class Authenticator {

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    String relyingParty = "localhost";
    String origin = publicOrigin();
    boolean verifiesUser = true;
    long counter;
    String type;

    private final KeyPair keys;
    private final byte[] id;
    private String userHandle = "";

    Authenticator() {
        this(freshKeys(), UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    }

    private Authenticator(KeyPair keys, byte[] id) {
        this.keys = keys;
        this.id = id;
    }

    /** Somebody has got hold of the key. */
    Authenticator copied() {
        var copy = new Authenticator(keys, id);
        copy.userHandle = userHandle;
        copy.counter = counter;
        return copy;
    }

    /** Another key under the same name. */
    Authenticator forged() {
        var forged = new Authenticator(freshKeys(), id);
        forged.userHandle = userHandle;
        forged.counter = counter;
        return forged;
    }

    static String publicOrigin() {
        var url = System.getenv("PUBLIC_URL");
        return url == null || url.isBlank() ? "http://localhost:9080" : url;
    }

    private static KeyPair freshKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@code navigator.credentials.create} and {@code toJSON} answer. */
    ObjectNode create(JsonNode options) {
        userHandle = options.at("/user/id").asText();
        var client = client(type == null ? "webauthn.create" : type, options);
        var data = new Bytes()
                .add(data(ATTESTED))
                .add(new byte[16])
                .add(new byte[] {0, (byte) id.length})
                .add(id)
                .add(publicKey());
        var attestation = new Bytes()
                .add(0xa3, 0x63)
                .text("fmt")
                .add(0x64)
                .text("none")
                .add(0x67)
                .text("attStmt")
                .add(0xa0, 0x68)
                .text("authData")
                .add(0x58, data.all().length)
                .add(data.all());
        var credential = credential();
        credential
                .putObject("response")
                .put("clientDataJSON", encoded(client))
                .put("attestationObject", encoded(attestation.all()))
                .putArray("transports")
                .add("internal");
        return credential;
    }

    /** As {@code navigator.credentials.get} and {@code toJSON} answer. */
    ObjectNode get(JsonNode options) {
        counter++;
        var client = client(type == null ? "webauthn.get" : type, options);
        var data = data(0);
        var credential = credential();
        credential
                .putObject("response")
                .put("clientDataJSON", encoded(client))
                .put("authenticatorData", encoded(data))
                .put("signature", encoded(signature(data, client)))
                .put("userHandle", userHandle);
        return credential;
    }

    private ObjectNode credential() {
        var credential = Caller.JSON.createObjectNode();
        credential.put("id", encoded(id)).put("rawId", encoded(id)).put("type", "public-key");
        credential.put("authenticatorAttachment", "platform").putObject("clientExtensionResults");
        return credential;
    }

    private byte[] client(String asked, JsonNode options) {
        return Caller.JSON
                .createObjectNode()
                .put("type", asked)
                .put("challenge", options.path("challenge").asText())
                .put("origin", origin)
                .put("crossOrigin", false)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] data(int more) {
        var flags = PRESENT | (verifiesUser ? VERIFIED : 0) | more;
        return ByteBuffer.allocate(37)
                .put(hash(relyingParty.getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt((int) counter)
                .array();
    }

    /** The key in COSE's form: EC2, ES256, P-256. */
    private byte[] publicKey() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        return new Bytes()
                .add(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20)
                .add(fixed(point.getAffineX()))
                .add(0x22, 0x58, 0x20)
                .add(fixed(point.getAffineY()))
                .all();
    }

    private static byte[] fixed(BigInteger number) {
        var bytes = number.toByteArray();
        var result = new byte[32];
        var length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, result, 32 - length, length);
        return result;
    }

    private byte[] signature(byte[] data, byte[] client) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(hash(client));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static final class Bytes {

        private final ByteArrayOutputStream all = new ByteArrayOutputStream();

        Bytes add(int... values) {
            for (var value : values) all.write(value);
            return this;
        }

        Bytes add(byte[] bytes) {
            all.writeBytes(bytes);
            return this;
        }

        Bytes text(String text) {
            return add(text.getBytes(StandardCharsets.US_ASCII));
        }

        byte[] all() {
            return all.toByteArray();
        }
    }
}
