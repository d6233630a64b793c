package onetill.telephony;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import onetill.access.Allow;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Settings;
import onetill.text.Texts;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Twilio's status callbacks: each is answered without TwiML, as they are. */
@Path("webhooks/twilio-voice")
@RequestScoped
@Tag(name = "Provider webhooks")
public class TwilioVoiceWebhookResource {

    /** Fields that hold phone numbers, which may be long. */
    private static final Set<String> NUMBERS = Set.of("From", "To", "Caller", "Called");

    @Inject
    Connections connections;

    @Inject
    PhoneCalls calls;

    @Inject
    Settings settings;

    @Inject
    Clocks clock;

    @POST
    @Path("{connection_id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Allow(anyone = true, signed = true)
    @Operation(operationId = "receiveTwilioVoiceStatus", summary = "Receive a signed status callback of Twilio")
    public Response receive(
            @PathParam("connection_id") UUID id,
            byte[] body,
            @Context UriInfo uri,
            @HeaderParam("X-Twilio-Signature") @Nullable String signature) {
        var connection = connections
                .byId(id, Connection.Kind.TWILIO)
                .orElseThrow(() -> ProblemException.notFound("telephony connection", id));
        var form = form(new String(body, StandardCharsets.UTF_8));
        var query = uri.getRequestUri().getRawQuery();
        var url = settings.publicUrl() + "/api/v1/" + connection.path() + (query == null ? "" : "?" + query);
        var isTwilios = signature != null
                && connection.secrets(clock.now()).stream()
                        .anyMatch(it -> TwilioSignature.fits(signature, it, url, form));
        if (!isTwilios) {
            throw malformed(
                    "the X-Twilio-Signature does not fit this form, " + url + " and the connection's auth token");
        }
        new TwilioCallback(form).told().ifPresent(it -> calls.told(connection, it));
        return Response.noContent().build();
    }

    private static Map<String, List<String>> form(String body) {
        var form = new LinkedHashMap<String, List<String>>();
        for (var pair : body.split("&", -1)) {
            if (pair.isEmpty()) continue;
            var at = pair.indexOf('=');
            var name = decoded(at < 0 ? pair : pair.substring(0, at));
            var value = decoded(at < 0 ? "" : pair.substring(at + 1));
            Texts.check(name, NUMBERS.contains(name) ? "phone" : name, value);
            form.computeIfAbsent(name, it -> new ArrayList<>()).add(value);
        }
        return form;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed("this is no form");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
