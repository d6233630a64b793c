package onetill.snapshot;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a till needs to sell alone. */
@Path("register-snapshots")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Offline sales")
public class SnapshotResource {

    private static final int NOT_MODIFIED = 304;
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([1-9][0-9]{0,17})\"");

    @Inject
    Snapshots snapshots;

    @Inject
    SnapshotKeys keys;

    @Inject
    Call call;

    /** A JSON Web Key Set. */
    @Schema(name = "SnapshotKeys")
    public record KeySet(List<SnapshotKeys.PublicKey> keys) {}

    @GET
    @Path("current")
    @Allow(REGISTER)
    @Operation(
            operationId = "getRegisterSnapshot",
            summary = "Get what this till needs to sell alone",
            description =
                    "Items, prices, promotions without a code, and taxes of its channel, all of one moment. Ask with If-None-Match: 304 when "
                            + "nothing has changed. Snapshot-Signature is a JWS with a detached payload (RFC 7797), which is the body as it was sent.")
    @APIResponse(
            responseCode = "200",
            description = "The newest version, with ETag, Snapshot-Version and Snapshot-Signature",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller has the newest version")
    public Response current(@HeaderParam("If-None-Match") @Nullable String has) {
        var by = call.principal();
        var channel = Objects.requireNonNull(by.channelId(), "a register has a channel");
        var known = version(has);
        var found = snapshots.of(by.merchantId(), channel, known);
        if (found == null) {
            return Response.status(NOT_MODIFIED)
                    .header("ETag", tag(Objects.requireNonNull(known)))
                    .build();
        }
        return Response.ok(found.body(), MediaType.APPLICATION_JSON_TYPE)
                .header("ETag", tag(found.version()))
                .header("Snapshot-Version", found.version())
                .header("Snapshot-Signature", found.signature())
                .build();
    }

    @GET
    @Path("keys")
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listSnapshotKeys",
            summary = "The public keys of snapshots",
            description = "A JSON Web Key Set. A till keeps it from its enrollment on.")
    public KeySet keys() {
        return new KeySet(keys.published(call.principal().merchantId()));
    }

    private static @Nullable Long version(@Nullable String tag) {
        if (tag == null) return null;
        var matcher = TAG.matcher(tag.strip());
        return matcher.matches() ? Long.valueOf(matcher.group(1)) : null;
    }

    private static String tag(long version) {
        return "\"" + version + "\"";
    }
}
