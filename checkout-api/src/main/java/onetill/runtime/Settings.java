package onetill.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What an operator may set; each name is also the environment variable of docs/settings.md in lower case. */
@ApplicationScoped
public class Settings {

    @Inject
    @ConfigProperty(name = "public.url", defaultValue = "http://localhost:9080")
    URI publicUrl;

    @Inject
    @ConfigProperty(name = "node.id", defaultValue = "node-1")
    String nodeId;

    @Inject
    @ConfigProperty(name = "session.ttl", defaultValue = "PT2H")
    Duration sessionTtl;

    @Inject
    @ConfigProperty(name = "provider.calls.max", defaultValue = "40")
    int providerCallsMax;

    @Inject
    @ConfigProperty(name = "provider.rest", defaultValue = "PT15S")
    Duration providerRest;

    @Inject
    @ConfigProperty(name = "deposit.ttl", defaultValue = "P30D")
    Duration depositTtl;

    @Inject
    @ConfigProperty(name = "recovery.ttl", defaultValue = "P3D")
    Duration recoveryTtl;

    @Inject
    @ConfigProperty(name = "authorization.warning", defaultValue = "P1D")
    Duration authorizationWarning;

    @Inject
    @ConfigProperty(name = "unknown.alarm", defaultValue = "PT15M")
    Duration unknownAlarm;

    @Inject
    @ConfigProperty(name = "resolver.interval", defaultValue = "PT5S")
    Duration resolverInterval;

    @Inject
    @ConfigProperty(name = "attempt.budget", defaultValue = "PT15S")
    Duration attemptBudget;

    @Inject
    @ConfigProperty(name = "reader.patience", defaultValue = "PT3M")
    Duration readerPatience;

    @Inject
    @ConfigProperty(name = "relay.interval", defaultValue = "PT0.2S")
    Duration relayInterval;

    @Inject
    @ConfigProperty(name = "idempotency.lease", defaultValue = "PT30S")
    Duration idempotencyLease;

    @Inject
    @ConfigProperty(name = "pay.link.ttl", defaultValue = "PT24H")
    Duration payLinkTtl;

    @Inject
    @ConfigProperty(name = "oidc.issuer")
    Optional<URI> oidcIssuer;

    @Inject
    @ConfigProperty(name = "oidc.client.id", defaultValue = "onetill")
    String oidcClientId;

    @Inject
    @ConfigProperty(name = "store.publishable.key")
    Optional<String> storePublishableKey;

    /** Where buyers reach this server; links and returns from the bank begin with it. No trailing slash. */
    public String publicUrl() {
        var url = publicUrl.toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    public String nodeId() {
        return nodeId;
    }

    /** How long a session may rest before it expires. Never while money is in flight. */
    public Duration sessionTtl() {
        return sessionTtl;
    }

    /** How many calls of one provider may be under way on this node at once. */
    public int providerCallsMax() {
        return providerCallsMax;
    }

    /** How long a provider that does not answer is not asked by this node. */
    public Duration providerRest() {
        return providerRest;
    }

    /** How long a session with a deposit may rest before it expires and the deposit goes back. */
    /** How long a session may rest whose buyer has agreed to be reminded. */
    public Duration recoveryTtl() {
        return recoveryTtl;
    }

    public Duration depositTtl() {
        return depositTtl;
    }

    /** How long before the provider lets a held amount go the order's merchant is told. */
    public Duration authorizationWarning() {
        return authorizationWarning;
    }

    /** How long a payment may be unknown before somebody has to look. */
    public Duration unknownAlarm() {
        return unknownAlarm;
    }

    /** How often attempts without an answer are asked for at the provider. */
    public Duration resolverInterval() {
        return resolverInterval;
    }

    /** How long the caller of a payment has to finish it before others may ask the provider what became of it. */
    public Duration attemptBudget() {
        return attemptBudget;
    }

    /** How long a card reader waits for its buyer before the payment is taken back. */
    public Duration readerPatience() {
        return readerPatience;
    }

    /** How often committed events are given their position in the stream. */
    public Duration relayInterval() {
        return relayInterval;
    }

    /** How long a request that died keeps its idempotency key occupied. */
    public Duration idempotencyLease() {
        return idempotencyLease;
    }

    public Duration payLinkTtl() {
        return payLinkTtl;
    }

    /** The OpenID Connect issuer of staff. Without one, no member of staff can sign in. */
    public Optional<URI> oidcIssuer() {
        return oidcIssuer;
    }

    /** The audience that staff tokens must name. */
    public String oidcClientId() {
        return oidcClientId;
    }

    /** With it the small shop at /store/ can open sessions. */
    public Optional<String> storePublishableKey() {
        return storePublishableKey.filter(key -> !key.isBlank());
    }
}
