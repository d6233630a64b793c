package onetill.payment.stripe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How we talk to Stripe. A missing key stops the server at its start, not at the first buyer. */
@Dependent
public class StripeConfig {

    private static final String STRIPE = "https://api.stripe.com";

    @Inject
    @ConfigProperty(name = "stripe.api.key")
    String apiKey;

    @Inject
    @ConfigProperty(name = "stripe.api.base", defaultValue = STRIPE)
    String apiBase;

    @Inject
    @ConfigProperty(name = "stripe.publishable.key")
    String publishableKey;

    @Inject
    @ConfigProperty(name = "stripe.webhook.secret")
    String webhookSecret;

    @Inject
    @ConfigProperty(name = "stripe.script.url", defaultValue = "https://js.stripe.com/dahlia/stripe.js")
    String scriptUrl;

    @Inject
    @ConfigProperty(name = "stripe.connect.timeout", defaultValue = "PT1S")
    Duration connectTimeout;

    @Inject
    @ConfigProperty(name = "stripe.read.timeout", defaultValue = "PT5S")
    Duration readTimeout;

    /** A live key must never reach a server that is not Stripe's, and Stripe must never be asked with a toy's key. */
    @PostConstruct
    void check() {
        var live = apiKey.contains("_live_");
        if (live && !STRIPE.equals(apiBase)) {
            throw new IllegalStateException("STRIPE_API_KEY is a live key, so STRIPE_API_BASE must be " + STRIPE);
        }
        if (!live && !apiKey.startsWith("sk_test_") && !apiKey.startsWith("rk_test_")) {
            throw new IllegalStateException("STRIPE_API_KEY must begin with sk_test_, rk_test_, sk_live_ or rk_live_");
        }
        var host = URI.create(apiBase).getHost();
        if (host == null) throw new IllegalStateException("STRIPE_API_BASE is not a URL: " + apiBase);
        if (webhookSecret.isBlank()) throw new IllegalStateException("STRIPE_WEBHOOK_SECRET is empty");
    }

    boolean isTest() {
        return !apiKey.contains("_live_");
    }
}
