package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer that is an error, as Stripe words it. */
final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ObjectNode error;
    private final Trace trace;

    /** What stays of a request that was answered with an error. */
    enum Trace {
        /** The request itself is wrong: as if it had never come. Its idempotency key is free. */
        NONE,
        /** It was begun and refused: the answer is kept under its key, and nothing else changed. */
        ANSWER,
        /** It happened and ended badly, as a decline does: answer and changes are kept. */
        ALL
    }

    private Rejection(int status, ObjectNode error, Trace trace) {
        super(error.path("message").asText(), null, false, false);
        this.status = status;
        this.error = error;
        this.trace = trace;
    }

    static Rejection invalid(String code, String param, String message) {
        var error = error("invalid_request_error", message);
        if (!code.isEmpty()) error.put("code", code);
        if (!param.isEmpty()) error.put("param", param);
        return new Rejection(400, error, Trace.NONE);
    }

    static Rejection missing(String param) {
        return invalid("parameter_missing", param, "Missing required param: " + param + ".");
    }

    static Rejection unauthorized(String message) {
        return new Rejection(401, error("invalid_request_error", message), Trace.NONE);
    }

    static Rejection forbidden(String message) {
        return new Rejection(403, error("invalid_request_error", message), Trace.NONE);
    }

    static Rejection unknownUrl(String method, String path) {
        var message = "Unrecognized request URL (%s: %s).".formatted(method, path);
        return new Rejection(404, error("invalid_request_error", message), Trace.NONE);
    }

    static Rejection notFound(String what, String id) {
        var error = error("invalid_request_error", "No such %s: '%s'".formatted(what, id));
        error.put("code", "resource_missing").put("param", "payment_intent".equals(what) ? "intent" : "id");
        return new Rejection(404, error, Trace.ANSWER);
    }

    /** An object that a parameter names, not the path, does not exist. */
    static Rejection noSuch(String what, String id, String param) {
        return invalid("resource_missing", param, "No such %s: '%s'".formatted(what, id));
    }

    /** Stripe knows the parameter and this sandbox does not act on it: better said than ignored. */
    static Rejection notPlayed(String param) {
        return invalid("", param, "The sandbox does not play the parameter %s.".formatted(param));
    }

    /** The request was understood, but the object's state does not allow it. */
    static Rejection state(String code, String message) {
        var error = error("invalid_request_error", message);
        error.put("code", code);
        return new Rejection(400, error, Trace.ANSWER);
    }

    static Rejection idempotency(String message) {
        return new Rejection(400, error("idempotency_error", message), Trace.NONE);
    }

    static Rejection keyInUse() {
        var error = error("idempotency_error", "There is currently another in-progress request using this key.");
        error.put("code", "idempotency_key_in_use");
        return new Rejection(409, error, Trace.NONE);
    }

    /** The bank's no. */
    static Rejection card(String code, String declineCode, String message) {
        var error = error("card_error", message);
        error.put("code", code);
        if (!declineCode.isEmpty()) error.put("decline_code", declineCode);
        return new Rejection(402, error, Trace.ALL);
    }

    /** How Stripe words trouble of its own, or of too many asking at once. */
    static String trouble(int status, String code) {
        var error = error(status < 500 ? "invalid_request_error" : "api_error", "The sandbox was told to fail here.");
        if (status == 409) error.put("type", "idempotency_error").put("code", "idempotency_key_in_use");
        if (status == 429) error.put("code", "rate_limit");
        if (!code.isEmpty()) error.put("code", code);
        var body = Nodes.object();
        body.set("error", error);
        return Nodes.text(body);
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

    Trace trace() {
        return trace;
    }

    ObjectNode body() {
        var body = Nodes.object();
        body.set("error", error);
        return body;
    }
}
