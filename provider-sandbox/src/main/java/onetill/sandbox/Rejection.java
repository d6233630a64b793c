package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer that is an error, as Stripe words it. */
final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ObjectNode error;
    private final boolean executed;

    private Rejection(int status, ObjectNode error, boolean executed) {
        super(error.path("message").asText(), null, false, false);
        this.status = status;
        this.error = error;
        this.executed = executed;
    }

    /** Nothing was done: the request itself is wrong. Not kept under an idempotency key. */
    static Rejection invalid(String code, String param, String message) {
        var error = error("invalid_request_error", message);
        if (!code.isEmpty()) error.put("code", code);
        if (!param.isEmpty()) error.put("param", param);
        return new Rejection(400, error, false);
    }

    static Rejection missing(String param) {
        return invalid("parameter_missing", param, "Missing required param: " + param + ".");
    }

    static Rejection unauthorized(String message) {
        return new Rejection(401, error("invalid_request_error", message), false);
    }

    static Rejection forbidden(String message) {
        return new Rejection(403, error("invalid_request_error", message), false);
    }

    static Rejection unknownUrl(String method, String path) {
        var message = "Unrecognized request URL (%s: %s).".formatted(method, path);
        return new Rejection(404, error("invalid_request_error", message), false);
    }

    static Rejection notFound(String what, String id) {
        var error = error("invalid_request_error", "No such %s: '%s'".formatted(what, id));
        error.put("code", "resource_missing").put("param", "id");
        return new Rejection(404, error, true);
    }

    /** The request was understood, but the object's state does not allow it. */
    static Rejection state(String code, String message) {
        var error = error("invalid_request_error", message);
        error.put("code", code);
        return new Rejection(400, error, true);
    }

    static Rejection idempotency(String message) {
        return new Rejection(400, error("idempotency_error", message), false);
    }

    static Rejection keyInUse() {
        var error = error("idempotency_error", "There is currently another in-progress request using this key.");
        error.put("code", "idempotency_key_in_use");
        return new Rejection(409, error, false);
    }

    /** The bank's no. */
    static Rejection card(String code, String declineCode, String message) {
        var error = error("card_error", message);
        error.put("code", code);
        if (!declineCode.isEmpty()) error.put("decline_code", declineCode);
        return new Rejection(402, error, true);
    }

    private static ObjectNode error(String type, String message) {
        var error = Nodes.object();
        error.put("type", type).put("message", message);
        return error;
    }

    Rejection with(String member, ObjectNode object) {
        error.set(member, object);
        return this;
    }

    int status() {
        return status;
    }

    ObjectNode error() {
        return error;
    }

    /** Whether it is an outcome, which is kept and replayed, rather than a request that was never begun. */
    boolean executed() {
        return executed;
    }

    ObjectNode body() {
        var body = Nodes.object();
        body.set("error", error);
        return body;
    }
}
