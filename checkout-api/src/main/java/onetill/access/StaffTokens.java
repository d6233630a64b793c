package onetill.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.json.Json;
import onetill.runtime.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Reads the access tokens of staff: JWTs (RFC 7519) of the configured OpenID Connect issuer, signed with RS256 or
 * ES256, for our audience, not expired, naming the merchant and the roles.
 */
@ApplicationScoped
public class StaffTokens {

    private static final Logger LOG = Logger.getLogger(StaffTokens.class.getName());
    private static final int TIMEOUT_MS = 2_000;
    private static final int LARGEST_ANSWER = 64 * 1024;

    @Inject
    Settings settings;

    private volatile @Nullable DefaultJWTProcessor<SecurityContext> processor;

    /** Who shows this token; empty when it is not one of the issuer's or not for us. */
    public Optional<Principal> read(String token) {
        var issuer = settings.oidcIssuer();
        if (issuer.isEmpty()) return Optional.empty();
        try {
            return Optional.of(principal(processor(issuer.get()).process(token, null)));
        } catch (ParseException | BadJOSEException | IllegalArgumentException e) {
            LOG.log(Level.FINE, "a staff token was refused: {0}", e.getMessage());
            return Optional.empty();
        } catch (JOSEException | IOException e) {
            LOG.log(Level.WARNING, "staff tokens cannot be checked, is OIDC_ISSUER reachable? {0}", e.toString());
            return Optional.empty();
        }
    }

    /** Until when a token is taken that was read before: its end, and as much as clocks may differ. */
    public OffsetDateTime goodUntil(String token) {
        try {
            var end =
                    SignedJWT.parse(token).getJWTClaimsSet().getExpirationTime().toInstant();
            return end.plusSeconds(DefaultJWTClaimsVerifier.DEFAULT_MAX_CLOCK_SKEW_SECONDS)
                    .atOffset(ZoneOffset.UTC);
        } catch (ParseException e) {
            throw new IllegalArgumentException("this is not a token that was read before", e);
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(URI issuer) throws IOException {
        var known = processor;
        if (known != null) return known;
        var made = new DefaultJWTProcessor<SecurityContext>();
        var keys = JWKSourceBuilder.create(keysOf(issuer), retriever()).build();
        made.setJWSKeySelector(new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys));
        made.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                settings.oidcClientId(),
                new JWTClaimsSet.Builder().issuer(issuer.toString()).build(),
                Set.of("sub", "exp", "merchant_id", "roles")));
        processor = made;
        return made;
    }

    /** OpenID Connect Discovery 1.0: the issuer says itself where its keys are. */
    private static URL keysOf(URI issuer) throws IOException {
        var document = URI.create(issuer + "/.well-known/openid-configuration").toURL();
        var content = retriever().retrieveResource(document).getContent();
        var jwksUri = Json.MAPPER.readValue(content, Map.class).get("jwks_uri");
        if (!(jwksUri instanceof String uri)) throw new IOException("the issuer's discovery document has no jwks_uri");
        return URI.create(uri).toURL();
    }

    private static DefaultResourceRetriever retriever() {
        return new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, LARGEST_ANSWER);
    }

    private static Principal principal(JWTClaimsSet claims) throws ParseException {
        var roles = EnumSet.noneOf(Role.class);
        for (var name : claims.getStringListClaim("roles")) {
            for (var role : Role.values()) {
                if (role.name().toLowerCase(Locale.ROOT).equals(name)) roles.add(role);
            }
        }
        var merchantId = UUID.fromString(claims.getStringClaim("merchant_id"));
        var name = claims.getStringClaim("name");
        var subject = claims.getSubject();
        return new Principal(
                PrincipalKind.STAFF, merchantId, subject, name == null ? subject : name, null, null, Set.copyOf(roles));
    }
}
