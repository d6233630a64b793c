package onetill.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import onetill.limit.Quotas;
import onetill.limit.Visitor;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;

/** Finds out where a request comes from, before anything is done for it, and says in the answer what the caller has left. */
@Provider
@PreMatching
@Priority(2)
@ApplicationScoped
public class VisitorFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final int LONGEST_ADDRESS = 8_000;

    @Context
    HttpServletRequest http;

    @Inject
    Visitor visitor;

    @Inject
    Quotas quotas;

    @Override
    public void filter(ContainerRequestContext request) {
        visitor.cameFrom(http.getRemoteAddr(), lines(request, "Forwarded"), lines(request, "X-Forwarded-For"));
        if (request.getUriInfo().getRequestUri().toString().length() > LONGEST_ADDRESS) {
            throw new ProblemException(
                    ProblemType.ADDRESS_TOO_LONG,
                    "an address has at most %d characters; ask for less at once".formatted(LONGEST_ADDRESS));
        }
        if (request.getUriInfo().getRequestUri().toString().contains("%00")) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "the address holds U+0000 (%00), which no text does; leave it out");
        }
        guardHeaders();
    }

    private void guardHeaders() {
        if (!(http.getAttribute(HeaderGuard.MALFORMED) instanceof String detail)) return;
        throw new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }

    private static List<String> lines(ContainerRequestContext request, String header) {
        return request.getHeaders().getOrDefault(header, List.of());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        quotas.policy().ifPresent(policy -> {
            response.getHeaders().putSingle("RateLimit-Policy", policy);
            response.getHeaders().putSingle("RateLimit", quotas.left());
        });
    }
}
