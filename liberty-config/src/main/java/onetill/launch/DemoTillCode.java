package onetill.launch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * By which a browser becomes the demo's till. Good once: there is another at each start, and a browser that has used one stays
 * the till.
 */
record DemoTillCode(String code) {

    static final String NAME = "TILL_CODE";

    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LENGTH = 8;

    static DemoTillCode fresh() {
        return new DemoTillCode(new SecureRandom()
                .ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(at -> ALPHABET.substring(at, at + 1))
                .collect(Collectors.joining()));
    }

    /** All that the database gets to know. */
    String hash() {
        var secret = "register enrollment:" + code;
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }

    /** The page that becomes the till when it is opened. */
    static String url(String publicUrl, String code) {
        return publicUrl + "/till/#enroll=" + code;
    }

    @Override
    public String toString() {
        return NAME;
    }
}
