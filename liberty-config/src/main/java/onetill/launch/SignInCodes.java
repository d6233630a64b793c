package onetill.launch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Codes that are worth a token once, within a minute, to whoever began the sign-in (PKCE). */
final class SignInCodes {

    record Promise(
            DemoPerson person,
            String clientId,
            String redirectUri,
            String challenge,
            @Nullable String nonce,
            Instant until) {}

    private static final Duration LIFE = Duration.ofMinutes(1);

    private final Map<String, Promise> promises = new ConcurrentHashMap<>();
    private final Clock clock;

    SignInCodes(Clock clock) {
        this.clock = clock;
    }

    String promise(DemoPerson person, String clientId, String redirectUri, String challenge, @Nullable String nonce) {
        promises.values().removeIf(it -> it.until().isBefore(clock.instant()));
        var code = Secrets.random();
        promises.put(
                code,
                new Promise(
                        person,
                        clientId,
                        redirectUri,
                        challenge,
                        nonce,
                        clock.instant().plus(LIFE)));
        return code;
    }

    Optional<Promise> redeem(String code, String clientId, String redirectUri, String verifier) {
        return Optional.ofNullable(promises.remove(code))
                .filter(it -> it.until().isAfter(clock.instant()))
                .filter(it -> it.clientId().equals(clientId))
                .filter(it -> it.redirectUri().equals(redirectUri))
                .filter(it -> it.challenge().equals(challengeOf(verifier)));
    }

    static String challengeOf(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
