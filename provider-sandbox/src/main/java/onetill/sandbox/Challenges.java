package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** Questions of the bank to its customer, each on a page with an address that cannot be guessed. */
final class Challenges {

    private static final String KIND = "sandbox.challenge";
    private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://.+");

    private final Core core;
    private final String baseUrl;

    Challenges(Core core, String baseUrl) {
        this.core = core;
        this.baseUrl = baseUrl;
    }

    static String returnUrl(ObjectNode params) {
        var url = Nodes.text(params, "return_url");
        if (url.isEmpty() || ADDRESS.matcher(url).matches()) return url;
        throw Rejection.invalid("url_invalid", "return_url", "Invalid URL: an explicit scheme must be given.");
    }

    /** Makes the intent wait for its buyer, at a page of this kind. */
    void ask(ObjectNode intent, String page, String returnUrl) {
        var token = core.id("tds_");
        core.store.add(Nodes.object()
                .put("id", token)
                .put("object", KIND)
                .put("of", Nodes.text(intent, "id"))
                .put("page", page)
                .put("return_url", returnUrl));
        intent.put("status", "requires_action");
        var action = intent.putObject("next_action").put("type", "redirect_to_url");
        var redirect = action.putObject("redirect_to_url").put("url", page(page, token));
        if (returnUrl.isEmpty()) redirect.putNull("return_url");
        else redirect.put("return_url", returnUrl);
    }

    private String page(String kind, String token) {
        return "%s/pages/%s/%s".formatted(baseUrl, kind, token);
    }

    ObjectNode get(String token) {
        return core.get(KIND, token);
    }

    /** Whether it is still this question that the intent waits for. */
    boolean isOpen(String token, ObjectNode intent) {
        var kind = get(token).path("page").asText("3ds");
        return "requires_action".equals(Nodes.text(intent, "status"))
                && page(kind, token)
                        .equals(intent.at("/next_action/redirect_to_url/url").asText());
    }

    /** Where the buyer goes afterwards, told what became of the intent. */
    String wayBack(ObjectNode challenge, ObjectNode intent) {
        var given = Nodes.text(challenge, "return_url");
        var url = given.isEmpty() ? baseUrl + "/pages/" : given;
        var kind = Nodes.text(intent, "object");
        var bad = "requires_payment_method".equals(Nodes.text(intent, "status"))
                || "canceled".equals(Nodes.text(intent, "status"));
        var hash = url.indexOf('#');
        var address = hash < 0 ? url : url.substring(0, hash);
        return address + (address.contains("?") ? "&" : "?")
                + kind + "=" + Nodes.text(intent, "id")
                + "&" + kind + "_client_secret=" + Nodes.text(intent, "client_secret")
                + "&redirect_status=" + (bad ? "failed" : "succeeded")
                + (hash < 0 ? "" : url.substring(hash));
    }
}
