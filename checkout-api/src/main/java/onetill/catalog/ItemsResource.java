package onetill.catalog;

import static onetill.access.PrincipalKind.PUBLISHABLE_KEY;
import static onetill.access.PrincipalKind.REGISTER;
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
import java.util.List;
import java.util.Map;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.channel.Channels;
import onetill.http.Call;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What can be bought in a channel. */
@Path("items")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Items")
public class ItemsResource {

    private static final int MOST = 100;

    @Inject
    Catalog catalog;

    @Inject
    Channels channels;

    @Inject
    Clocks clock;

    @Inject
    Call call;

    public record ItemView(
            String sku,
            String name,
            String description,
            @Nullable String imageUrl,
            String category,
            List<String> barcodes,
            long priceMinor,
            String currency,
            boolean digital,
            @Nullable Long available,
            @Nullable String group,
            Map<String, String> variant,
            Map<String, String> storeProductIds) {

        static ItemView of(Item item) {
            return new ItemView(
                    item.sku(),
                    item.name(),
                    item.description(),
                    item.imageUrl(),
                    item.category(),
                    item.barcodes(),
                    item.price().minor(),
                    item.price().currency().getCurrencyCode(),
                    item.digital(),
                    item.available(),
                    item.group(),
                    item.variant(),
                    item.storeProductIds());
        }
    }

    public record ItemList(List<ItemView> data) {}

    @GET
    @Allow(
            value = {SECRET_KEY, PUBLISHABLE_KEY, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "searchItems", summary = "Search items by words, sku or barcode, priced for a channel")
    public ItemList search(
            @QueryParam("channel") @Nullable String channelId,
            @QueryParam("query") @Nullable String query,
            @QueryParam("barcode") @Nullable String barcode,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(MOST) int limit) {
        if (channelId == null) {
            throw ProblemException.invalid("channel", "say for which channel: prices depend on it, ?channel=web");
        }
        var merchantId = call.principal().merchantId();
        var channel = channels.get(merchantId, channelId);
        return new ItemList(catalog
                .search(
                        merchantId,
                        query,
                        barcode,
                        channel.currency(),
                        channel.id(),
                        channel.locationId(),
                        clock.now(),
                        limit)
                .stream()
                .map(ItemView::of)
                .toList());
    }
}
