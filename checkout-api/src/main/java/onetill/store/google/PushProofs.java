package onetill.store.google;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.store.StoreApp;
import org.jspecify.annotations.Nullable;

/** Whether a push message comes from the Pub/Sub subscription that was set for an app: its OpenID Connect token says so. */
@ApplicationScoped
public class PushProofs {

    private static final Logger LOG = Logger.getLogger(PushProofs.class.getName());
    private static final String ISSUER = "https://accounts.google.com";
    private static final int TIMEOUT_MS = 2_000;
    private static final int LARGEST_ANSWER = 64 * 1024;

    @Inject
    GooglePlayConfig config;

    private volatile @Nullable JWKSource<SecurityContext> keys;

    /** @throws ProblemException PROVIDER_UNAVAILABLE when Google's keys cannot be read; the message then comes again */
    boolean isFor(StoreApp app, String token) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys()));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                app.pushAudience(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .claim("email", app.pushEmail())
                        .claim("email_verified", true)
                        .build(),
                Set.of("exp", "email", "email_verified")));
        try {
            processor.process(token, null);
            return true;
        } catch (ParseException | BadJOSEException | IllegalArgumentException e) {
            LOG.log(Level.FINE, "a push token was refused: {0}", e.getMessage());
            return false;
        } catch (JOSEException e) {
            LOG.log(Level.WARNING, "push tokens cannot be checked, is GOOGLE_PUSH_KEYS reachable? {0}", e.toString());
            throw new ProblemException(ProblemType.PROVIDER_UNAVAILABLE, "Google's keys cannot be read now")
                    .retryAfter(1);
        }
    }

    private JWKSource<SecurityContext> keys() {
        var known = keys;
        if (known != null) return known;
        try {
            var made = JWKSourceBuilder.<SecurityContext>create(
                            URI.create(config.pushKeys).toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, LARGEST_ANSWER))
                    .build();
            keys = made;
            return made;
        } catch (MalformedURLException e) {
            throw new IllegalStateException("GOOGLE_PUSH_KEYS is not a URL", e);
        }
    }
}
