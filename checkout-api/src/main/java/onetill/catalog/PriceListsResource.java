package onetill.catalog;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.http.Bulk;
import onetill.http.Call;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Other prices than the usual ones: in some channels, for some customers, for some time, for many at once. */
@Path("price-lists")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Items")
public class PriceListsResource {

    private static final int MOST = 10_000;
    private static final int PAGE = 1_000;

    @Inject
    PriceLists lists;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /**
     * When its prices apply.
     *
     * @param channels absent is all
     * @param customerGroup absent is everybody
     * @param priority of several lists that apply the lowest number decides, then the lower price
     */
    @Schema(name = "PriceList")
    public record PriceListView(
            @NotBlank @Size(max = 100) String id,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(min = 3, max = 3) String currency,
            @Nullable @Size(max = 500) List<@NotBlank String> channels,
            @Nullable @Size(max = 100) String customerGroup,
            @Nullable OffsetDateTime startsAt,
            @Nullable OffsetDateTime endsAt,
            @Nullable Integer priority,
            @Nullable Boolean active) {}

    @Schema(name = "PriceLists")
    public record PriceListList(List<PriceListView> data) {}

    /**
     * What one costs.
     *
     * @param minQuantity from so many on; 1 when absent
     * @param amountMinor null takes the price away
     */
    @Schema(name = "ListPrice")
    public record ListPrice(
            @NotBlank @Size(max = 100) String sku,
            @Nullable @Positive Long minQuantity,
            @Nullable @PositiveOrZero Long amountMinor) {}

    @Schema(name = "ListPrices")
    public record ListPrices(
            @NotEmpty @Valid @Size(max = MOST) List<ListPrice> data) {}

    @Schema(name = "ListedPrices")
    public record ListedPrices(List<ListPrice> data) {}

    @Schema(name = "ListPricesDone")
    public record Done(int written) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listPriceLists", summary = "List all price lists")
    public PriceListList list() {
        return new PriceListList(lists.all(call.principal().merchantId()));
    }

    @PUT
    @Path("{id}")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "putPriceList", summary = "Add a price list, or change when it applies")
    public PriceListView put(@PathParam("id") String id, @NotNull @Valid PriceListView wanted) {
        if (!id.equals(wanted.id())) throw ProblemException.invalid("id", "is not the one in the address, " + id);
        var begins = wanted.startsAt();
        if (begins != null && wanted.endsAt() != null && !begins.isBefore(wanted.endsAt())) {
            throw ProblemException.invalid("ends_at", "is not after starts_at");
        }
        try {
            Currency.getInstance(wanted.currency());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("currency", "there is no currency " + wanted.currency());
        }
        var by = call.principal();
        return audit.change(by, Deed.of(AuditAction.PUT_PRICE_LIST, id), () -> find(id), () -> {
            lists.put(by.merchantId(), wanted);
            return find(id).orElseThrow();
        });
    }

    private Optional<PriceListView> find(String id) {
        return list().data().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    @PUT
    @Path("{id}/prices")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "putListPrices",
            summary = "Set up to 10,000 prices of a list",
            description = "All of them or none; those that are not named stay. An amount of null takes a price away.")
    public Done prices(@PathParam("id") String id, @Bulk @NotNull @Valid ListPrices wanted) {
        var seen = new HashSet<String>();
        for (var price : wanted.data()) {
            if (!seen.add(price.sku() + "\n" + (price.minQuantity() == null ? 1 : price.minQuantity()))) {
                throw ProblemException.invalid("data", "comes twice: " + price.sku());
            }
        }
        var by = call.principal();
        var skus = wanted.data().stream().map(ListPrice::sku).distinct().toList();
        return audit.change(
                by,
                Deed.of(AuditAction.PUT_LIST_PRICES, id),
                () -> lists.amounts(by.merchantId(), id, skus),
                () -> new Done(lists.prices(by.merchantId(), id, wanted.data())));
    }

    @GET
    @Path("{id}/prices")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "getListPrices",
            summary = "The prices of a list, in the order of skus",
            description = "All prices of so many items. Go on with ?after= the last sku.")
    public ListedPrices prices(
            @PathParam("id") String id,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(PAGE) int limit) {
        return new ListedPrices(lists.prices(call.principal().merchantId(), id, after, limit));
    }
}
