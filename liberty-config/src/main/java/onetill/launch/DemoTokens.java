package onetill.launch;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The proof of who somebody is, signed with a key that is kept, so that a restart signs nobody out. */
final class DemoTokens {

    static final Duration LIFE = Duration.ofHours(8);
    static final String AUDIENCE = "onetill";

    private final RSAKey key;
    private final String issuer;
    private volatile @Nullable UUID merchant;
    private final Clock clock;

    DemoTokens(RSAKey key, String issuer, Clock clock) {
        this.key = key;
        this.issuer = issuer;
        this.clock = clock;
    }

    static RSAKey key(Secrets secrets) throws IOException {
        try {
            return RSAKey.parse(secrets.of("issuer_key", DemoTokens::newKey));
        } catch (ParseException e) {
            throw new IOException("issuer_key in secrets.properties is not a key any more", e);
        }
    }

    private static String newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The merchant is made when the server has its tables; until then nobody can sign in. */
    void signInFor(UUID merchant) {
        this.merchant = merchant;
    }

    boolean ready() {
        return merchant != null;
    }

    Map<String, Object> publicKeys() {
        return new JWKSet(key).toJSONObject(true);
    }

    String tokenFor(DemoPerson person, @Nullable String nonce) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(AUDIENCE)
                .subject(person.id())
                .claim("name", person.fullName())
                .claim("merchant_id", String.valueOf(merchant))
                .claim("roles", person.roles())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)));
        if (nonce != null) {
            claims.claim("nonce", nonce);
        }
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .type(JOSEObjectType.JWT)
                            .build(),
                    claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
