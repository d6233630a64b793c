package onetill.store.google;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How we talk to Google Play, and whose messages we believe. */
@Dependent
public class GooglePlayConfig {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    /** A service account's JSON, or a folder with one for each app: {@code com.example.app.json}. */
    @Inject
    @ConfigProperty(name = "google.play.credentials")
    Optional<String> credentials = Optional.empty();

    @Inject
    @ConfigProperty(name = "google.play.api.base", defaultValue = "https://androidpublisher.googleapis.com/")
    String apiBase;

    /** The keys that Google signs push messages with. */
    @Inject
    @ConfigProperty(name = "google.push.keys", defaultValue = "https://www.googleapis.com/oauth2/v3/certs")
    String pushKeys;

    @Inject
    @ConfigProperty(name = "google.play.connect.timeout", defaultValue = "PT1S")
    Duration connectTimeout;

    @Inject
    @ConfigProperty(name = "google.play.read.timeout", defaultValue = "PT5S")
    Duration readTimeout;

    /** How often we look for purchases to acknowledge, and how long we rest after the first failure. */
    @Inject
    @ConfigProperty(name = "google.play.acknowledge.interval", defaultValue = "PT30S")
    Duration acknowledgeInterval;

    @SuppressWarnings("NullAway.Init")
    public GooglePlayConfig() {}

    @PostConstruct
    void check() {
        secure("GOOGLE_PLAY_API_BASE", apiBase);
        secure("GOOGLE_PUSH_KEYS", pushKeys);
    }

    private static void secure(String name, String given) {
        var address = URI.create(given);
        if (address.getHost() == null) throw new IllegalStateException(name + " is not a URL: " + given);
        if (!"https".equals(address.getScheme()) && !THIS_MACHINE.contains(address.getHost())) {
            throw new IllegalStateException(name + " must be https, or what we rely on comes in clear text");
        }
    }

    String root() {
        return apiBase.endsWith("/") ? apiBase : apiBase + "/";
    }

    /** @throws ProblemException STORE_NOT_SET_UP when there is none for this app */
    Path credentialsOf(String packageName) {
        var given = Path.of(credentials.orElseThrow(() -> missing(packageName, "GOOGLE_PLAY_CREDENTIALS is not set")));
        var file = Files.isDirectory(given) ? given.resolve(packageName + ".json") : given;
        if (!Files.isReadable(file)) throw missing(packageName, "GOOGLE_PLAY_CREDENTIALS has no file to read for it");
        return file;
    }

    private static ProblemException missing(String packageName, String why) {
        return new ProblemException(
                ProblemType.STORE_NOT_SET_UP,
                "there is no service account that may ask Google Play about %s: %s".formatted(packageName, why));
    }
}
