package onetill.encryption;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import onetill.runtime.Secrets;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * The keys of DATA_KEYS. The first encrypts, all of them decrypt. Each merchant has keys of its own, derived from these by HKDF with
 * SHA-256 (RFC 5869): one for AES-256-GCM, and one for the blind indexes by which equal values are found.
 *
 * <p>What is stored reads {@code enc1:<key id>:<base64url of nonce, ciphertext and tag>}. What does not begin so is from before
 * values were encrypted, and read as it is.
 */
public final class Keyring {

    private static final String SETTING = "data.keys";
    private static final String MARK = "enc1:";
    private static final Pattern SEALED = Pattern.compile("enc1:([a-z0-9][a-z0-9_-]{0,31}):([A-Za-z0-9_-]{38,})");
    private static final Pattern KEY = Pattern.compile("([a-z0-9][a-z0-9_-]{0,31}):([A-Za-z0-9+/_-]{43}=?)");
    private static final String HMAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, byte[]> keys;
    private final String first;
    private final Map<String, SecretKeySpec> derived = new ConcurrentHashMap<>();

    private Keyring(Map<String, byte[]> keys) {
        this.keys = keys;
        this.first = keys.keySet().iterator().next();
    }

    /** Read when it is needed for the first time; the server asks for it before anything else. */
    private static final class Configured {
        private static final Keyring KEYRING = configured();
    }

    /**
     * That of this server. Static, because JPA makes entities and converters itself and hands them nothing.
     *
     * @throws IllegalStateException when DATA_KEYS is missing or wrong
     */
    public static Keyring current() {
        return Configured.KEYRING;
    }

    /** @throws IllegalStateException when DATA_KEYS is missing or wrong */
    static Keyring configured() {
        return of(ConfigProvider.getConfig()
                .getOptionalValue(SETTING, String.class)
                .orElse(""));
    }

    /** @throws IllegalStateException that names what is wrong, and never a key */
    public static Keyring of(String setting) {
        var keys = new LinkedHashMap<String, byte[]>();
        for (var each : setting.split(",")) {
            if (each.isBlank()) continue;
            var key = KEY.matcher(each.strip());
            if (!key.matches()) {
                throw new IllegalStateException("DATA_KEYS: key number " + (keys.size() + 1)
                        + " is not written like name:key, with 32 random bytes in base64 (openssl rand -base64 32)");
            }
            var bytes =
                    Base64.getDecoder().decode(key.group(2).replace('-', '+').replace('_', '/'));
            if (keys.putIfAbsent(key.group(1), bytes) != null) {
                throw new IllegalStateException("DATA_KEYS: two keys are named " + key.group(1));
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException(
                    "DATA_KEYS is missing: personal data and secrets are stored encrypted. Make a key by"
                            + " `openssl rand -base64 32`, set DATA_KEYS=k1:<key>, and keep a copy outside of the database:"
                            + " what is encrypted is lost with it");
        }
        return new Keyring(keys);
    }

    /** The name of the key that encrypts. */
    String first() {
        return first;
    }

    /** Encrypts a text for one place. */
    public String seal(Place place, String clear) {
        var nonce = Secrets.bytes(NONCE_BYTES);
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(
                    Cipher.ENCRYPT_MODE, key(first, "seal", place.merchantId()), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.bytes());
            var encrypted = cipher.doFinal(clear.getBytes(StandardCharsets.UTF_8));
            var whole = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
            System.arraycopy(encrypted, 0, whole, NONCE_BYTES, encrypted.length);
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
            return MARK + first + ":" + text;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES with GCM", e);
        }
    }

    /** The same, where there may be nothing to encrypt. */
    public @Nullable String sealIfAny(Place place, @Nullable String clear) {
        return clear == null ? null : seal(place, clear);
    }

    /** Encrypts for a jsonb column: what comes of it is a JSON text. */
    public String sealJson(Place place, String clear) {
        return '"' + seal(place, clear) + '"';
    }

    /**
     * Decrypts what is stored at a place, a JSON text also; gives back what was stored before values were encrypted.
     *
     * @throws Unreadable when its key is unknown, or it was not encrypted for this place, or it was changed
     */
    public String open(Place place, String stored) {
        var sealed = SEALED.matcher(unquoted(stored));
        if (!sealed.matches()) return stored;
        var id = sealed.group(1);
        if (!keys.containsKey(id)) throw new Unreadable(place, "DATA_KEYS has no key named " + id);
        try {
            var whole = Base64.getUrlDecoder().decode(sealed.group(2));
            var cipher = Cipher.getInstance(CIPHER);
            var nonce = new GCMParameterSpec(TAG_BITS, whole, 0, NONCE_BYTES);
            cipher.init(Cipher.DECRYPT_MODE, key(id, "seal", place.merchantId()), nonce);
            cipher.updateAAD(place.bytes());
            var clear = cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            return new String(clear, StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw new Unreadable(place, "it was changed, or belongs elsewhere, or the key is another one of that name");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES with GCM", e);
        }
    }

    /** The same, where nothing may be stored. */
    public @Nullable String openIfAny(Place place, @Nullable Object stored) {
        return stored == null ? null : open(place, stored.toString());
    }

    private static String unquoted(String stored) {
        return stored.startsWith("\"" + MARK) && stored.endsWith("\"")
                ? stored.substring(1, stored.length() - 1)
                : stored;
    }

    /** Whether this is encrypted, rather than from before. */
    static boolean isSealed(String stored) {
        return SEALED.matcher(unquoted(stored)).matches();
    }

    /** What the texts begin with that are under the first key. */
    String mark() {
        return MARK + first + ":";
    }

    /** By what a row is found that has this e-mail address or number: the blind index, under each key, with spaces between. */
    public String contactIndexes(UUID merchantId, @Nullable String contact) {
        return contact == null ? "" : indexes(merchantId, Index.contact(contact));
    }

    /** By what a customer's address is found. */
    public String addressIndexes(Place place, String address) {
        return indexes(place.merchantId(), String.valueOf(Index.ADDRESS.key(place, address)));
    }

    private String indexes(UUID merchantId, String key) {
        return keys.keySet().stream().map(id -> hash(id, merchantId, key)).collect(Collectors.joining(" "));
    }

    /** The blind index that is stored beside a value; null when it has none. */
    public @Nullable String index(Place place, @Nullable String clear) {
        var key = clear == null ? null : place.field().index().key(place, clear);
        return key == null ? null : hash(first, place.merchantId(), key);
    }

    private String hash(String id, UUID merchantId, String value) {
        var mac = hmac(key(id, "index", merchantId).getEncoded(), value.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    private SecretKeySpec key(String id, String purpose, UUID merchantId) {
        return derived.computeIfAbsent(
                id + " " + purpose + " " + merchantId,
                name -> new SecretKeySpec(hkdf(keyOf(id), "onetill " + purpose + " " + merchantId), "AES"));
    }

    private byte[] keyOf(String id) {
        var key = keys.get(id);
        if (key == null) throw new IllegalStateException("no key named " + id);
        return key;
    }

    /** RFC 5869 without a salt; the first block is as long as a key. */
    static byte[] hkdf(byte[] key, String info) {
        var extracted = hmac(new byte[KEY_BYTES], key);
        var text = info.getBytes(StandardCharsets.UTF_8);
        var block = Arrays.copyOf(text, text.length + 1);
        block[text.length] = 1;
        return hmac(extracted, block);
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }

    List<String> names() {
        return List.copyOf(keys.keySet());
    }

    @Override
    public String toString() {
        return "keyring of " + names();
    }
}
