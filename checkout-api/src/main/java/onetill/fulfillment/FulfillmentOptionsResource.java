package onetill.fulfillment;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

/** The ways of fulfillment a merchant offers, with what they cost. */
@Path("fulfillment-options")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Fulfillment")
public class FulfillmentOptionsResource {

    @Inject
    FulfillmentSetup setup;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /**
     * What an option costs and how long it takes to one zone. Of several that fit an order, the one with the longest postal
     * prefix counts, then the one for the country, then the cheapest.
     *
     * @param country absent is everywhere
     * @param minValueMinor of the goods, before discounts
     * @param perKgMinor for each kilogram begun
     * @param minDays working days of the carrier
     * @param maxDays as many as {@code minDays} when absent
     */
    @Schema(name = "FulfillmentRate")
    public record RateSetup(
            @NotNull @Pattern(regexp = "[A-Z]{3}", message = "is a currency code such as EUR")
            String currency,

            @Nullable @Pattern(regexp = "[A-Z]{2}", message = "is a country code of two capital letters, such as DE")
            String country,

            @Nullable @Size(max = 20) String postalPrefix,
            @Nullable @PositiveOrZero Long minWeightGrams,
            @Nullable @Positive Long maxWeightGrams,
            @Nullable @PositiveOrZero Long minValueMinor,
            @Nullable @Positive Long maxValueMinor,
            @NotNull @PositiveOrZero Long amountMinor,
            @Nullable @PositiveOrZero Long perKgMinor,
            @Nullable @PositiveOrZero @Max(365) Integer minDays,
            @Nullable @PositiveOrZero @Max(365) Integer maxDays) {}

    /**
     * One option.
     *
     * @param locationId pickup: where; local delivery: where from
     * @param cutoff later orders leave a day later, such as {@code 14:00} in the merchant's time; absent is midnight
     * @param handlingDays working days until it leaves
     * @param restDays when nothing is sent or brought; Sunday when absent
     * @param radiusKm local delivery: how far from the location; needs postal places
     */
    @Schema(name = "FulfillmentOptionSetup")
    public record OptionSetup(
            @NotBlank @Size(max = 100) String id,
            @NotNull FulfillmentKind kind,
            @NotBlank @Size(max = 100) String title,
            @Nullable @Size(max = 100) String locationId,

            @Nullable @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]", message = "is a time such as 14:00")
            String cutoff,

            @Nullable @PositiveOrZero @Max(60) Integer handlingDays,
            @Nullable @Size(max = 6) Set<Week> restDays,
            @Nullable @Positive BigDecimal radiusKm,
            @Nullable Boolean active,
            @NotEmpty @Valid @Size(max = 1_000) List<RateSetup> rates) {}

    @Schema(name = "FulfillmentOptionSetups")
    public record OptionSetups(
            @NotNull @Valid @Size(max = 500) List<OptionSetup> data) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listFulfillmentOptions", summary = "List all ways of fulfillment with their rates")
    public OptionSetups list() {
        return new OptionSetups(setup.options(call.principal().merchantId()));
    }

    @PUT
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "replaceFulfillmentOptions",
            summary = "Replace all ways of fulfillment",
            description = "Sessions see them from their next change on; one that has gone is asked for again.")
    public OptionSetups replace(@Bulk @NotNull @Valid OptionSetups wanted) {
        var ids = new HashSet<String>();
        for (var option : wanted.data()) {
            if (!ids.add(option.id())) throw ProblemException.invalid("data", "comes twice: " + option.id());
            check(option);
        }
        var by = call.principal();
        return audit.change(by, Deed.of(AuditAction.REPLACE_FULFILLMENT_OPTIONS), this::list, () -> {
            setup.options(by.merchantId(), wanted.data());
            return list();
        });
    }

    private static void check(OptionSetup option) {
        if (option.kind() == FulfillmentKind.PICKUP && option.locationId() == null) {
            throw ProblemException.invalid("data", option.id() + ": say at which location_id it is picked up");
        }
        if (option.radiusKm() != null && option.locationId() == null) {
            throw ProblemException.invalid("data", option.id() + ": a radius needs a location_id as its center");
        }
        for (var rate : option.rates()) {
            var days = rate.maxDays();
            if (days != null && rate.minDays() != null && days < rate.minDays()) {
                throw ProblemException.invalid("data", option.id() + ": max_days is less than min_days");
            }
            try {
                Currency.getInstance(rate.currency());
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid("data", option.id() + ": there is no currency " + rate.currency());
            }
        }
    }
}
