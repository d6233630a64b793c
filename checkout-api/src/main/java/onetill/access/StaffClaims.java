package onetill.access;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onetill.runtime.Clocks;
import org.jspecify.annotations.Nullable;

/** From the claims of a token that was verified to who calls. Issuers name things differently; {@link OidcConfig} says how. */
@ApplicationScoped
public class StaffClaims {

    private static final int LONGEST_SUBJECT = 255;

    @Inject
    OidcConfig config;

    @Inject
    Clocks clock;

    /** @throws ParseException when a claim is missing or is not what it should be */
    Principal principal(JWTClaimsSet claims) throws ParseException {
        guardAge(claims);
        var subject = claims.getSubject();
        if (subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw new ParseException("the subject is no name", 0);
        }
        var name = find(claims, config.nameClaim) instanceof String text && !text.isBlank() ? text : subject;
        return new Principal(PrincipalKind.STAFF, merchant(claims), subject, name, null, null, roles(claims));
    }

    private void guardAge(JWTClaimsSet claims) throws ParseException {
        var issued = claims.getIssueTime().toInstant();
        var now = clock.instant();
        if (issued.isAfter(now.plus(config.clockSkew))) throw new ParseException("it is issued in the future", 0);
        if (issued.plus(config.maxAge).plus(config.clockSkew).isBefore(now))
            throw new ParseException("it is too old", 0);
    }

    private UUID merchant(JWTClaimsSet claims) throws ParseException {
        if (config.merchantId.isPresent()) return config.merchantId.get();
        if (find(claims, config.merchantClaim) instanceof String text) return UUID.fromString(text);
        throw new ParseException("the claim %s names no merchant".formatted(config.merchantClaim), 0);
    }

    /** Names we do not know are somebody else's: the token may serve other applications, too. */
    private Set<Role> roles(JWTClaimsSet claims) throws ParseException {
        var value = find(claims, config.rolesClaim);
        if (value == null) throw new ParseException("there is no claim " + config.rolesClaim, 0);
        var ours = names();
        return names(value).flatMap(it -> Stream.ofNullable(ours.get(it))).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> names(Object value) {
        if (value instanceof Collection<?> all) return all.stream().map(String::valueOf);
        return Arrays.stream(value.toString().split("[ ,]+"));
    }

    private Map<String, Role> names() {
        var names = new HashMap<String, Role>();
        for (var role : Role.values()) names.put(role.name().toLowerCase(Locale.ROOT), role);
        for (var pair : config.roleNames.orElse(List.of())) {
            var parts = pair.split("=", 2);
            var role = names.get(parts[0].trim());
            if (role == null || parts.length != 2) {
                throw new IllegalStateException(
                        "OIDC_ROLE_NAMES takes pairs such as admin=tills-admins, and has " + pair);
            }
            names.put(parts[1].trim(), role);
        }
        return names;
    }

    /** A claim by its name, or the member of an object by a path of names with dots between them. */
    private static @Nullable Object find(JWTClaimsSet claims, String name) {
        var direct = claims.getClaim(name);
        if (direct != null) return direct;
        @Nullable Object at = claims.getClaims();
        for (var step : name.split("\\.")) at = at instanceof Map<?, ?> members ? members.get(step) : null;
        return at;
    }
}
