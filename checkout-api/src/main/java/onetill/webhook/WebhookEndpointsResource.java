package onetill.webhook;

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
import java.util.UUID;
import java.util.function.Supplier;
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

/** Where the merchant's servers are told what happens, and what was sent there. */
@Path("webhook-endpoints")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Webhooks")
public class WebhookEndpointsResource {

    private static final int MOST = 100;
    private static final int CREATED = 201;
    private static final String TYPE = "[a-z_.*]{1,100}";

    @Inject
    Webhooks webhooks;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * An address to be told.
     *
     * @param url https, and a host with public addresses only
     * @param eventTypes {@code session.completed}, {@code order.*}; a star stands for anything; all when absent
     */
    @Schema(name = "CreateWebhookEndpoint")
    public record Create(
            @NotBlank @Size(max = 2000) String url,
            @Nullable @Size(min = 1, max = 50) List<@NotNull @Pattern(regexp = TYPE) String> eventTypes,
            @Nullable @Size(max = 200) String description,
            @Nullable Boolean enabled) {

        Webhooks.Wish wish() {
            return new Webhooks.Wish(url, eventTypes, description, enabled);
        }
    }

    /** Whatever is present is changed. */
    @Schema(name = "ChangeWebhookEndpoint")
    public record Update(
            @Nullable @Size(min = 1, max = 2000) String url,
            @Nullable @Size(min = 1, max = 50) List<@NotNull @Pattern(regexp = TYPE) String> eventTypes,
            @Nullable @Size(max = 200) String description,
            @Nullable Boolean enabled) {

        Webhooks.Wish wish() {
            return new Webhooks.Wish(url, eventTypes, description, enabled);
        }
    }

    /** What happened in this time is sent again, as far as the endpoint wants it. */
    @Schema(name = "ReplayWebhooks")
    public record Replay(
            @NotNull OffsetDateTime from, @NotNull OffsetDateTime until) {}

    @Schema(name = "ReplayedWebhooks")
    public record Replayed(int deliveries) {}

    @Schema(name = "WebhookEndpoint")
    public record EndpointView(
            UUID id,
            String url,
            List<String> eventTypes,
            String description,
            boolean enabled,
            @Nullable String disabledReason,
            @Nullable OffsetDateTime disabledAt,
            @Nullable OffsetDateTime failingSince,
            @Nullable OffsetDateTime oldSecretUntil,
            OffsetDateTime createdAt,
            OffsetDateTime updatedAt) {

        static EndpointView of(WebhookEndpoint endpoint) {
            return new EndpointView(
                    endpoint.id(),
                    endpoint.url(),
                    endpoint.eventTypes(),
                    endpoint.description(),
                    endpoint.isEnabled(),
                    endpoint.disabledReason(),
                    endpoint.disabledAt(),
                    endpoint.failingSince(),
                    endpoint.oldSecretUntil(),
                    endpoint.createdAt(),
                    endpoint.updatedAt());
        }
    }

    /** With the secret, which is shown here and never again. */
    @Schema(name = "WebhookEndpointWithSecret")
    public record EndpointWithSecret(EndpointView endpoint, String secret) {

        static EndpointWithSecret of(WebhookEndpoint endpoint) {
            return new EndpointWithSecret(EndpointView.of(endpoint), endpoint.secret());
        }
    }

    @Schema(name = "WebhookEndpointPage")
    public record EndpointPage(
            List<EndpointView> data, @Nullable String nextCursor) {}

    @Schema(name = "WebhookDelivery")
    public record DeliveryView(
            UUID id,
            String kind,
            UUID eventId,
            String eventType,
            UUID aggregateId,
            String state,
            int attempts,
            @Nullable Integer lastStatus,
            @Nullable String lastError,
            @Nullable OffsetDateTime nextAt,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime attemptedAt,
            @Nullable OffsetDateTime deliveredAt) {

        static DeliveryView of(WebhookDelivery delivery) {
            var message = delivery.message();
            return new DeliveryView(
                    delivery.id(),
                    delivery.kind(),
                    message.id(),
                    message.type(),
                    message.aggregateId(),
                    delivery.state(),
                    delivery.attempts(),
                    delivery.lastStatus(),
                    delivery.lastError(),
                    delivery.nextAt(),
                    delivery.createdAt(),
                    delivery.attemptedAt(),
                    delivery.deliveredAt());
        }
    }

    @Schema(name = "WebhookDeliveryPage")
    public record DeliveryPage(
            List<DeliveryView> data, @Nullable String nextCursor) {}

