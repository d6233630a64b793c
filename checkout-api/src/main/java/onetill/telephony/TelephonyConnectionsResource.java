package onetill.telephony;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.runtime.Secrets;
import onetill.runtime.Settings;
import onetill.telephony.Connection.Kind;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which telephonies tell of a channel's calls. */
@Path("channels/{channel}/telephony-connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Phone")
public class TelephonyConnectionsResource {

    private static final int CREATED = 201;

    @Inject
    Connections connections;

    @Inject
    Captures captures;

    @Inject
    Once once;

    @Inject
    Call call;

    @Inject
    Settings settings;

    /**
     * @param authToken of the Twilio account; a generic one gets a secret of ours
     * @param captureUrl generic: https, where it is told to take a caller's keys
     */
    @Schema(name = "CreateTelephonyConnection")
    public record Create(
            @NotNull Kind kind,
            @Nullable @Size(min = 8, max = 200) String authToken,
            @Nullable @Size(max = 2000) String captureUrl) {

        /** What tells a repeated request from another one, without the token. */
        Map<String, String> asked() {
            return Map.of(
                    "kind", kind.stored(), "auth_token", hash(authToken), "capture_url", String.valueOf(captureUrl));
        }
    }

    @Schema(name = "RotateTelephonySecret")
    public record Rotate(@Nullable @Size(min = 8, max = 200) String authToken) {}

    /** @param callbackUrl where the telephony is to send its callbacks */
    @Schema(name = "TelephonyConnection")
    public record ConnectionView(
            UUID id,
            String channelId,
            Connection.Kind kind,
            String callbackUrl,
            @Nullable String captureUrl,
            @Nullable OffsetDateTime oldSecretUntil,
            OffsetDateTime createdAt) {}

    /** With the secret, which is shown here and never again; null where it was given by the merchant. */
    @Schema(name = "TelephonyConnectionWithSecret")
    public record ConnectionWithSecret(
            ConnectionView connection, @Nullable String secret) {}

    @Schema(name = "TelephonyConnectionList")
    public record ConnectionList(List<ConnectionView> data) {}

    @POST
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "createTelephonyConnection", summary = "Let a telephony tell of a channel's calls")
    @APIResponse(
            responseCode = "201",
            description = "The connection and its secret, which is not shown again",
            content = @Content(schema = @Schema(implementation = ConnectionWithSecret.class)))
    public Response create(@PathParam("channel") String channel, @NotNull @Valid Create request) {
        var captureUrl = request.captureUrl();
        if (captureUrl != null) captures.check(captureUrl);
        return Answers.of(once.atOnce(
                call.principal(),
                "telephony_connection:" + channel,
                call.idempotencyKey(),
                request.asked(),
                () -> created(connections.create(
                        call.principal(), channel, request.kind(), request.authToken(), captureUrl))));
    }

    @GET
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "listTelephonyConnections",
            summary = "List the telephonies that tell of a channel's calls")
    public ConnectionList list(@PathParam("channel") String channel) {
        return new ConnectionList(connections.all(call.principal().merchantId(), channel).stream()
                .map(this::view)
                .toList());
    }

    @POST
    @Path("{id}/secret-rotation")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "rotateTelephonySecret",
            summary = "Get a new secret; the old one is accepted until old_secret_until")
    @APIResponse(
            responseCode = "201",
            description = "The connection and its new secret, which is not shown again",
            content = @Content(schema = @Schema(implementation = ConnectionWithSecret.class)))
    public Response rotate(
            @PathParam("channel") String channel, @PathParam("id") UUID id, @NotNull @Valid Rotate request) {
        return Answers.of(once.atOnce(
                call.principal(),
                "telephony_rotation:" + id,
                call.idempotencyKey(),
                Map.of("auth_token", hash(request.authToken())),
                () -> created(connections.rotate(call.principal(), channel, id, request.authToken()))));
    }

    @DELETE
    @Path("{id}")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "deleteTelephonyConnection", summary = "Refuse what this telephony tells from now on")
    public void delete(@PathParam("channel") String channel, @PathParam("id") UUID id) {
        connections.delete(call.principal(), channel, id);
    }

    private Once.Answer created(Connection connection) {
        var ours = connection.kind() == Connection.Kind.GENERIC ? connection.secret() : null;
        return Once.Answer.of(CREATED, Map.of(), new ConnectionWithSecret(view(connection), ours));
    }

    private ConnectionView view(Connection it) {
        return new ConnectionView(
                it.id(),
                it.channelId(),
                it.kind(),
                settings.publicUrl() + "/api/v1/" + it.path(),
                it.captureUrl(),
                it.oldSecretUntil(),
                it.createdAt());
    }

    private static String hash(@Nullable String token) {
        return token == null ? "" : Secrets.hash(token);
    }
}
