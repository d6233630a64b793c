package onetill.recognition;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * For which name passkeys are made, and from which pages they are taken. A passkey belongs to its name for good: whoever
 * changes {@code PASSKEY_RP_ID} makes all passkeys useless.
 */
@Dependent
public class PasskeyConfig {

    @Inject
    @ConfigProperty(name = "public.url", defaultValue = "http://localhost:9080")
    URI publicUrl;

    @Inject
    @ConfigProperty(name = "passkey.rp.id")
    Optional<String> relyingParty = Optional.empty();

    @Inject
    @ConfigProperty(name = "passkey.origins")
    Optional<List<String>> otherOrigins = Optional.empty();

    @Inject
    @ConfigProperty(name = "passkey.challenge.ttl", defaultValue = "PT5M")
    Duration challengeTtl;

    /** So many challenges one session gets while one is good. */
    @Inject
    @ConfigProperty(name = "passkey.challenges.per.session", defaultValue = "30")
    int challengesPerSession;

    @SuppressWarnings("NullAway.Init")
    public PasskeyConfig() {}

    /** A browser would refuse it only when a buyer is there; better at the start. */
    @PostConstruct
    void check() {
        for (var origin : origins()) {
            var host = origin.startsWith("http") ? URI.create(origin).getHost() : relyingPartyId();
            if (host == null || !(host.equals(relyingPartyId()) || host.endsWith("." + relyingPartyId()))) {
                throw new IllegalStateException(
                        "PASSKEY_ORIGINS names %s, which does not belong to the relying party id %s; set PASSKEY_RP_ID to the domain they share"
                                .formatted(origin, relyingPartyId()));
            }
        }
    }

    /** The domain the passkeys are for. */
    String relyingPartyId() {
        return relyingParty.filter(it -> !it.isBlank()).orElseGet(publicUrl::getHost);
    }

    /** The pages (and apps: {@code android:apk-key-hash:...}) that may ask for them. */
    List<String> origins() {
        return otherOrigins.filter(it -> !it.isEmpty()).orElseGet(() -> List.of(origin(publicUrl)));
    }

    private static String origin(URI url) {
        var port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port;
    }
}
