package onetill.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;
import onetill.runtime.Ids;
import onetill.text.CardNumbers;

/** Gives each request an id, or keeps the caller's, and says it in the answer: the thread through all logs. */
@Provider
@PreMatching
@Priority(1)
@ApplicationScoped
public class RequestIdFilter implements ContainerRequestFilter, ContainerResponseFilter {

    static final String HEADER = "Request-Id";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final Pattern CREDENTIAL = Pattern.compile("^(sk|rk|pk|ct|rg|ca|whsec)_|^ey[A-Za-z0-9_-]+\\.");

    @Inject
    Call call;

    @Inject
    Ids ids;

    @Override
    public void filter(ContainerRequestContext request) {
        var given = request.getHeaderString(HEADER);
        call.under(given != null && isHarmless(given) ? given : "req_" + ids.next());
    }

    /** It goes to logs and into the database: no line breaks, no credential that somebody put there, no card. */
    private static boolean isHarmless(String given) {
        return HARMLESS.matcher(given).matches() && !CREDENTIAL.matcher(given).find() && !CardNumbers.isIn(given);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, call.requestId());
        if (!response.getHeaders().containsKey("Cache-Control")) {
            response.getHeaders().putSingle("Cache-Control", "no-store");
        }
    }
}
