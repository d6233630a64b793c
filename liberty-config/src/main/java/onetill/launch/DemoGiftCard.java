package onetill.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A gift card to try. Its code is made here as the server makes codes (a test compares them), because the launcher runs
 * without the server's classes; in clear it is in demo.env and nowhere else.
 */
record DemoGiftCard(String code) {

    static final UUID ID = UUID.fromString("0190a000-0000-7000-8000-000000000004");
    static final long AMOUNT_MINOR = 5000;
    static final String CURRENCY = "EUR";

    private static final String NAME = "GIFT_CARD_CODE";
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BY_CHANCE = 15;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The one of the file; what is missing in it, or is no code, is made anew and written there first. */
    static DemoGiftCard kept(DemoEnvFile file) throws IOException {
        var known = file.value(NAME).filter(it -> it.matches("([0-9A-Z]{4}-){3}[0-9A-Z]{4}"));
        if (known.isPresent()) {
            return new DemoGiftCard(known.get());
        }
        var fresh = fresh();
        file.put(NAME, fresh.code());
        return fresh;
    }

    static DemoGiftCard fresh() {
        var characters = new StringBuilder();
        var sum = 0;
        for (var i = 0; i < BY_CHANCE; i++) {
            var next = RANDOM.nextInt(ALPHABET.length());
            characters.append(ALPHABET.charAt(next));
            sum = timesX(sum) ^ next;
        }
        characters.append(ALPHABET.charAt(timesX(sum)));
        return new DemoGiftCard(String.join("-", characters.toString().split("(?<=\\G.{%d})".formatted(GROUP))));
    }

    /** In the field of 32 elements, whose generator x is a zero of x^5 + x^2 + 1. */
    private static int timesX(int element) {
        var doubled = element << 1;
        return doubled < ALPHABET.length() ? doubled : doubled ^ 0b100101;
    }

    String last4() {
        return code.substring(code.length() - GROUP);
    }

    /** All that the database gets to know. */
    String hash(UUID merchantId) {
        var secret = "gift_card:" + merchantId + ":" + code.replace("-", "");
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return NAME;
    }
}
