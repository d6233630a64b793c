package onetill.export;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Principal;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.http.Page;
import onetill.idempotency.Once;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who measures for the merchant, and what they were told. */
@Path("export-destinations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Exports")
public class ExportDestinationsResource {

    private static final int MOST = 100;
    private static final int OK = 200;
    private static final int CREATED = 201;

    @Inject
    Exports exports;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * Somebody to be told.
     *
     * @param kind {@code ga4}, {@code meta}, {@code google_ads}, {@code webhook}, or {@code kafka} where the operator has one
     * @param settings what may be shown, by name; docs/exports.md lists them by kind
     * @param credentials secrets, by name; never shown again
     * @param occasions of what: {@code checkout_begun}, {@code payment_info_added}, {@code purchase}, {@code refund}; all the kind
     *     can be told of when absent
     */
    @Schema(name = "CreateExportDestination")
    public record Create(
            @NotBlank @Size(max = 40) String kind,
            @Nullable @Size(min = 1, max = 100) String name,
            @NotNull @Size(max = 20) Map<String, @NotNull @Size(max = 2000) String> settings,
            @Nullable @Size(max = 20) Map<String, @NotNull @Size(max = 2000) String> credentials,
            @Nullable @Size(min = 1, max = 10) List<@NotNull String> occasions,
            @Nullable Boolean enabled) {

        Exports.Wish wish() {
            return new Exports.Wish(name, settings, credentials, occasions, enabled);
        }
    }

    /** Whatever is present is changed; of settings and credentials each value by itself, and an empty one is taken away. */
    @Schema(name = "ChangeExportDestination")
    public record Update(
            @Nullable @Size(min = 1, max = 100) String name,
            @Nullable @Size(max = 20) Map<String, @NotNull @Size(max = 2000) String> settings,
            @Nullable @Size(max = 20) Map<String, @NotNull @Size(max = 2000) String> credentials,
            @Nullable @Size(min = 1, max = 10) List<@NotNull String> occasions,
            @Nullable Boolean enabled) {

        Exports.Wish wish() {
            return new Exports.Wish(name, settings, credentials, occasions, enabled);
        }
    }

    /** @param credentials which there are; never what they are */
    @Schema(name = "ExportDestination")
    public record DestinationView(
            UUID id,
            String kind,
            String name,
            Map<String, String> settings,
            Set<String> credentials,
            List<String> occasions,
            boolean enabled,
            OffsetDateTime createdAt,
            OffsetDateTime updatedAt) {

        static DestinationView of(ExportDestination destination) {
            return new DestinationView(
                    destination.id(),
                    destination.kind(),
                    destination.name(),
                    destination.settings(),
                    destination.credentialNames(),
                    destination.occasions(),
                    destination.isEnabled(),
                    destination.createdAt(),
                    destination.updatedAt());
        }
    }

    /** With the credentials that were made here, which are shown now and never again. */
    @Schema(name = "ExportDestinationCreated")
    public record CreatedView(DestinationView destination, Map<String, String> generatedCredentials) {

        static CreatedView of(Exports.Created created) {
            return new CreatedView(DestinationView.of(created.destination()), created.generated());
        }
    }

    @Schema(name = "ExportDestinationPage")
    public record DestinationPage(
            List<DestinationView> data, @Nullable String nextCursor) {}

    /**
     * @param eventId by which the receiver knows the fact
     * @param tries since it was last asked to be sent
     * @param lastAnswer what the receiver said to the last try, or why it was not told
     */
    @Schema(name = "ExportDelivery")
    public record DeliveryView(
            UUID id,
            UUID eventId,
            String occasion,
            UUID sessionId,
            @Nullable UUID orderId,
            String state,
            int tries,
            @Nullable Integer lastStatus,
            @Nullable String lastAnswer,
            @Nullable OffsetDateTime nextAt,
            OffsetDateTime occurredAt,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime attemptedAt,
            @Nullable OffsetDateTime settledAt) {

        static DeliveryView of(ExportDelivery delivery) {
            return new DeliveryView(
                    delivery.id(),
                    delivery.eventId(),
                    delivery.occasion(),
                    delivery.sessionId(),
                    delivery.orderId(),
                    delivery.state(),
                    delivery.tries(),
                    delivery.lastStatus(),
                    delivery.lastAnswer(),
                    delivery.nextAt(),
                    delivery.occurredAt(),
                    delivery.createdAt(),
                    delivery.attemptedAt(),
                    delivery.settledAt());
        }
    }

