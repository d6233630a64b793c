package onetill.limit;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How often somebody may ask. What cannot be read refuses the start with a sentence. */
@ApplicationScoped
public class LimitConfig {

    /** Whose Forwarded headers are believed. */
    @Inject
    @ConfigProperty(name = "trusted.proxies", defaultValue = "none")
    String trustedProxies;

    @Inject
    @ConfigProperty(name = "limit.requests.per.address", defaultValue = "600/PT1M")
    String requestsPerAddress;

    @Inject
    @ConfigProperty(name = "limit.requests.per.session", defaultValue = "300/PT1M")
    String requestsPerSession;

    @Inject
    @ConfigProperty(name = "limit.requests.per.principal", defaultValue = "6000/PT1M")
    String requestsPerPrincipal;

    @Inject
    @ConfigProperty(name = "limit.requests.per.key", defaultValue = "60000/PT1M")
    String requestsPerKey;

    @Inject
    @ConfigProperty(name = "limit.wrong.credentials.per.address", defaultValue = "60/PT1M")
    String wrongCredentialsPerAddress;

    @Inject
    @ConfigProperty(name = "limit.payments.per.address", defaultValue = "10/PT10M")
    String paymentsPerAddress;

    @Inject
    @ConfigProperty(name = "limit.payments.per.session", defaultValue = "20/PT10M")
    String paymentsPerSession;

    @Inject
    @ConfigProperty(name = "limit.payments.per.customer", defaultValue = "20/PT10M")
    String paymentsPerCustomer;

    @Inject
    @ConfigProperty(name = "limit.payments.recognized.per.address", defaultValue = "60/PT10M")
    String paymentsRecognizedPerAddress;

    @Inject
    @ConfigProperty(name = "limit.payments.per.principal", defaultValue = "3000/PT10M")
    String paymentsPerPrincipal;

    @Inject
    @ConfigProperty(name = "limit.payments.per.key", defaultValue = "60000/PT10M")
    String paymentsPerKey;

    @Inject
    @ConfigProperty(name = "limit.declines.per.card", defaultValue = "10/PT10M")
    String declinesPerCard;

    @Inject
    @ConfigProperty(name = "limit.codes.per.address", defaultValue = "20/PT15M")
    String codesPerAddress;

    @Inject
    @ConfigProperty(name = "limit.client.hints.per.session", defaultValue = "120/PT1M")
    String hintsPerSession;

    @Inject
    @ConfigProperty(name = "limit.busy.above", defaultValue = "0.9")
    double busyAbove;

    private Networks proxies = Networks.parse("");
    private Limit requestsPerAddressLimit = Limit.NONE;
    private Limit requestsPerSessionLimit = Limit.NONE;
    private Limit requestsPerPrincipalLimit = Limit.NONE;
    private Limit requestsPerKeyLimit = Limit.NONE;
    private Limit wrongCredentialsPerAddressLimit = Limit.NONE;
    private Limit paymentsPerAddressLimit = Limit.NONE;
    private Limit paymentsPerSessionLimit = Limit.NONE;
    private Limit paymentsPerCustomerLimit = Limit.NONE;
    private Limit paymentsRecognizedPerAddressLimit = Limit.NONE;
    private Limit paymentsPerPrincipalLimit = Limit.NONE;
    private Limit paymentsPerKeyLimit = Limit.NONE;
    private Limit declinesPerCardLimit = Limit.NONE;
    private Limit codesPerAddressLimit = Limit.NONE;
    private Limit hintsPerSessionLimit = Limit.NONE;

    /** At the start, not at the first request. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object started) {
        // reading them is the check
    }

    @PostConstruct
    void read() {
        proxies = Networks.parse("none".equals(trustedProxies) ? "" : trustedProxies);
        requestsPerAddressLimit = Limit.parse("requests-address", requestsPerAddress, false);
        requestsPerSessionLimit = Limit.parse("requests-session", requestsPerSession, false);
        requestsPerPrincipalLimit = Limit.parse("requests-principal", requestsPerPrincipal, false);
        requestsPerKeyLimit = Limit.parse("requests-key", requestsPerKey, false);
        wrongCredentialsPerAddressLimit = Limit.parse("credentials-address", wrongCredentialsPerAddress, false);
        paymentsPerAddressLimit = Limit.parse("payments-address", paymentsPerAddress, true);
        paymentsPerSessionLimit = Limit.parse("payments-session", paymentsPerSession, true);
        paymentsPerCustomerLimit = Limit.parse("payments-customer", paymentsPerCustomer, true);
        paymentsRecognizedPerAddressLimit = Limit.parse("payments-recognized", paymentsRecognizedPerAddress, true);
        paymentsPerPrincipalLimit = Limit.parse("payments-principal", paymentsPerPrincipal, false);
        paymentsPerKeyLimit = Limit.parse("payments-key", paymentsPerKey, false);
        declinesPerCardLimit = Limit.parse("declines-card", declinesPerCard, true);
        codesPerAddressLimit = Limit.parse("codes-address", codesPerAddress, true);
        hintsPerSessionLimit = Limit.parse("hints-session", hintsPerSession, false);
        if (busyAbove >= 0 && busyAbove <= 1) return;
        throw new IllegalArgumentException(
                "limit.busy.above is a share of the processors from 0 (never busy) to 1, and is " + busyAbove);
    }

    Networks trustedProxies() {
        return proxies;
    }

    /** Of all who come from one address and are not known: shoppers, and who shows nothing. */
    Limit requestsPerAddress() {
        return requestsPerAddressLimit;
    }

    Limit requestsPerSession() {
        return requestsPerSessionLimit;
    }

    /** Of one till or one person of the staff. */
    Limit requestsPerPrincipal() {
        return requestsPerPrincipalLimit;
    }

    /** Of one server of a merchant's, or of one address of a provider whose events are signed. */
    Limit requestsPerKey() {
        return requestsPerKeyLimit;
    }

    Limit wrongCredentialsPerAddress() {
        return wrongCredentialsPerAddressLimit;
    }

    Limit paymentsPerAddress() {
        return paymentsPerAddressLimit;
    }

    Limit paymentsPerSession() {
        return paymentsPerSessionLimit;
    }

    Limit paymentsPerCustomer() {
        return paymentsPerCustomerLimit;
    }

    /** Of buyers who have proven to be customers, and come from one address. */
    Limit paymentsRecognizedPerAddress() {
        return paymentsRecognizedPerAddressLimit;
    }

    Limit paymentsPerPrincipal() {
        return paymentsPerPrincipalLimit;
    }

    Limit paymentsPerKey() {
        return paymentsPerKeyLimit;
    }

    Limit declinesPerCard() {
        return declinesPerCardLimit;
    }

    Limit codesPerAddress() {
        return codesPerAddressLimit;
    }

    /** Of what the page of one session tells of its fields. */
    Limit hintsPerSession() {
        return hintsPerSessionLimit;
    }

    /** Beyond this share of the processors there is too much to do for what may be missed; 0 is never. */
    double busyAbove() {
        return busyAbove;
    }
}
