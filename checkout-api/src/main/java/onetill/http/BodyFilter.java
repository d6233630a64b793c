package onetill.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Arrays;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;

/** How large a body may be, and how long it may take to arrive, whoever reads it. */
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
@ApplicationScoped
public class BodyFilter implements ContainerRequestFilter {

    private static final int LARGEST = 256 * 1024;
    private static final int LARGEST_BULK = 8 * 1024 * 1024;
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration TIME_BULK = Duration.ofSeconds(60);

    @Context
    ResourceInfo target;

    @Override
    public void filter(ContainerRequestContext request) {
        if (HttpMethod.GET.equals(request.getMethod())) return;
        var bulk = Arrays.stream(target.getResourceMethod().getParameterAnnotations())
                .flatMap(Arrays::stream)
                .anyMatch(Bulk.class::isInstance);
        var largest = bulk ? LARGEST_BULK : LARGEST;
        if (request.getLength() > largest) throw tooLarge(largest);
        request.setEntityStream(new BoundedBody(request.getEntityStream(), largest, bulk ? TIME_BULK : TIME));
    }

    static ProblemException tooLarge(int largest) {
        return new ProblemException(
                ProblemType.BODY_TOO_LARGE, "a body has at most %d bytes; send less at once".formatted(largest));
    }
}
