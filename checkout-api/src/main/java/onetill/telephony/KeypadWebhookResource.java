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
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import onetill.access.Allow;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What a telephony tells of a caller's keys: how far they are, and at last the payment provider's token. A body with digits that could
 * be typed ones is refused before anything is done with it, and nothing of it is kept or logged.
 */
@Path("webhooks/keypad")
@RequestScoped
@Tag(name = "Provider webhooks")
public class KeypadWebhookResource {

    /** Digits that stand alone, as nobody has to send here: counts are smaller, and ids hang together with letters or dashes. */
    private static final Pattern TYPED = Pattern.compile("(?<![\\p{L}\\d_-])\\d[\\d \\u00a0.]{2,}\\d(?![\\p{L}\\d_-])");

    /** Of a payment provider, such as {@code pm_1N4p…}: begins with letters. */
    private static final Pattern TOKEN = Pattern.compile("[a-z]{2,10}_[A-Za-z0-9_]{3,200}");

    private static final int MOST_DIGITS = 19;
    private static final int MOST_WORDS = 999;

    @Inject
    Connections connections;

    @Inject
    KeypadEntries entries;

    @Inject
    Clocks clock;

    private enum Type {
        PROGRESS,
        COMPLETED,
        FAILED
    }

    private enum Reason {
        HUNG_UP,
        GAVE_UP,
        FAILED
    }

    /** @param number of a progress, counted by the telephony from 1 for each entry, to 999 */
    private record Body(
            @Nullable UUID keypadEntryId,
            @Nullable Type type,
            @Nullable Long number,
            KeypadField.@Nullable Name field,
            @Nullable Integer digits,
            KeypadField.@Nullable State state,
            @Nullable String paymentMethod,
            @Nullable Reason reason) {

        KeypadEntries.Progress progress() {
            if (number == null
                    || number < 1
                    || number > MOST_WORDS
                    || field == null
                    || state == null
                    || digits == null) {
                throw ProblemException.invalid("type", "a progress has number, field, digits and state");
            }
            if (digits < 0 || digits > MOST_DIGITS) {
                throw ProblemException.invalid("digits", "is how many were typed, never which");
            }
            return new KeypadEntries.Progress(new KeypadField(field, digits, state), number);
        }

        String token() {
            if (paymentMethod != null && TOKEN.matcher(paymentMethod).matches()) return paymentMethod;
            throw ProblemException.invalid("payment_method", "is the payment provider's token, such as pm_…");
        }
    }

    @POST
    @Path("{connection_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(anyone = true, signed = true)
    @Operation(operationId = "receiveKeypadEvent", summary = "Receive a signed event of a telephony that takes keys")
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
        callback.verified(connection, clock.now());
        guardNoDigits(callback.text());
        take(connection, callback.read(Body.class, "a keypad event as the API describes it"));
        return Response.accepted().build();
    }

    private static void guardNoDigits(String text) {
        var numbers = TYPED.matcher(text);
        if (numbers.find()) {
            throw new ProblemException(
                    ProblemType.CARD_NUMBER_NOT_ALLOWED,
                    "the body holds digits that could have been typed; send how many there are, and nothing else of"
                            + " them");
        }
    }

    private void take(Connection connection, Body body) {
        var entryId = body.keypadEntryId();
        var type = body.type();
        if (entryId == null || type == null) {
            throw ProblemException.invalid(
                    "keypad_entry_id", "say which entry it is about, and the type of what has happened");
        }
        switch (type) {
            case PROGRESS -> entries.progress(connection, entryId, body.progress());
            case COMPLETED -> entries.completed(connection, entryId, body.token());
            case FAILED -> {
                var reason = body.reason() == null ? Reason.FAILED : body.reason();
                entries.failed(connection, entryId, reason.name().toLowerCase(Locale.ROOT));
            }
        }
    }
}
