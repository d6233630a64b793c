package onetill.sandbox.adyen;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that was not carried out, as Adyen words it. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final int status;
    private final String code;
    private final String type;

    private Refusal(int status, String code, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.type = type;
    }

    static Refusal unauthorized() {
        return new Refusal(401, "000", "security", "HTTP Status Response - Unauthorized");
    }

    static Refusal wrongAccount() {
        return new Refusal(403, "901", "security", "Invalid Merchant Account");
    }

    static Refusal notFound() {
        return new Refusal(404, "000", "internal", "The requested resource does not exist");
    }

    static Refusal invalid(String code, String message) {
        return new Refusal(422, code, "validation", message);
    }

    static Refusal inProgress() {
        return new Refusal(422, "704", "validation", "request already processed or in progress");
    }

    /** How Adyen words trouble of its own. */
    static String trouble(int status, String code) {
        return new Refusal(
                        status,
                        code.isEmpty() ? "905" : code,
                        status < 500 ? "validation" : "internal",
                        "The sandbox was told to fail here.")
                .body()
                .toString();
    }

    int status() {
        return status;
    }

    boolean isTransient() {
        return "704".equals(code);
    }

    ObjectNode body() {
        return MAPPER.createObjectNode()
                .put("status", status)
                .put("errorCode", code)
                .put("message", getMessage())
                .put("errorType", type);
    }
}
