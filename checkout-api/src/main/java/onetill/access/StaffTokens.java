package onetill.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import onetill.json.Json;
import onetill.runtime.Clocks;
import onetill.runtime.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Reads the access tokens of staff: JWTs (RFC 7519, with the advice of RFC 8725) of the configured OpenID Connect issuer, signed with
 * one of its keys by an algorithm we allow, for our audience, neither early, late nor old, naming the merchant and the roles.
 */
@ApplicationScoped
public class StaffTokens {

    private static final Logger LOG = Logger.getLogger(StaffTokens.class.getName());
    private static final int TIMEOUT_MS = 2_000;
    private static final int LARGEST_ANSWER = 64 * 1024;
    /** An issuer that did not answer is left alone for so long: each call would wait for it. */
    private static final int REST_SECONDS = 5;
    /** Keys are asked for twice in this time at most, however many tokens name keys nobody knows. */
    private static final long KEYS_PAUSE_MS = 10_000;

    private static final long KEYS_PATIENCE_MS = 5_000;
    /** So long the keys we have are good while the issuer is away. */
    private static final long OUTAGE_MS = 3_600_000;

    @Inject
    Settings settings;

    @Inject
    OidcConfig config;

    @Inject
    StaffClaims claims;

    @Inject
    Clocks clock;

    private volatile @Nullable DefaultJWTProcessor<SecurityContext> processor;
    private volatile Instant restsUntil = Instant.EPOCH;

    /** Who shows this token; empty when it is not one of the issuer's or not for us. */
    public Optional<Principal> read(String token) {
        var issuer = settings.oidcIssuer();
        if (issuer.isEmpty() || !TokenForm.isSound(token)) return Optional.empty();
        try {
            return Optional.of(claims.principal(processor(issuer.get()).process(token, null)));
        } catch (ParseException | BadJOSEException | IllegalArgumentException | RateLimitReachedException e) {
            LOG.log(Level.FINE, "a staff token was refused: {0}", e.getMessage());
            return Optional.empty();
        } catch (JOSEException | IOException e) {
            LOG.log(Level.WARNING, "staff tokens cannot be checked, is OIDC_ISSUER reachable? {0}", e.toString());
            return Optional.empty();
        }
    }

    /** Until when a token is taken that was read before: its end or its greatest age, and as much as clocks may differ. */
    public OffsetDateTime goodUntil(String token) {
        try {
            var claims = SignedJWT.parse(token).getJWTClaimsSet();
            var end = claims.getExpirationTime().toInstant();
            var tooOld = claims.getIssueTime().toInstant().plus(config.maxAge);
            var first = end.isBefore(tooOld) ? end : tooOld;
            return first.plus(config.clockSkew).atOffset(ZoneOffset.UTC);
        } catch (ParseException e) {
            throw new IllegalArgumentException("this is not a token that was read before", e);
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(URI issuer) throws IOException {
        var known = processor;
        if (known != null) return known;
        if (clock.instant().isBefore(restsUntil)) throw new IOException("it did not answer a moment ago");
        try {
            var made = made(issuer);
            processor = made;
            return made;
        } catch (IOException e) {
            restsUntil = clock.instant().plusSeconds(REST_SECONDS);
            throw e;
        }
    }

    private DefaultJWTProcessor<SecurityContext> made(URI issuer) throws IOException {
        var keys = JWKSourceBuilder.create(keysOf(issuer), retriever())
                .cache(config.keysTtl.toMillis(), KEYS_PATIENCE_MS)
                .refreshAheadCache(false)
                .rateLimited(KEYS_PAUSE_MS)
                .outageTolerant(OUTAGE_MS)
                .build();
        var made = new DefaultJWTProcessor<SecurityContext>();
        made.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms(), keys));
        // "at+jwt" is what RFC 9068 calls an access token.
        made.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        var verifier = new DefaultJWTClaimsVerifier<>(
                config.audience.orElse(settings.oidcClientId()),
                new JWTClaimsSet.Builder().issuer(issuer.toString()).build(),
                Set.of("sub", "exp", "iat"));
        verifier.setMaxClockSkew((int) config.clockSkew.toSeconds());
        made.setJWTClaimsSetVerifier(verifier);
        return made;
    }

    private Set<JWSAlgorithm> algorithms() {
        var allowed = config.algorithms.stream()
                .map(it -> JWSAlgorithm.parse(it.trim()))
                .collect(Collectors.toUnmodifiableSet());
        if (allowed.stream().allMatch(JWSAlgorithm.Family.SIGNATURE::contains)) return allowed;
        throw new IllegalStateException("OIDC_ALGORITHMS is %s; only signatures with a key pair are taken: %s"
                .formatted(config.algorithms, JWSAlgorithm.Family.SIGNATURE));
    }

    /** OpenID Connect Discovery 1.0: the issuer says itself where its keys are, and that it is who we think. */
    private static URL keysOf(URI issuer) throws IOException {
        var base = issuer.toString().replaceAll("/$", "");
        var document = URI.create(base + "/.well-known/openid-configuration").toURL();
        var content =
                Json.MAPPER.readValue(retriever().retrieveResource(document).getContent(), Map.class);
        if (!issuer.toString().equals(content.get("issuer"))) {
            throw new IOException(
                    "the issuer calls itself %s, and OIDC_ISSUER is %s".formatted(content.get("issuer"), issuer));
        }
        if (!(content.get("jwks_uri") instanceof String uri)) {
            throw new IOException("the issuer's discovery document has no jwks_uri");
        }
        var keys = URI.create(uri);
        if (!"https".equals(keys.getScheme()) && !issuer.getScheme().equals(keys.getScheme())) {
            throw new IOException("the issuer's keys are not at an https address: " + uri);
        }
        return keys.toURL();
    }

    private static DefaultResourceRetriever retriever() {
        return new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, LARGEST_ANSWER);
    }
}