    @Schema(name = "ExportDeliveryPage")
    public record DeliveryPage(
            List<DeliveryView> data, @Nullable String nextCursor) {}

    @POST
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "createExportDestination",
            summary = "Tell somebody who measures what is bought, from now on",
            description =
                    "Google Analytics 4, Meta, Google Ads or a server of the merchant's; only what buyers agree to.")
    @APIResponse(
            responseCode = "201",
            description = "The destination, with the credentials that were made here",
            content = @Content(schema = @Schema(implementation = CreatedView.class)))
    public Response create(@NotNull @Valid Create request) {
        exports.check(request.kind(), request.settings());
        return Answers.of(once.atOnce(
                by(),
                "export_destination",
                call.idempotencyKey(),
                request,
                () -> Once.Answer.of(
                        CREATED, Map.of(), CreatedView.of(exports.create(by(), request.kind(), request.wish())))));
    }

    @GET
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "listExportDestinations", summary = "List who measures, newest first")
    public DestinationPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = exports.destinations(by().merchantId(), Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, ExportDestination::id, DestinationView::of);
        return new DestinationPage(page.data(), page.nextCursor());
    }

    @GET
    @Path("{id}")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "getExportDestination", summary = "Get one of those who measure")
    public DestinationView get(@PathParam("id") UUID id) {
        return DestinationView.of(exports.get(by().merchantId(), id));
    }

    @PATCH
    @Path("{id}")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "changeExportDestination",
            summary = "Change, disable or enable one of those who measure",
            description = "Enabled again it is told what happened meanwhile, too.")
    public DestinationView change(@PathParam("id") UUID id, @NotNull @Valid Update request) {
        var kind = exports.get(by().merchantId(), id).kind();
        exports.check(kind, request.settings());
        return DestinationView.of(exports.change(by(), id, request.wish()));
    }

    @DELETE
    @Path("{id}")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "deleteExportDestination", summary = "Tell it nothing more; what waits is not told either")
    public void delete(@PathParam("id") UUID id) {
        exports.delete(by(), id);
    }

    @GET
    @Path("{id}/deliveries")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "listExportDeliveries", summary = "List what was told or will be, newest first")
    public DeliveryPage deliveries(
            @PathParam("id") UUID id,
            @QueryParam("state")
                    @Nullable
                    @Pattern(
                            regexp = "pending|delivered|withheld|dead",
                            message = "is pending, delivered, withheld or dead")
                    String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = exports.deliveries(by().merchantId(), id, state, Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, ExportDelivery::id, DeliveryView::of);
        return new DeliveryPage(page.data(), page.nextCursor());
    }

    @POST
    @Path("{id}/deliveries/{delivery}/retry")
    @Consumes(MediaType.WILDCARD)
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "retryExportDelivery",
            summary = "Tell once more what was given up or withheld, under the same id",
            description = "It is written anew, by what the buyer agrees to now.")
    @APIResponse(
            responseCode = "200",
            description = "The delivery, which is pending again",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Response retry(@PathParam("id") UUID id, @PathParam("delivery") UUID delivery) {
        return Answers.of(once.atOnce(
                by(),
                "export_retry:" + delivery,
                call.idempotencyKey(),
                Map.of(),
                () -> Once.Answer.of(OK, Map.of(), DeliveryView.of(exports.retry(by(), id, delivery)))));
    }

    private Principal by() {
        return call.principal();
    }
}
