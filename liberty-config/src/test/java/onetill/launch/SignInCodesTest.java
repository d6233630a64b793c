package onetill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInCodesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final String BACK = "http://localhost:9080/admin/";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-4711";

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final SignInCodes codes = new SignInCodes(clock);

    private String code() {
        return codes.promise(DemoPerson.ADA, "onetill", BACK, SignInCodes.challengeOf(VERIFIER), null);
    }

    @Test
    void are_worth_a_token_once() {
        var code = code();

        assertThat(codes.redeem(code, "onetill", BACK, VERIFIER)).isPresent();
        assertThat(codes.redeem(code, "onetill", BACK, VERIFIER)).isEmpty();
    }

    @Test
    void are_worth_nothing_to_who_did_not_begin_the_sign_in() {
        assertThat(codes.redeem(code(), "onetill", BACK, "another-verifier")).isEmpty();
        assertThat(codes.redeem(code(), "onetill", BACK + "elsewhere", VERIFIER))
                .isEmpty();
        assertThat(codes.redeem(code(), "other", BACK, VERIFIER)).isEmpty();
    }

    @Test
    void are_worth_nothing_after_a_minute() {
        var ticking = new Object() {
            Instant now = NOW;
        };
        var late = new SignInCodes(new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return ticking.now;
            }
        });
        var code = late.promise(DemoPerson.ADA, "onetill", BACK, SignInCodes.challengeOf(VERIFIER), null);

        ticking.now = NOW.plus(Duration.ofSeconds(61));

        assertThat(late.redeem(code, "onetill", BACK, VERIFIER)).isEmpty();
    }

    /** The example of RFC 7636, appendix B. */
    @Test
    void use_the_challenge_of_the_standard() {
        assertThat(SignInCodes.challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