    @POST
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "createWebhookEndpoint", summary = "Be told what happens, from now on")
    @APIResponse(
            responseCode = "201",
            description = "The endpoint and its secret, which is not shown again",
            content = @Content(schema = @Schema(implementation = EndpointWithSecret.class)))
    public Response create(@NotNull @Valid Create request) {
        webhooks.check(request.url());
        return created(
                "webhook_endpoint",
                request,
                () -> EndpointWithSecret.of(webhooks.create(by(), request.url(), request.wish())));
    }

    @GET
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "listWebhookEndpoints", summary = "List webhook endpoints, newest first")
    public EndpointPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = webhooks.endpoints(by().merchantId(), Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, WebhookEndpoint::id, EndpointView::of);
        return new EndpointPage(page.data(), page.nextCursor());
    }

    @GET
    @Path("{id}")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "getWebhookEndpoint", summary = "Get a webhook endpoint")
    public EndpointView get(@PathParam("id") UUID id) {
        return EndpointView.of(webhooks.get(by().merchantId(), id));
    }

    @PATCH
    @Path("{id}")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "changeWebhookEndpoint", summary = "Change, disable or enable a webhook endpoint")
    public EndpointView change(@PathParam("id") UUID id, @NotNull @Valid Update request) {
        webhooks.get(by().merchantId(), id);
        webhooks.check(request.url());
        return EndpointView.of(webhooks.change(by(), id, request.wish()));
    }

    @DELETE
    @Path("{id}")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "deleteWebhookEndpoint", summary = "Be told no more")
    public void delete(@PathParam("id") UUID id) {
        webhooks.delete(by(), id);
    }

    @POST
    @Path("{id}/secret-rotation")
    @Consumes(MediaType.WILDCARD)
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Get a new secret; until old_secret_until each call carries a signature by each of the two")
    @APIResponse(
            responseCode = "201",
            description = "The endpoint and its new secret, which is not shown again",
            content = @Content(schema = @Schema(implementation = EndpointWithSecret.class)))
    public Response rotate(@PathParam("id") UUID id) {
        return created("webhook_rotation:" + id, Map.of(), () -> EndpointWithSecret.of(webhooks.rotate(by(), id)));
    }

    @POST
    @Path("{id}/test")
    @Consumes(MediaType.WILDCARD)
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "testWebhookEndpoint", summary = "Send a message of type webhook_endpoint.test")
    @APIResponse(
            responseCode = "201",
            description = "The delivery that will be tried now",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Response test(@PathParam("id") UUID id) {
        return created("webhook_test:" + id, Map.of(), () -> DeliveryView.of(webhooks.test(by(), id)));
    }

    @GET
    @Path("{id}/deliveries")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "listWebhookDeliveries", summary = "List what was sent or will be, newest first")
    public DeliveryPage deliveries(
            @PathParam("id") UUID id,
            @QueryParam("state") @Nullable @Pattern(regexp = "pending|delivered|failed") String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = webhooks.deliveries(by().merchantId(), id, state, Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, WebhookDelivery::id, DeliveryView::of);
        return new DeliveryPage(page.data(), page.nextCursor());
    }

    @POST
    @Path("{id}/deliveries/{delivery}/replay")
    @Consumes(MediaType.WILDCARD)
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "replayWebhookDelivery", summary = "Send the same message again, under the same id")
    @APIResponse(
            responseCode = "201",
            description = "The new delivery",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Response replay(@PathParam("id") UUID id, @PathParam("delivery") UUID delivery) {
        return created(
                "webhook_replay:" + delivery, Map.of(), () -> DeliveryView.of(webhooks.replay(by(), id, delivery)));
    }

    @POST
    @Path("{id}/replays")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "replayWebhooks",
            summary = "Send again what happened in a time",
            description = "Also what the endpoint was never sent; at most 10000 events at once.")
    @APIResponse(
            responseCode = "201",
            description = "How many deliveries that makes",
            content = @Content(schema = @Schema(implementation = Replayed.class)))
    public Response replay(@PathParam("id") UUID id, @NotNull @Valid Replay request) {
        return created(
                "webhook_replays:" + id,
                request,
                () -> new Replayed(webhooks.replay(by(), id, request.from(), request.until())));
    }

    private Response created(String operation, Object request, Supplier<Object> work) {
        return Answers.of(once.atOnce(
                by(), operation, call.idempotencyKey(), request, () -> Once.Answer.of(CREATED, Map.of(), work.get())));
    }

    private Principal by() {
        return call.principal();
    }
}
