package onetill.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Names for what is not to be stored: always the same for the same thing, on all nodes, and nothing to anybody without the key. Addresses
 * and cards are few enough that a plain hash could be looked up.
 */
@ApplicationScoped
public class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    @Inject
    @ConfigProperty(name = "limit.secret")
    Optional<String> own;

    @Inject
    @ConfigProperty(name = "stripe.webhook.secret")
    Optional<String> shared;

    /** @param kind keeps things of different kinds apart */
    public String of(String kind, String thing) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            var full = mac.doFinal((kind + "\n" + thing).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(full, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }

    private String key() {
        return "pseudonyms:" + own.or(() -> shared).orElseThrow(() -> new IllegalStateException("set LIMIT_SECRET"));
    }
}
