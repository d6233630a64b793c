package onetill.ledger;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.http.CsvExport;
import onetill.http.Page;
import onetill.json.Years;
import onetill.ledger.LedgerEntries.Wanted;
import onetill.runtime.Clocks;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The books for those who keep them. */
@Path("ledger")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Ledger")
public class LedgerResource {

    private static final int MOST = 1_000;
    private static final List<String> COLUMNS = List.of(
            "id",
            "tx_id",
            "posted_at",
            "debit_account",
            "credit_account",
            "amount_minor",
            "currency",
            "kind",
            "source_type",
            "source_ref");

    @Inject
    LedgerEntries entries;

    @Inject
    Clocks clock;

    @Inject
    Call call;

    @Schema(name = "LedgerEntryPage")
    public record EntryPage(
            List<LedgerEntry> data, @Nullable String nextCursor) {}

    /** @param asOf all entries posted before are in the balances */
    @Schema(name = "LedgerAccounts")
    public record Accounts(OffsetDateTime asOf, List<LedgerEntry.Balance> data) {}

    @GET
    @Path("accounts")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listLedgerAccounts",
            summary = "The balance of each account",
            description = "Computed from all entries. In each currency the balances add up to zero.")
    public Accounts accounts(@QueryParam("as_of") @Nullable String asOf) {
        var given = Years.time("as_of", asOf);
        var before = given == null ? clock.now() : given;
        return new Accounts(before, entries.balances(merchantId(), before));
    }

    @GET
    @Path("entries")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listLedgerEntries", summary = "List entries, oldest first")
    public EntryPage list(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("account") @Nullable String account,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(MOST) int limit) {
        var rows = entries.page(merchantId(), wanted(from, to, account), Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, LedgerEntry::id, it -> it);
        return new EntryPage(page.data(), page.nextCursor());
    }

    @GET
    @Path("export")
    @Produces(CsvExport.MEDIA_TYPE)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "exportLedger",
            summary = "All entries as CsvExport.MEDIA_TYPE, oldest first",
            description = "A stream, for any number of entries. Amounts stay in minor units.")
    @APIResponse(
            responseCode = "200",
            description = "One line for each entry, and one with names before them",
            content = @Content(mediaType = CsvExport.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    public Response export(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("account") @Nullable String account) {
        var merchantId = merchantId();
        var wanted = wanted(from, to, account);
        return new CsvExport<LedgerEntry>(
                        COLUMNS,
                        last -> entries.page(merchantId, wanted, last == null ? null : last.id(), MOST),
                        MOST,
                        LedgerResource::cells)
                .as("ledger.csv");
    }

    private static List<@Nullable Object> cells(LedgerEntry entry) {
        return Arrays.asList(
                entry.id(),
                entry.txId(),
                entry.postedAt(),
                entry.debitAccount(),
                entry.creditAccount(),
                entry.amountMinor(),
                entry.currency(),
                entry.kind(),
                entry.sourceType(),
                entry.sourceRef());
    }

    private UUID merchantId() {
        return call.principal().merchantId();
    }

    private static Wanted wanted(@Nullable String from, @Nullable String to, @Nullable String account) {
        return new Wanted(Years.time("from", from), Years.time("to", to), account);
    }
}
