package onetill.apikey;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import onetill.access.Allow;
import onetill.access.PrincipalKind;
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

/** Keys of the merchant's servers, pages and apps. For people only: a key that leaks makes no others. */
@Path("api-keys")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "API keys")
public class ApiKeysResource {

    private static final int MOST = 100;
    private static final int CREATED = 201;

    @Inject
    ApiKeys keys;

    @Inject
    Once once;

    @Inject
    Call call;

    /** What a key is for. */
    @Schema(name = "ApiKeyKind")
    public enum Kind {
        /** For a server; nobody else may see it. */
        SECRET_KEY,
        /** For a page or an app, where everybody can read it. */
        PUBLISHABLE_KEY;

        PrincipalKind principal() {
            return this == SECRET_KEY ? PrincipalKind.SECRET_KEY : PrincipalKind.PUBLISHABLE_KEY;
        }
    }

    /**
     * A key to be made.
     *
     * @param scopes restricts a secret key: {@code orders:read}, {@code refunds:write}; everything when absent
     * @param origins of the pages a publishable key is used in: {@code https://shop.example}; any when absent
     * @param expiresAt when it ends by itself; never when absent
     */
    @Schema(name = "CreateApiKey")
    public record Create(
            @NotNull Kind kind,
            @NotBlank @Size(max = 100) String label,
            @Nullable @Size(min = 1, max = 100) List<@NotBlank @Size(max = 50) String> scopes,
            @Nullable @Size(min = 1, max = 20) List<@NotBlank @Size(max = 200) String> origins,
            @Nullable OffsetDateTime expiresAt) {

        ApiKeys.Wish wish() {
            return new ApiKeys.Wish(kind.principal(), label, scopes, origins, expiresAt);
        }
    }

    /** @param oldKeyExpiresAt until when the old key is good beside the new one, at most 30 days; a day when absent */
    @Schema(name = "RotateApiKey")
    public record Rotate(@Nullable OffsetDateTime oldKeyExpiresAt) {}

    @Schema(name = "ApiKey")
    public record ApiKeyView(
            UUID id,
            Kind kind,
            String label,
            String preview,
            @Nullable List<String> scopes,
            @Nullable List<String> origins,
            OffsetDateTime createdAt,
            @Nullable String createdBy,
            @Nullable OffsetDateTime lastUsedAt,
            @Nullable OffsetDateTime expiresAt,
            @Nullable OffsetDateTime revokedAt,
            @Nullable UUID replacedBy) {

        static ApiKeyView of(ApiKey key) {
            return new ApiKeyView(
                    key.id(),
                    key.kind() == PrincipalKind.SECRET_KEY ? Kind.SECRET_KEY : Kind.PUBLISHABLE_KEY,
                    key.label(),
                    key.preview(),
                    key.scopes(),
                    key.origins(),
                    key.createdAt(),
                    key.createdBy(),
                    key.lastUsedAt(),
                    key.expiresAt(),
                    key.revokedAt(),
                    key.replacedBy());
        }
    }

    /** @param secret the key itself: shown in the first answer, kept nowhere, and null in an answer that is replayed */
    @Schema(name = "ApiKeyWithSecret")
    public record ApiKeyWithSecret(
            ApiKeyView apiKey, @Nullable String secret) {}

    @Schema(name = "ApiKeyPage")
    public record ApiKeyPage(
            List<ApiKeyView> data, @Nullable String nextCursor) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(staff = Role.ADMIN)
    @Operation(operationId = "createApiKey", summary = "Create a key")
    @APIResponse(
            responseCode = "201",
            description = "The key; its secret is not shown again",
            content = @Content(schema = @Schema(implementation = ApiKeyWithSecret.class)))
    public Response create(@NotNull @Valid Create request) {
        return shownOnce("api_key", request, () -> keys.create(call.principal(), request.wish()));
    }

    @GET
    @Allow(staff = Role.ADMIN)
    @Operation(operationId = "listApiKeys", summary = "List all keys, newest first")
    public ApiKeyPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = keys.list(call.principal().merchantId(), Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, ApiKey::id, ApiKeyView::of);
        return new ApiKeyPage(page.data(), page.nextCursor());
    }

    @GET
    @Path("{id}")
    @Allow(staff = Role.ADMIN)
    @Operation(operationId = "getApiKey", summary = "Get what is known of a key")
    public ApiKeyView get(@PathParam("id") UUID id) {
        return ApiKeyView.of(keys.get(call.principal().merchantId(), id));
    }

    @POST
    @Path("{id}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(staff = Role.ADMIN)
    @Operation(
            operationId = "rotateApiKey",
            summary = "Replace a key",
            description =
                    "Gives a new key of the same kind, scopes and origins. Both are good until old_key_expires_at.")
    @APIResponse(
            responseCode = "201",
            description = "The new key; its secret is not shown again",
            content = @Content(schema = @Schema(implementation = ApiKeyWithSecret.class)))
    public Response rotate(@PathParam("id") UUID id, @NotNull @Valid Rotate request) {
        return shownOnce(
                "api_key_rotation:" + id, request, () -> keys.rotate(call.principal(), id, request.oldKeyExpiresAt()));
    }

    @POST
    @Path("{id}/revoke")
    @Consumes(MediaType.WILDCARD)
    @Allow(staff = Role.ADMIN)
    @Operation(operationId = "revokeApiKey", summary = "End a key at once")
    public ApiKeyView revoke(@PathParam("id") UUID id) {
        return ApiKeyView.of(keys.revoke(call.principal(), id));
    }

    /** The answer that is kept for repetitions is without the secret: a key is stored nowhere. */
    private Response shownOnce(String operation, Object request, Supplier<ApiKeys.Made> effect) {
        var shown = new AtomicReference<@Nullable ApiKeyWithSecret>();
        var answer = once.atOnce(call.principal(), operation, call.idempotencyKey(), request, () -> {
            var made = effect.get();
            var view = ApiKeyView.of(made.key());
            shown.set(new ApiKeyWithSecret(view, made.secret()));
            return Once.Answer.of(CREATED, Map.of(), new ApiKeyWithSecret(view, null));
        });
        var withSecret = shown.get();
        return Answers.of(answer.replayed() || withSecret == null ? answer : answer.showing(withSecret));
    }
}
