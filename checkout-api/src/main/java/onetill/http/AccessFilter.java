package onetill.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import onetill.access.Allow;
import onetill.access.Credentials;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.StaffTokens;
import onetill.limit.RequestLimits;
import onetill.limit.Visitor;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** The one place that lets callers in. What carries no {@link Allow} is closed to everybody. */
@Provider
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class AccessFilter implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer ";
    private static final String SHOPPER_ADDRESS = "Shopper-Address";
    private static final int LONGEST_KEY = 255;
    private static final Pattern REVISION = Pattern.compile("\"(\\d{1,18})\"");

    @Context
    ResourceInfo target;

    @Inject
    Call call;

    @Inject
    Visitor visitor;

    @Inject
    Credentials credentials;

    @Inject
    StaffTokens staffTokens;

    @Inject
    RequestLimits limits;

    @Override
    public void filter(ContainerRequestContext request) {
        call.conditions(key(request.getHeaderString("Idempotency-Key")), revision(request.getHeaderString("If-Match")));
        var allow = target.getResourceMethod().getAnnotation(Allow.class);
        if (allow == null) throw new ProblemException(ProblemType.FORBIDDEN, "nobody may call this");
        if (allow.anyone()) {
            recognize(request.getHeaderString("Authorization"), allow.signed());
            return;
        }
        var principal = caller(request.getHeaderString("Authorization"));
        if (!allowed(principal, allow)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "a caller of kind %s%s may not do this"
                            .formatted(
                                    lower(principal.kind()),
                                    principal.is(PrincipalKind.STAFF) ? " with roles " + principal.roles() : ""));
        }
        call.by(principal);
        var shopper = request.getHeaderString(SHOPPER_ADDRESS);
        if (shopper != null && principal.is(PrincipalKind.SECRET_KEY)) visitor.onBehalfOf(shopper);
    }

    /** Where anyone may call, it may still matter who does. */
    private void recognize(@Nullable String authorization, boolean signed) {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            limits.stranger(signed);
            return;
        }
        find(authorization.substring(SCHEME.length()).trim()).ifPresent(call::by);
    }

    private Principal caller(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            limits.stranger(false);
            throw new ProblemException(
                    ProblemType.UNAUTHENTICATED, "send your key or token as: Authorization: Bearer <credential>");
        }
        var credential = authorization.substring(SCHEME.length()).trim();
        return find(credential)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNAUTHENTICATED,
                        "this credential was never given out, has expired or was revoked"));
    }

    private Optional<Principal> find(String credential) {
        return limits.admitted(
                credential,
                () -> credential.startsWith("ey") ? staffTokens.read(credential) : credentials.find(credential));
    }

    static boolean allowed(Principal principal, Allow allow) {
        return principal.is(PrincipalKind.STAFF)
                ? Arrays.stream(allow.staff()).anyMatch(principal::has)
                : Arrays.asList(allow.value()).contains(principal.kind());
    }

    private static @Nullable String key(@Nullable String given) {
        if (given == null || given.isBlank()) return null;
        if (given.length() > LONGEST_KEY) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "an Idempotency-Key has at most %d characters".formatted(LONGEST_KEY));
        }
        return given;
    }

    private static @Nullable Long revision(@Nullable String given) {
        if (given == null || "*".equals(given)) return null;
        var match = REVISION.matcher(given);
        if (!match.matches()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "If-Match takes the ETag of a session, such as \"4\" in quotes");
        }
        return Long.valueOf(match.group(1));
    }

    private static String lower(PrincipalKind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
