package onetill.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import onetill.limit.Load;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Drops what is {@link Expendable} first, so that what is left of the server is for those who buy. */
@Provider
@Priority(Priorities.AUTHENTICATION - 1)
@ApplicationScoped
public class ExpendableFilter implements ContainerRequestFilter {

    @Context
    ResourceInfo target;

    @Inject
    Load load;

    @Inject
    MetricRegistry metrics;

    @Override
    public void filter(ContainerRequestContext request) {
        var expendable = target.getResourceMethod().getAnnotation(Expendable.class);
        if (expendable == null || !load.isHigh()) return;
        metrics.counter(expendable.value(), new Tag("reason", "busy")).inc();
        request.abortWith(Response.accepted().build());
    }
}
