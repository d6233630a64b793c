package onetill.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;
import onetill.tracing.Detail;
import onetill.tracing.Traces;
import org.jspecify.annotations.Nullable;

/** Tells a trace which call this is, under which id, and of which session. Before {@link AccessFilter}, so that refusals say it too. */
@Provider
@Priority(Priorities.AUTHENTICATION - 1)
@ApplicationScoped
public class TraceFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final Pattern SESSION =
            Pattern.compile("/*checkout-sessions/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/.*)?");

    @Context
    ResourceInfo target;

    @Inject
    Call call;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!Traces.isUnderWay()) return;
        Traces.note(Detail.ROUTE, route());
        Traces.note(Detail.REQUEST, call.requestId());
        var session = SESSION.matcher(request.getUriInfo().getPath());
        if (session.matches()) Traces.note(Detail.SESSION, session.group(1));
    }

    /** A client token belongs to one session, which need not be in the path. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!Traces.isUnderWay()) return;
        var caller = call.caller();
        var session = caller == null ? null : caller.sessionId();
        if (session != null) Traces.note(Detail.SESSION, session.toString());
    }

    private String route() {
        var application = ApiApplication.class.getAnnotation(ApplicationPath.class);
        var route = "/" + application.value() + part(target.getResourceClass().getAnnotation(Path.class))
                + part(target.getResourceMethod().getAnnotation(Path.class));
        return route.replaceAll("/+", "/");
    }

    private static String part(@Nullable Path path) {
        return path == null ? "" : "/" + path.value();
    }
}
