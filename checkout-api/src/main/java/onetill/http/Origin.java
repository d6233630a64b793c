package onetill.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import onetill.access.KnownOrigins;
import onetill.access.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Cross-origin calls of browsers (the CORS protocol of the Fetch standard): pages that a publishable key is for may call with it, and
 * with the client token it opened a session with. There are no cookies, so no page can call in somebody else's name.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 1)
@ApplicationScoped
public class Origin implements ContainerRequestFilter, ContainerResponseFilter {

    private static final int NO_CONTENT = 204;
    private static final int HOUR = 3_600;

    @Inject
    KnownOrigins known;

    @Inject
    Call call;

    /** A browser asks first, without a credential; what it asks for is decided when it comes. */
    @Override
    public void filter(ContainerRequestContext request) {
        var origin = request.getHeaderString("Origin");
        if (origin == null || !HttpMethod.OPTIONS.equals(request.getMethod())) return;
        if (request.getHeaderString("Access-Control-Request-Method") == null) return;
        var answer = Response.status(NO_CONTENT);
        if (known.anywhere(origin)) {
            answer.header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
                    .header(
                            "Access-Control-Allow-Headers",
                            "Authorization, Content-Type, Idempotency-Key, If-Match, Last-Event-ID, Request-Id")
                    .header("Access-Control-Max-Age", HOUR);
        }
        request.abortWith(answer.build());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var origin = request.getHeaderString("Origin");
        response.getHeaders().add("Vary", "Origin");
        if (origin == null || known.isOurs(origin)) return;
        var isAsking = HttpMethod.OPTIONS.equals(request.getMethod());
        if (isAsking ? !known.anywhere(origin) : !mayRead(call.caller(), origin)) return;
        response.getHeaders().putSingle("Access-Control-Allow-Origin", origin);
        response.getHeaders()
                .putSingle(
                        "Access-Control-Expose-Headers",
                        "ETag, Request-Id, Retry-After, Idempotent-Replayed, WWW-Authenticate, RateLimit, RateLimit-Policy");
    }

    private boolean mayRead(@Nullable Principal by, String origin) {
        if (by == null) return known.anywhere(origin);
        return switch (by.kind()) {
            case PUBLISHABLE_KEY, CLIENT_TOKEN -> known.by(by, origin);
            case SECRET_KEY, REGISTER, STAFF, SYSTEM -> false;
        };
    }
}
