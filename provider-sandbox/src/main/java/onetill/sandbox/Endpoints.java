package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who wants to hear of which events: the receiver from the settings, which wants all, and those created by the API. */
final class Endpoints {

    /** The receiver from the settings. */
    static final String CONFIGURED = "configured";

    private static final String KIND = "webhook_endpoint";
    private static final String SECRET = "sandbox.endpoint_secret";

    private final Core core;
    private final boolean hasReceiver;

    Endpoints(Core core, boolean hasReceiver) {
        this.core = core;
        this.hasReceiver = hasReceiver;
    }

    /** Where an event goes, and with which secret it is signed. */
    record Address(String url, String secret) {}

    List<String> wanting(String type) {
        var wanting = new ArrayList<String>();
        if (hasReceiver) wanting.add(CONFIGURED);
        for (var endpoint : core.store.all(KIND)) {
            for (var pattern : endpoint.path("enabled_events")) {
                if (!covers(pattern.asText(), type)) continue;
                wanting.add(Nodes.text(endpoint, "id"));
                break;
            }
        }
        return wanting;
    }

    static boolean covers(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(type);
    }

    /** The address of a created endpoint, unless it is gone. */
    @Nullable
    Address address(String id) {
        var endpoint = core.store.find(id);
        var secret = core.store.find("secret_of_" + id);
        if (endpoint == null || secret == null) return null;
        return new Address(Nodes.text(endpoint, "url"), Nodes.text(secret, "secret"));
    }

    ObjectNode create(ObjectNode params) {
        checkUrl(Nodes.text(params, "url"));
        var endpoint = core.create("WebhookEndpoint", KIND, "we_");
        Core.copy(params, endpoint, "url", "enabled_events", "description", "api_version");
        endpoint.put("status", "enabled");
        Core.mergeMetadata(endpoint, params.get("metadata"));
        // The secret is told once, so it is kept beside the endpoint and not in it.
        var secret = core.id("whsec_");
        core.store.add(Nodes.object()
                .put("id", "secret_of_" + Nodes.text(endpoint, "id"))
                .put("object", SECRET)
                .put("secret", secret));
        return endpoint.deepCopy().put("secret", secret);
    }

    private static void checkUrl(String url) {
        try {
            var scheme = new URI(url).getScheme();
            if ("http".equals(scheme) || "https".equals(scheme)) return;
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw Rejection.invalid("url_invalid", "url", "Invalid URL: it must begin with http or https.");
    }

    ObjectNode delete(String id) {
        core.get(KIND, id);
        core.store.remove(id);
        core.store.remove("secret_of_" + id);
        return Nodes.object().put("id", id).put("object", KIND).put("deleted", true);
    }
}
