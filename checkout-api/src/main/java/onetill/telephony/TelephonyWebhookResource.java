package onetill.telephony;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.UUID;
import onetill.access.Allow;
import onetill.customer.PhoneNumbers;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a telephony tells of calls, signed as Standard Webhooks says. */
@Path("webhooks/telephony")
@RequestScoped
@Tag(name = "Provider webhooks")
public class TelephonyWebhookResource {

    private static final int LONGEST_NAME = 200;
    private static final String FORM =
            "an event of a telephony: call_id, type, direction, caller_number, called_number, agent, extension,"
                    + " occurred_at and end, as the API describes them";

    @Inject
    Connections connections;

    @Inject
    PhoneCalls calls;

    @Inject
    Clocks clock;

    /** In the words of a telephony: {@code started} is a call that rings. */
    private enum Type {
        STARTED(CallEvent.Kind.RINGING),
        RINGING(CallEvent.Kind.RINGING),
        ANSWERED(CallEvent.Kind.ANSWERED),
        HELD(CallEvent.Kind.HELD),
        RESUMED(CallEvent.Kind.RESUMED),
        ENDED(CallEvent.Kind.ENDED);

        private final CallEvent.Kind type;

        Type(CallEvent.Kind type) {
            this.type = type;
        }
    }

    /** @param agent subject of the person who answers, as the issuer of staff names them */
    private record Body(
            @Nullable String callId,
            @Nullable Type type,
            PhoneCall.@Nullable Direction direction,
            @Nullable String callerNumber,
            @Nullable String calledNumber,
            @Nullable String agent,
            @Nullable String extension,
            @Nullable OffsetDateTime occurredAt,
            CallEvent.@Nullable Ending end) {

        Told told(String eventId) {
            if (callId == null || callId.isBlank() || callId.length() > LONGEST_NAME) {
                throw ProblemException.invalid("call_id", "name the call, in 200 characters at most");
            }
            if (type == null) throw ProblemException.invalid("type", "say what has happened to the call");
            var way = direction == null ? PhoneCall.Direction.INBOUND : direction;
            var other = way == PhoneCall.Direction.INBOUND ? callerNumber : calledNumber;
            return new Told(
                    eventId,
                    callId,
                    type.type,
                    way,
                    other == null || !other.matches(PhoneNumbers.PATTERN) ? null : other,
                    bounded("agent", agent),
                    bounded("extension", extension),
                    end,
                    occurredAt);
        }

        private static @Nullable String bounded(String name, @Nullable String text) {
            if (text == null || text.length() <= LONGEST_NAME) return text;
            throw ProblemException.invalid(name, "is at most 200 characters long");
        }
    }

    @POST
    @Path("{connection_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(anyone = true, signed = true)
    @Operation(operationId = "receiveTelephonyEvent", summary = "Receive a signed event of a telephony")
    public Response receive(
            @PathParam("connection_id") UUID id,
            byte[] body,
            @HeaderParam("webhook-id") @Nullable String eventId,
            @HeaderParam("webhook-timestamp") @Nullable String timestamp,
            @HeaderParam("webhook-signature") @Nullable String signature) {
        var connection = connections
                .byId(id, Connection.Kind.GENERIC)
                .orElseThrow(() -> ProblemException.notFound("telephony connection", id));
        var callback = new SignedCallback(body, eventId, timestamp, signature);
        var once = callback.verified(connection, clock.now());
        var told = callback.read(Body.class, FORM).told(once);
        calls.told(connection, told);
        return Response.accepted().build();
    }
}
