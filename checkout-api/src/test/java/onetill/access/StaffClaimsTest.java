package onetill.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import onetill.runtime.Clocks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keycloak, Auth0 and Entra name the same things differently. */
class StaffClaimsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final UUID MERCHANT = UUID.fromString("0190a000-0000-7000-8000-000000000001");

    private final StaffClaims claims = new StaffClaims();

    @BeforeEach
    void configure() {
        claims.clock = new Clocks(Clock.fixed(NOW, ZoneOffset.UTC));
        claims.config = new OidcConfig();
        claims.config.clockSkew = Duration.ofSeconds(30);
        claims.config.maxAge = Duration.ofHours(24);
        claims.config.rolesClaim = "roles";
        claims.config.roleNames = Optional.empty();
        claims.config.merchantClaim = "merchant_id";
        claims.config.merchantId = Optional.empty();
        claims.config.nameClaim = "name";
    }

    @Test
    void roles_of_Keycloak_are_members_of_an_object() throws ParseException {
        claims.config.rolesClaim = "realm_access.roles";

        var ada = claims.principal(token().claim("realm_access", Map.of("roles", List.of("admin", "offline_access")))
                .build());

        assertThat(ada.roles()).containsExactly(Role.ADMIN);
        assertThat(ada.actor()).isEqualTo("staff:ada");
    }

    @Test
    void claims_of_Auth0_have_a_namespace_with_dots() throws ParseException {
        claims.config.rolesClaim = "https://onetill.example/roles";
        claims.config.merchantClaim = "https://onetill.example/merchant_id";

        var ada = claims.principal(token().claim("merchant_id", null)
                .claim("https://onetill.example/roles", List.of("cashier"))
                .claim("https://onetill.example/merchant_id", MERCHANT.toString())
                .build());

        assertThat(ada.merchantId()).isEqualTo(MERCHANT);
        assertThat(ada.roles()).containsExactly(Role.CASHIER);
    }

    @Test
    void roles_of_Entra_have_names_of_their_own_and_one_merchant_serves_all() throws ParseException {
        claims.config.roleNames = Optional.of(List.of("admin=OneTill.Admin", "agent=OneTill.Agent"));
        claims.config.merchantId = Optional.of(MERCHANT);

        var ada =
                claims.principal(token().claim("merchant_id", UUID.randomUUID().toString())
                        .claim("roles", List.of("OneTill.Agent"))
                        .build());

        assertThat(ada.merchantId()).isEqualTo(MERCHANT);
        assertThat(ada.roles()).containsExactly(Role.AGENT);
        assertThat(ada.name()).as("without a name").isEqualTo("ada");
    }

    @Test
    void roles_may_be_words() throws ParseException {
        assertThat(claims.principal(token().claim("roles", "agent manager").build())
                        .roles())
                .containsExactlyInAnyOrder(Role.AGENT, Role.MANAGER);
    }

    @Test
    void an_old_token_is_refused_however_long_it_says_it_is_good() {
        assertThatThrownBy(() -> claims.principal(token().claim("roles", "admin")
                        .issueTime(Date.from(NOW.minus(Duration.ofHours(25))))
                        .build()))
                .isInstanceOf(ParseException.class);
    }

    private static JWTClaimsSet.Builder token() {
        return new JWTClaimsSet.Builder()
                .subject("ada")
                .claim("merchant_id", MERCHANT.toString())
                .issueTime(Date.from(NOW));
    }
}
