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
import java.util.regex.Pattern;
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
    private static final Pattern QUALITY = Pattern.compile("(?i);\\s*q\\s*=([^,;]*)");

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
        guardAccept(request);
    }

    /** The server's own reader of this header fails, as if it were our mistake. */
    private static void guardAccept(ContainerRequestContext request) {
        var quality = QUALITY.matcher(String.join(",", lines(request, "Accept")));
        while (quality.find()) {
            if (quality.group(1).strip().matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?")) continue;
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "a q in the Accept header is a number from 0 to 1 with three digits, such as 0.5");
        }
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
