package onetill.payment.adyen;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import onetill.payment.Authorization;

/**
 * How we name things to Adyen. The reference is the part of a webhook that is signed and that we choose, so it says whose
 * it is; metadata is not signed.
 *
 * @param subject the attempt, or the refund
 * @param operation of a modification; empty for the payment itself
 */
record Reference(UUID merchantId, UUID subject, String operation) {

    private static final int LONGEST_KEY = 64;
    private static final Pattern KEY = Pattern.compile("([0-9a-f-]{36}):([0-9a-f-]{36}):(\\w+)");
    private static final Pattern SHORT = Pattern.compile("([\\w-]{22})\\.([\\w-]{22})\\.(\\w+)");
    private static final Pattern LONG = Pattern.compile("([0-9a-f-]{36})\\.([0-9a-f-]{36})");

    /** Of a payment: the ids as people see them elsewhere. Adyen takes 80 characters, this has 73. */
    static String of(Authorization authorization) {
        return authorization.merchantId() + "." + authorization.attemptId();
    }

    /**
     * Our key of an operation has more than the 64 characters Adyen takes. The same key always becomes the same short one:
     * its two ids in base64, or, should it be of another form, its SHA-256.
     */
    static String shortened(String key) {
        var parts = KEY.matcher(key);
        if (parts.matches()) {
            var name = packed(parts.group(1)) + "." + packed(parts.group(2)) + "." + parts.group(3);
            if (name.length() <= LONGEST_KEY) return name;
        }
        return digest(key);
    }

    /** Whose a payment or modification is, if the reference is one of ours. */
    static Optional<Reference> parse(String text) {
        var payment = LONG.matcher(text);
        if (payment.matches()) {
            return Optional.of(new Reference(UUID.fromString(payment.group(1)), UUID.fromString(payment.group(2)), ""));
        }
        var modification = SHORT.matcher(text);
        if (!modification.matches()) return Optional.empty();
        return Optional.of(
                new Reference(unpacked(modification.group(1)), unpacked(modification.group(2)), modification.group(3)));
    }

    private static String packed(String uuid) {
        var id = UUID.fromString(uuid);
        var bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static UUID unpacked(String text) {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static String digest(String key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
