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
import java.util.Set;
import java.util.regex.Pattern;
import onetill.access.Allow;
import onetill.access.Credentials;
import onetill.access.KnownOrigins;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Proof;
import onetill.access.Scopes;
import onetill.access.StaffTokens;
import onetill.limit.RequestLimits;
import onetill.limit.Visitor;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Secrets;
import onetill.text.Texts;
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
    KnownOrigins known;

    @Inject
    RequestLimits limits;

    @Override
    public void filter(ContainerRequestContext request) {
        call.conditions(key(request.getHeaderString("Idempotency-Key")), revision(request.getHeaderString("If-Match")));
        var allow = target.getResourceMethod().getAnnotation(Allow.class);
        if (allow == null) throw new ProblemException(ProblemType.FORBIDDEN, "nobody may call this");
        if (allow.anyone()) {
            if (allow.signed())
                limits.stranger(true); // what it bears, if anything, proves the message, not a caller of ours
            else recognize(request);
            return;
        }
        var credential = credential(request.getHeaderString("Authorization"));
        var principal = caller(credential);
        if (!allowed(principal, allow)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "a caller of kind %s%s may not do this"
                            .formatted(
                                    lower(principal.kind()),
                                    principal.is(PrincipalKind.STAFF) ? " with roles " + principal.roles() : ""));
        }
        guardOrigin(principal, credential, request.getHeaderString("Origin"));
        var needed = missingScope(principal, request);
        if (needed != null) {
            throw new ProblemException(ProblemType.SCOPE_MISSING, needed).with("scopes", granted(principal));
        }
        call.by(principal, () -> proof(credential));
        var shopper = request.getHeaderString(SHOPPER_ADDRESS);
        if (shopper != null && principal.is(PrincipalKind.SECRET_KEY)) visitor.onBehalfOf(shopper);
    }

    /** Where anyone may call, it may still matter who does: it is nobody who may not do it by this key. */
    private void recognize(ContainerRequestContext request) {
        var authorization = request.getHeaderString("Authorization");
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            limits.stranger(false);
            return;
        }
        var credential = authorization.substring(SCHEME.length()).trim();
        find(credential)
                .filter(it -> missingScope(it, request) == null)
                .ifPresent(caller -> call.by(caller, () -> proof(credential)));
    }

    /** A browser says where a page comes from, and the page cannot change that. What is no browser need not say. */
    private void guardOrigin(Principal by, String credential, @Nullable String origin) {
        if (origin == null || !by.is(PrincipalKind.PUBLISHABLE_KEY)) return;
        if (known.isOurs(origin) || known.by(by, origin)) return;
        call.by(
                by,
                () -> proof(
                        credential)); // whose key it is decides whether that page may read the refusal, and it may not
        throw new ProblemException(
                ProblemType.ORIGIN_NOT_ALLOWED,
                "this key is not for pages of %s; add a key with that origin".formatted(origin));
    }

    private static Set<String> granted(Principal by) {
        var shown = by.credential();
        var scopes = shown == null ? null : shown.scopes();
        return scopes == null ? Set.of() : scopes;
    }

    /** What a restricted key lacks for this call, in words; null when it may. */
    private static @Nullable String missingScope(Principal by, ContainerRequestContext request) {
        var shown = by.credential();
        var scopes = shown == null ? null : shown.scopes();
        if (scopes == null) return null;
        var path = request.getUriInfo().getPath().replaceFirst("^/+", "");
        var needed = Scopes.of(request.getMethod(), path);
        if (needed.isEmpty()) return "restricted keys may not do this";
        if (Scopes.cover(scopes, needed.get())) return null;
        return "this key lacks the scope " + needed.get();
    }

    private String credential(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            limits.stranger(false);
            throw new ProblemException(
                    ProblemType.UNAUTHENTICATED, "send your key or token as: Authorization: Bearer <credential>");
        }
        return authorization.substring(SCHEME.length()).trim();
    }

    private Principal caller(String credential) {
        return find(credential)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNAUTHENTICATED,
                        "this credential was never given out, has expired or was revoked"));
    }

    private Optional<Principal> find(String credential) {
        return limits.admitted(
                credential, () -> isStaffs(credential) ? staffTokens.read(credential) : credentials.find(credential));
    }

    private Proof proof(String credential) {
        return isStaffs(credential)
                ? new Proof(null, staffTokens.goodUntil(credential))
                : new Proof(Secrets.hash(credential), null);
    }

    private static boolean isStaffs(String credential) {
        return credential.startsWith("ey");
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
        Texts.check("Idempotency-Key", "Idempotency-Key", given);
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
