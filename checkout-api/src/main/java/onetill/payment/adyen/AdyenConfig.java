package onetill.payment.adyen;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How we talk to Adyen. Without a key it is not offered; half of the settings stop the server at its start. */
@Dependent
public class AdyenConfig {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    @Inject
    @ConfigProperty(name = "adyen.api.key")
    Optional<String> apiKey = Optional.empty();

    @Inject
    @ConfigProperty(name = "adyen.merchant.account")
    Optional<String> merchantAccount = Optional.empty();

    @Inject
    @ConfigProperty(name = "adyen.hmac.key")
    Optional<String> hmacKey = Optional.empty();

    @Inject
    @ConfigProperty(name = "adyen.api.base", defaultValue = "https://checkout-test.adyen.com")
    String apiBase;

    @Inject
    @ConfigProperty(name = "public.url", defaultValue = "http://localhost:9080")
    URI publicUrl;

    @Inject
    @ConfigProperty(name = "adyen.connect.timeout", defaultValue = "PT1S")
    Duration connectTimeout;

    @Inject
    @ConfigProperty(name = "adyen.read.timeout", defaultValue = "PT5S")
    Duration readTimeout;

    @SuppressWarnings("NullAway.Init")
    public AdyenConfig() {}

    @PostConstruct
    void check() {
        if (!isOffered()) return;
        if (merchantAccount.isEmpty()) throw new IllegalStateException("ADYEN_MERCHANT_ACCOUNT is not set");
        if (!hmacKey.orElse("").matches("([0-9A-Fa-f]{2}){16,}")) {
            throw new IllegalStateException("ADYEN_HMAC_KEY must be the hexadecimal key of the webhook");
        }
        var base = URI.create(apiBase);
        if (base.getHost() == null) throw new IllegalStateException("ADYEN_API_BASE is not a URL: " + apiBase);
        if (!"https".equals(base.getScheme()) && !THIS_MACHINE.contains(base.getHost())) {
            throw new IllegalStateException("ADYEN_API_BASE must be https, or the key goes in clear text");
        }
    }

    boolean isOffered() {
        return apiKey.isPresent();
    }

    String account() {
        return merchantAccount.orElseThrow();
    }
}
