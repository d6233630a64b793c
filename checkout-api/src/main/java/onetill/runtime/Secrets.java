package onetill.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Credentials that cannot be guessed, and the form in which they are stored. */
@ApplicationScoped
public class Secrets {

    private static final int BYTES = 24;

    private static final SecureRandom SHARED = new SecureRandom();

    private final SecureRandom random = new SecureRandom();

    /** A new secret of 192 random bits; the prefix tells people and scanners what it opens. */
    public String fresh(String prefix) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A new key of 192 random bits to sign with, in the alphabet that Standard Webhooks wants. */
    public String freshForSigning(String prefix) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return prefix + Base64.getEncoder().encodeToString(bytes);
    }

    /** As many characters of an alphabet, each as likely as any other. */
    public String fresh(int length, String alphabet) {
        var characters = new StringBuilder();
        for (var i = 0; i < length; i++) characters.append(alphabet.charAt(random.nextInt(alphabet.length())));
        return characters.toString();
    }

    /** Random bytes, for a value that must never come twice. */
    public static byte[] bytes(int length) {
        var bytes = new byte[length];
        SHARED.nextBytes(bytes);
        return bytes;
    }

    /** SHA-256 in hex. No salt: a secret of 192 random bits cannot be looked up in a table of guesses. */
    public static String hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
