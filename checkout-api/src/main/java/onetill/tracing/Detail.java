package onetill.tracing;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that a span may say besides its name and its times. The names without {@code onetill} are OpenTelemetry's; the server
 * and its libraries set many more, with addresses, query strings and what browsers tell of themselves, and none of these leaves.
 */
public enum Detail {
    METHOD("http.request.method"),
    /** The route that was matched, as {@code /api/v1/items/{id}}; told as {@code http.route}, which the server fills with paths. */
    ROUTE("onetill.route"),
    STATUS("http.response.status_code"),
    /** The path of a call of ours, with {@code {id}} for each id. */
    CALLED("url.template"),
    /** A status or the class of an exception, never its message. */
    ERROR("error.type"),
    DATABASE("db.system.name"),
    OPERATION("db.operation.name"),
    /** SQL with a placeholder for each value. */
    STATEMENT("db.query.text"),
    REQUEST("onetill.request_id"),
    SESSION("onetill.session_id"),
    PROVIDER("onetill.provider"),
    OUTCOME("onetill.outcome"),
    /** The provider's name for the call, for its support. */
    PROVIDER_REQUEST("onetill.provider_request_id");

    private static final Map<String, Detail> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Detail::attribute, Function.identity()));

    private final String attribute;

    Detail(String attribute) {
        this.attribute = attribute;
    }

    String attribute() {
        return attribute;
    }

    static boolean allows(String attribute) {
        return BY_NAME.containsKey(attribute);
    }
}
