package onetill.audit;

import static onetill.access.PrincipalKind.SECRET_KEY;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.AuditEntries.Entry;
import onetill.audit.AuditEntries.Wanted;
import onetill.audit.Verification.Root;
import onetill.http.Call;
import onetill.http.CsvExport;
import onetill.http.Page;
import onetill.json.Json;
import onetill.json.Years;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who did what, to read, to take away and to check. Nothing can be written here. */
@Path("audit-entries")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Audit")
public class AuditEntriesResource {

    private static final int MOST = 500;
    private static final int MOST_ROOTS = 1_000;
    private static final List<String> COLUMNS = List.of(
            "id",
            "occurred_at",
            "action",
            "actor",
            "resource_type",
            "resource_id",
            "reason",
            "request_id",
            "changes",
            "day",
            "seq",
            "hash");

    @Inject
    AuditEntries entries;

    @Inject
    Call call;

    /** @param href where it can be read, below the base of the API; null where there is nothing to read */
    @Schema(name = "AuditedResource")
    public record ResourceView(
            String type, @Nullable String id, @Nullable String href) {}

    /** A member that is another than it was; what was or is not there has no value. */
    @Schema(name = "AuditChange")
    public record ChangeView(
            @Nullable Object before, @Nullable Object after) {}

    /** The place in the chain of the day on which it was sealed. */
    @Schema(name = "AuditSeal")
    public record SealView(LocalDate day, long seq, String hash) {}

    /**
     * What somebody did.
     *
     * @param action the call that did it, in the words of this document: refund_order is refundOrder
     * @param actor {@code staff:ada}, {@code secret_key:019ab…}
     * @param reasonForgotten a reason was given, and erased with the customer it was about
     * @param changes by the path of the member: {@code data.standard.amount_minor}
     * @param seal null for the moment until it has its place
     */
    @Schema(name = "AuditEntry")
    public record EntryView(
            UUID id,
            OffsetDateTime occurredAt,
            String action,
            String actor,
            ResourceView resource,
            @Nullable String reason,
            boolean reasonForgotten,
            Map<String, ChangeView> changes,
            @Nullable String requestId,
            @Nullable SealView seal) {

        static EntryView of(Entry entry) {
            var day = entry.day();
            var seq = entry.seq();
            var hash = entry.hash();
            return new EntryView(
                    entry.id(),
                    entry.occurredAt(),
                    entry.action(),
                    entry.actor(),
                    new ResourceView(
                            entry.resourceType(),
                            entry.resourceId(),
                            AuditAction.Subject.path(entry.resourceType(), entry.resourceId())),
                    entry.reason(),
                    entry.isReasonForgotten(),
                    Json.read(entry.changes(), new TypeReference<Map<String, ChangeView>>() {}),
                    entry.requestId(),
                    day == null || seq == null || hash == null ? null : new SealView(day, seq, hash));
        }
    }

    @Schema(name = "AuditEntryPage")
    public record EntryPage(List<EntryView> data, @Nullable String nextCursor) {}

    /**
     * How the chain stood.
     *
     * @param written all of it in one word, as verifyAudit takes it
     */
    @Schema(name = "AuditRoot")
    public record RootView(LocalDate day, long entries, String root, String written) {

        static RootView of(Root root) {
            return new RootView(root.day(), root.entries(), root.root(), root.toString());
        }
    }

    @Schema(name = "AuditRoots")
    public record RootList(List<RootView> data) {}

    /** @param findings the first 100 places where the chain is not what was sealed */
    @Schema(name = "AuditVerification")
    public record VerificationView(
            boolean intact,
            long entries,
            long unsealed,
            List<Verification.Finding> findings,
            @Nullable RootView head) {}

    @GET
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "listAuditEntries",
            summary = "Who did what, newest first",
            description = "Of money and settings: what, by whom, to what, why, and what of it is another now.")
    public EntryPage list(
            @QueryParam("action") @Nullable String action,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("resource_type") @Nullable String resourceType,
            @QueryParam("resource_id") @Nullable String resourceId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var wanted = wanted(action, actor, resourceType, resourceId, from, to);
        var rows = entries.newest(merchantId(), wanted, Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, Entry::id, EntryView::of);
        return new EntryPage(page.data(), page.nextCursor());
    }

    @GET
    @Path("export")
    @Produces(CsvExport.MEDIA_TYPE)
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "exportAuditEntries",
            summary = "The same as CSV",
            description = "A stream, for any number of entries.")
    @APIResponse(
            responseCode = "200",
            description = "One line for each entry, and one with names before them",
            content = @Content(mediaType = CsvExport.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    public Response export(
            @QueryParam("action") @Nullable String action,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("resource_type") @Nullable String resourceType,
            @QueryParam("resource_id") @Nullable String resourceId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        var merchantId = merchantId();
        var wanted = wanted(action, actor, resourceType, resourceId, from, to);
        return new CsvExport<Entry>(
                        COLUMNS,
                        last -> entries.newest(merchantId, wanted, last == null ? null : last.id(), MOST),
                        MOST,
                        AuditEntriesResource::cells)
                .as("audit.csv");
    }

    private static List<@Nullable Object> cells(Entry entry) {
        return Arrays.asList(
                entry.id(),
                entry.occurredAt(),
                entry.action(),
                entry.actor(),
                entry.resourceType(),
                entry.resourceId(),
                entry.reason(),
                entry.requestId(),
                entry.changes(),
                entry.day(),
                entry.seq(),
                entry.hash());
    }

    @GET
    @Path("roots")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "listAuditRoots",
            summary = "How the chain stood at the end of each day, and how it stands now",
            description =
                    "Keep them where nobody who can write into this database can: whoever then changes or cuts what they cover is found out. "
                            + "The event audit.day_closed tells each root when its day is over.")
    public RootList roots(@QueryParam("from") @Nullable String from) {
        return new RootList(entries.roots(merchantId(), Years.day("from", from)).stream()
                .map(RootView::of)
                .toList());
    }

    @GET
    @Path("verification")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "verifyAudit",
            summary = "Compute the chain anew and compare it with what was sealed",
            description =
                    "From a day on, or all of it. Each root that was kept elsewhere, as listAuditRoots has written it, has to be in it.")
    public VerificationView verify(
            @QueryParam("from") @Nullable String from,
            @QueryParam("root") @Nullable @Size(max = MOST_ROOTS) List<String> roots) {
        var published =
                roots == null ? List.<Root>of() : roots.stream().map(Root::read).toList();
        var result = entries.verify(merchantId(), Years.day("from", from), published);
        var head = result.head();
        return new VerificationView(
                result.intact(),
                result.entries(),
                result.unsealed(),
                result.findings(),
                head == null ? null : RootView.of(head));
    }

    private UUID merchantId() {
        return call.principal().merchantId();
    }

    private static Wanted wanted(
            @Nullable String action,
            @Nullable String actor,
            @Nullable String resourceType,
            @Nullable String resourceId,
            @Nullable String from,
            @Nullable String to) {
        return new Wanted(
                action == null ? null : AuditAction.of(action),
                actor,
                resourceType,
                resourceId,
                Years.time("from", from),
                Years.time("to", to));
    }
}
