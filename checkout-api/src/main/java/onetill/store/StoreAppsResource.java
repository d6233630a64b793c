package onetill.store;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.http.Call;
import onetill.problem.ProblemException;
import onetill.runtime.Secrets;
import onetill.runtime.Settings;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which apps of which stores belong to a channel. */
@Path("channels/{channel}/store-apps")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "In-app")
public class StoreAppsResource {

    @Inject
    StoreApps apps;

    @Inject
    Settings settings;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /**
     * An app of a store.
     *
     * @param appId Apple's bundle id, Google's package name
     * @param environment what is bought in the other one is refused
     * @param appleAppId the number App Store Connect shows; needed for the App Store in production
     * @param pushAudience Google: the audience of the Pub/Sub push subscription
     * @param pushEmail Google: the service account the push subscription signs for
     */
    @Schema(name = "SetStoreApp")
    public record AppRequest(
            @NotBlank @Size(max = 155) String appId,

            @NotNull @Pattern(regexp = "production|sandbox", message = "is production or sandbox")
            String environment,

            @Nullable @Positive Long appleAppId,
            @Nullable @Size(max = 500) String pushAudience,
            @Nullable @Size(max = 320) String pushEmail) {}

    /** @param notificationsUrl what to enter at the store, so that it tells of renewals, ends and refunds */
    @Schema(name = "StoreApp")
    public record AppView(
            Store store,
            String appId,
            StoreEnvironment environment,
            @Nullable Long appleAppId,
            @Nullable String pushAudience,
            @Nullable String pushEmail,
            String notificationsUrl) {}

    @Schema(name = "StoreAppList")
    public record AppList(List<AppView> data) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listStoreApps", summary = "List the apps of a channel")
    public AppList list(@PathParam("channel") String channel) {
        return new AppList(
                apps.of(merchantId(), channel).stream().map(this::view).toList());
    }

    @PUT
    @Path("{store}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "setStoreApp",
            summary = "Say which app of a store belongs to a channel",
            description = "The store is app_store or google_play; the channel is of kind in_app.")
    public AppView put(
            @PathParam("channel") String channel,
            @PathParam("store") String store,
            @NotNull @Valid AppRequest request) {
        var which = known(store);
        var environment = StoreEnvironment.of(request.environment());
        if (which == Store.APP_STORE && environment == StoreEnvironment.PRODUCTION && request.appleAppId() == null) {
            throw ProblemException.invalid(
                    "apple_app_id", "the App Store in production needs the number that App Store Connect shows");
        }
        if (which == Store.GOOGLE_PLAY && (isBlank(request.pushAudience()) || isBlank(request.pushEmail()))) {
            throw ProblemException.invalid(
                    "push_audience",
                    "Google Play needs push_audience and push_email of the Pub/Sub push subscription, or anybody could send news");
        }
        var isApple = which == Store.APP_STORE;
        var wanted = new StoreApp(
                channel,
                which,
                request.appId(),
                environment,
                isApple ? request.appleAppId() : null,
                isApple ? null : request.pushAudience(),
                isApple ? null : request.pushEmail());
        return view(changed(AuditAction.SET_STORE_APP, channel, () -> apps.put(merchantId(), wanted)));
    }

    @DELETE
    @Path("{store}")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "removeStoreApp",
            summary = "Take an app from a channel",
            description = "What was bought stays.")
    public void remove(@PathParam("channel") String channel, @PathParam("store") String store) {
        var which = known(store);
        changed(AuditAction.REMOVE_STORE_APP, channel, () -> apps.remove(merchantId(), channel, which));
    }

    private <T> T changed(AuditAction action, String channel, Supplier<T> change) {
        return audit.change(call.principal(), Deed.of(action, channel), () -> shown(channel), change);
    }

    /** What the audit may show of the apps of a channel: of an address its hash. */
    private Map<String, Shown> shown(String channel) {
        return apps.of(merchantId(), channel).stream()
                .collect(Collectors.toMap(it -> it.store().stored(), Shown::of));
    }

    private record Shown(
            String appId,
            StoreEnvironment environment,
            @Nullable Long appleAppId,
            @Nullable String pushAudience,
            @Nullable String pushEmailHash) {

        static Shown of(StoreApp app) {
            var email = app.pushEmail();
            return new Shown(
                    app.appId(),
                    app.environment(),
                    app.appleAppId(),
                    app.pushAudience(),
                    email == null ? null : Secrets.hash(email));
        }
    }

    private static boolean isBlank(@Nullable String given) {
        return given == null || given.isBlank();
    }

    private static Store known(String given) {
        for (var store : Store.values()) if (store.stored().equals(given.toLowerCase(Locale.ROOT))) return store;
        throw ProblemException.notFound("store", given + "; there are app_store and google_play");
    }

    private AppView view(StoreApp app) {
        var path = app.store() == Store.APP_STORE ? "app-store" : "google-play";
        return new AppView(
                app.store(),
                app.appId(),
                app.environment(),
                app.appleAppId(),
                app.pushAudience(),
                app.pushEmail(),
                "%s/api/v1/webhooks/%s/%s".formatted(settings.publicUrl(), path, merchantId()));
    }

    private UUID merchantId() {
        return call.principal().merchantId();
    }
}
