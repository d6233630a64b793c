package onetill.access;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the tokens of the merchant's OpenID Connect issuer look like. The issuer itself is in {@code Settings}. */
@Dependent
public class OidcConfig {

    /** Whom the tokens are for: an API identifier, or the client id when absent. */
    @Inject
    @ConfigProperty(name = "oidc.audience")
    Optional<String> audience;

    /** How tokens may be signed. Only asymmetric ones: with a shared secret we could sign, too. */
    @Inject
    @ConfigProperty(name = "oidc.algorithms", defaultValue = "RS256,ES256")
    List<String> algorithms;

    /** How far the issuer's clock and ours may differ. */
    @Inject
    @ConfigProperty(name = "oidc.clock.skew", defaultValue = "PT30S")
    Duration clockSkew;

    /** How old a token may be, however long it says it is good. */
    @Inject
    @ConfigProperty(name = "oidc.token.max.age", defaultValue = "PT24H")
    Duration maxAge;

    /** How long the issuer's keys are kept. A key that is not among them is asked for at once, a few times a minute. */
    @Inject
    @ConfigProperty(name = "oidc.keys.ttl", defaultValue = "PT5M")
    Duration keysTtl;

    /** The claim with the roles; {@code realm_access.roles} is the member of an object. */
    @Inject
    @ConfigProperty(name = "oidc.roles.claim", defaultValue = "roles")
    String rolesClaim;

    /** What the issuer calls our roles: {@code admin=tills-admins,cashier=tills-staff}. Its names are ours when absent. */
    @Inject
    @ConfigProperty(name = "oidc.role.names")
    Optional<List<String>> roleNames;

    /** The claim with the id of the merchant. */
    @Inject
    @ConfigProperty(name = "oidc.merchant.claim", defaultValue = "merchant_id")
    String merchantClaim;

    /** The merchant of everybody this issuer knows, where it is only one; the claim is not looked at then. */
    @Inject
    @ConfigProperty(name = "oidc.merchant.id")
    Optional<UUID> merchantId;

    /** The claim with the name that is shown to others. */
    @Inject
    @ConfigProperty(name = "oidc.name.claim", defaultValue = "name")
    String nameClaim;
}
