package onetill.hint;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import onetill.access.Allow;
import onetill.http.Call;
import onetill.http.Expendable;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a page tells of its fields. Lost or sent twice, it does no harm: it needs no idempotency key. */
@Path("checkout-sessions/{id}/client-hints")
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Reports")
public class ClientHintsResource {

    private static final int MOST = 50;
    private static final int MOST_TIMES = 100;
    private static final long AN_HOUR_MS = 3_600_000;
    private static final String YES = "1";

    @Inject
    Hints hints;

    @Inject
    Call call;

    /** Some of them at once. */
    @Schema(name = "ClientHints")
    public record Batch(@NotNull @Size(min = 1, max = MOST) List<@NotNull @Valid Told> hints) {}

    /**
     * What happened in one field. There is no place for what was typed.
     *
     * @param count how often; 1 when left out
     * @param milliseconds how long it took to fill it in; only with filled, and left out for what the browser filled in
     * @param problem what was wrong; only with error_shown
     */
    @Schema(name = "ClientHint")
    public record Told(
            @NotNull
            @Schema(
                    enumeration = {
                        "line_items",
                        "buyer.email",
                        "buyer.phone",
                        "buyer.age",
                        "buyer.verification",
                        "fulfillment.option",
                        "fulfillment.name",
                        "fulfillment.address.name",
                        "fulfillment.address.line1",
                        "fulfillment.address.line2",
                        "fulfillment.address.postal_code",
                        "fulfillment.address.city",
                        "fulfillment.address.region",
                        "fulfillment.address.country",
                        "consent.terms",
                        "consent.digital_waiver",
                        "discount_code",
                        "payment.tender"
                    })
            String field,

            @NotNull HintKind kind,
            @Nullable @Min(1) @Max(MOST_TIMES) Integer count,
            @Nullable @Min(0) @Max(AN_HOUR_MS) Long milliseconds,
            @Nullable HintProblem problem) {

        /** @param at where it stands in the batch, for who reads a refusal. What was sent is not repeated there. */
        Hint read(int at) {
            var known = HintField.of(field)
                    .orElseThrow(() -> ProblemException.invalid(
                            place(at, "field"), "it is one of %s".formatted(HintField.names())));
            if (milliseconds != null && kind != HintKind.FILLED) {
                throw ProblemException.invalid(place(at, "milliseconds"), "only filled takes a time");
            }
            if (problem != null && kind != HintKind.ERROR_SHOWN) {
                throw ProblemException.invalid(place(at, "problem"), "only error_shown has a problem");
            }
            var took = milliseconds == null ? null : Duration.ofMillis(milliseconds);
            return new Hint(known, kind, count == null ? 1 : count, took, problem);
        }

        private static String place(int at, String member) {
            return "hints[%d].%s".formatted(at, member);
        }
    }

    @POST
    @Expendable(Hints.DROPPED)
    @Allow({SECRET_KEY, CLIENT_TOKEN})
    @Operation(
            operationId = "sendClientHints",
            summary = "Tell how it is to fill in the fields of a page",
            description =
                    "Counts and times, never values. They are counted later, if there is room; the answer is the same when they are "
                            + "not. With Sec-GPC: 1 or DNT: 1 nothing is counted.")
    @APIResponse(responseCode = "202", description = "Taken, or dropped because there is more important work")
    public Response send(
            @PathParam("id") UUID id,
            @HeaderParam("Sec-GPC") @Nullable String globalPrivacyControl,
            @HeaderParam("DNT") @Nullable String doNotTrack,
            @NotNull @Valid Batch batch) {
        var told = batch.hints();
        var read = IntStream.range(0, told.size())
                .mapToObj(at -> told.get(at).read(at))
                .toList();
        if (YES.equals(globalPrivacyControl) || YES.equals(doNotTrack)) {
            hints.drop(Hints.Reason.OPTED_OUT, read.size());
        } else {
            hints.take(call.principal(), id, read);
        }
        return Response.accepted().build();
    }
}
