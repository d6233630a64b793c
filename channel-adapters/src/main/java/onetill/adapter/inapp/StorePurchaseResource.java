package onetill.adapter.inapp;

import static onetill.access.PrincipalKind.PUBLISHABLE_KEY;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.store.StorePurchase;
import onetill.store.apple.AppStore;
import onetill.store.google.GooglePlay;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** An app, or its server, tells of what was bought in an app store. */
@Path("channels/{channel}/store-purchases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "In-app")
public class StorePurchaseResource {

    private static final int CREATED = 201;

    @Inject
    AppStore appStore;

    @Inject
    GooglePlay googlePlay;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * What the store gave to the app: a signed transaction of Apple, or a purchase token of Google.
     *
     * @param signedTransaction StoreKit's {@code jwsRepresentation}
     * @param productId with a purchase token: of a one-time product; without it the token is of a subscription
     * @param customerId whose it is; only a secret key may say so
     */
    @Schema(name = "RecordStorePurchase")
    public record PurchaseRequest(
            @Nullable @Size(min = 1, max = 20_000) String signedTransaction,
            @Nullable @Size(min = 1, max = 2_000) String purchaseToken,
            @Nullable @Size(min = 1, max = 200) String productId,
            @Nullable UUID customerId) {}

    @POST
    @Allow({SECRET_KEY, PUBLISHABLE_KEY})
    @Operation(
            operationId = "recordStorePurchase",
            summary = "Record what was bought in an app store",
            description =
                    "The store's proof decides, not the caller. A purchase that is known already, a restored one for example, "
                            + "answers the same order.")
    @APIResponse(
            responseCode = "201",
            description = "The purchase, its order and what it entitles to",
            content = @Content(schema = @Schema(implementation = StorePurchase.Recorded.class)))
    public Response record(@PathParam("channel") String channel, @NotNull @Valid PurchaseRequest request) {
        guard(request);
        return Answers.of(once.inSteps(
                call.principal(),
                "store-purchase:" + channel,
                call.idempotencyKey(),
                request,
                run -> Once.Answer.of(CREATED, Map.of(), recorded(channel, request))));
    }

    private StorePurchase.Recorded recorded(String channel, PurchaseRequest request) {
        var signed = request.signedTransaction();
        var token = request.purchaseToken();
        if (signed != null) return appStore.record(call.principal(), channel, signed, request.customerId());
        if (token == null) throw oneOfThem();
        return googlePlay.record(call.principal(), channel, request.productId(), token, request.customerId());
    }

    private void guard(PurchaseRequest request) {
        if ((request.signedTransaction() == null) == (request.purchaseToken() == null)) throw oneOfThem();
        if (request.customerId() != null && !call.principal().is(SECRET_KEY)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "only a secret key may say whose purchase it is; leave out customer_id");
        }
    }

    private static ProblemException oneOfThem() {
        return ProblemException.invalid(
                "signed_transaction", "send a signed_transaction of the App Store or a purchase_token of Google Play");
    }
}
