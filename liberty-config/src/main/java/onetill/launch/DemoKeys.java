package onetill.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the demo merchant has been given to call us with. The clear values are kept in demo.env and nowhere else. */
record DemoKeys(UUID merchantId, List<Key> keys) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 32;

    DemoKeys {
        keys = List.copyOf(keys);
    }

    /** One credential: its line in demo.env, what it is good for, and the till it belongs to, if it does. */
    record Key(String name, String kind, @Nullable String channelId, String value) {

        /** All that the database gets to know. */
        String hash() {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("each JDK has SHA-256", e);
            }
        }

        /** What people recognize it by. */
        String preview() {
            return value.substring(0, value.indexOf('_') + 1) + "…" + value.substring(value.length() - 4);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The keys of the file; what is missing in it, or is no key, is made anew and written there first. */
    static DemoKeys kept(DemoEnvFile file, UUID merchantId) throws IOException {
        var keys = new ArrayList<Key>();
        keys.add(new Key("SECRET_KEY", "secret_key", null, kept(file, "SECRET_KEY", "sk_")));
        keys.add(new Key("PUBLISHABLE_KEY", "publishable_key", null, kept(file, "PUBLISHABLE_KEY", "pk_")));
        keys.add(new Key("REGISTER_KEY_TILL_1", "register", "till-1", kept(file, "REGISTER_KEY_TILL_1", "rg_")));
        file.value("STORE_PUBLISHABLE_KEY")
                .filter(it -> it.startsWith("pk_"))
                .ifPresent(it -> keys.add(new Key("STORE_PUBLISHABLE_KEY", "publishable_key", null, it)));
        return new DemoKeys(merchantId, keys);
    }

    /** For the merchant's own servers. */
    String secretKey() {
        return keys.stream()
                .filter(it -> it.kind().equals("secret_key"))
                .map(Key::value)
                .findFirst()
                .orElseThrow();
    }

    private static String kept(DemoEnvFile file, String name, String prefix) throws IOException {
        var known = file.value(name).filter(it -> it.startsWith(prefix));
        if (known.isPresent()) {
            return known.get();
        }
        var fresh = prefix + "demo_" + random();
        file.put(name, fresh);
        return fresh;
    }

    private static String random() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
