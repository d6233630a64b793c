package onetill.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Turns everything that goes wrong into application/problem+json (RFC 9457). Nothing leaves this server otherwise. */
@Provider
@ApplicationScoped
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());
    private static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");
    private static final int SERVER_ERROR = 500;
    private static final int DEEPEST_CAUSE = 12;

    @Context
    UriInfo uri;

    @Inject
    Call call;

    @Override
    public Response toResponse(Throwable thrown) {
        var problem = problemIn(thrown);
        if (problem.type().status() == SERVER_ERROR) {
            LOG.log(Level.SEVERE, "request " + call.requestId() + " failed", thrown);
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("type", problem.type().uri());
        document.put("title", problem.type().title());
        document.put("status", problem.type().status());
        document.put("detail", problem.detail());
        document.put("instance", uri.getRequestUri().getPath());
        document.put("request_id", call.requestId());
        document.putAll(problem.members());
        var response =
                Response.status(problem.type().status()).type(PROBLEM_JSON).entity(document);
        var retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) response.header("Retry-After", retryAfter);
        if (problem.type() == ProblemType.UNAUTHENTICATED) response.header("WWW-Authenticate", "Bearer");
        return response.build();
    }

    private static ProblemException problemIn(Throwable thrown) {
        Throwable cause = thrown;
        for (var depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            var found = known(cause);
            if (found != null) return found;
            cause = cause.getCause();
        }
        return new ProblemException(ProblemType.BUG, "this is ours to mend; tell us the request_id");
    }

    private static @Nullable ProblemException known(Throwable cause) {
        if (cause instanceof ProblemException problem) return problem;
        if (cause instanceof ConstraintViolationException violations) return invalid(violations);
        if (cause instanceof WebApplicationException web) return ofStatus(web);
        if (cause instanceof SQLTransientException || cause instanceof SQLException sql && isConnectionLoss(sql)) {
            return new ProblemException(ProblemType.DATABASE_UNAVAILABLE, "try again in a moment").retryAfter(2);
        }
        return null;
    }

    private static boolean isConnectionLoss(SQLException sql) {
        var state = sql.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("40"));
    }

    private static ProblemException invalid(ConstraintViolationException violations) {
        var all = violations.getConstraintViolations().stream()
                .map(it -> Map.of("field", field(it.getPropertyPath().toString()), "text", it.getMessage()))
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
        var detail =
                all.stream().map(it -> it.get("field") + " " + it.get("text")).collect(Collectors.joining("; "));
        return new ProblemException(ProblemType.VALIDATION_FAILED, detail).with("violations", all);
    }

    /** "open.request.lineItems[0].quantity" is line_items[0].quantity to the caller. */
    private static String field(String path) {
        var parts = path.split("\\.", 3);
        var own = parts.length == 3 ? parts[2] : path;
        return own.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
    }

    private static ProblemException ofStatus(WebApplicationException web) {
        var status = web.getResponse().getStatus();
        var type = switch (status) {
            case 400 -> ProblemType.MALFORMED_REQUEST;
            case 401 -> ProblemType.UNAUTHENTICATED;
            case 403 -> ProblemType.FORBIDDEN;
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 408 -> ProblemType.REQUEST_TIMEOUT;
            case 413 -> ProblemType.BODY_TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            default -> ProblemType.BUG;
        };
        return new ProblemException(
                type, "HTTP %d: %s".formatted(status, type.title().toLowerCase(java.util.Locale.ROOT)));
    }
}
