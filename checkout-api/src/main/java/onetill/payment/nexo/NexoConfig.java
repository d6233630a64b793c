package onetill.payment.nexo;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How we talk to nexo terminals. Without an address they are not offered; half of the settings stop the server at its start. */
@Dependent
public class NexoConfig {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    @Inject
    @ConfigProperty(name = "nexo.url")
    Optional<String> url = Optional.empty();

    @Inject
    @ConfigProperty(name = "nexo.user")
    Optional<String> user = Optional.empty();

    @Inject
    @ConfigProperty(name = "nexo.password")
    Optional<String> password = Optional.empty();

    @Inject
    @ConfigProperty(name = "nexo.connect.timeout", defaultValue = "PT1S")
    Duration connectTimeout;

    /** How long an answer is waited for; a buyer who needs longer is asked about. */
    @Inject
    @ConfigProperty(name = "nexo.answer.timeout", defaultValue = "PT2S")
    Duration answerTimeout;

    /** From when on a request the terminal does not know is surely lost, and not merely late. */
    @Inject
    @ConfigProperty(name = "nexo.lost.after", defaultValue = "PT30S")
    Duration lostAfter;

    @SuppressWarnings("NullAway.Init")
    public NexoConfig() {}

    @PostConstruct
    void check() {
        if (!isOffered()) return;
        var address = address();
        if (address.getHost() == null) throw new IllegalStateException("NEXO_URL is not a URL: " + address);
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalStateException("NEXO_USER and NEXO_PASSWORD belong together");
        }
        if (THIS_MACHINE.contains(address.getHost())) return;
        if (!"https".equals(address.getScheme())) throw new IllegalStateException("NEXO_URL must be https");
        if (user.isEmpty()) throw new IllegalStateException("NEXO_USER and NEXO_PASSWORD are not set");
    }

    boolean isOffered() {
        return url.isPresent();
    }

    URI address() {
        return URI.create(url.orElseThrow());
    }
}
