package onetill.tax;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.http.Bulk;
import onetill.http.Call;
import onetill.problem.ProblemException;
import onetill.tax.TaxRates.Rate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Rates of tax, by where goods go. */
@Path("tax-rates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Taxes")
public class TaxRatesResource {

    private static final LocalDate EVER = LocalDate.EPOCH;

    @Inject
    TaxRates rates;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /**
     * One rate.
     *
     * @param region as it stands in addresses; absent for all of the country
     * @param postalPrefix the beginning of postal codes; absent for all
     * @param taxCategory that of items
     * @param percent on the price without tax
     * @param validFrom absent is always; of several the newest that has begun counts
     */
    @Schema(name = "TaxRate")
    public record RateView(
            @NotNull @Pattern(regexp = "[A-Z]{2}", message = "is a country code of two capital letters, such as DE")
            String country,

            @Nullable @Size(max = 100) String region,
            @Nullable @Size(max = 20) String postalPrefix,
            @NotBlank @Size(max = 100) String taxCategory,

            @NotNull @PositiveOrZero @DecimalMax("100") @Digits(integer = 3, fraction = 3)
            BigDecimal percent,

            @Nullable LocalDate validFrom) {

        Rate rate() {
            return new Rate(
                    country,
                    region == null ? "" : region,
                    postalPrefix == null ? "" : postalPrefix,
                    taxCategory,
                    percent,
                    validFrom == null ? EVER : validFrom);
        }

        static RateView of(Rate rate) {
            return new RateView(
                    rate.country(),
                    rate.region().isEmpty() ? null : rate.region(),
                    rate.postalPrefix().isEmpty() ? null : rate.postalPrefix(),
                    rate.taxCategory(),
                    rate.percent(),
                    rate.validFrom().equals(EVER) ? null : rate.validFrom());
        }
    }

    @Schema(name = "TaxRates")
    public record RateList(
            @NotNull @Valid @Size(max = 50_000) List<RateView> data) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listTaxRates", summary = "List all rates of tax")
    public RateList list() {
        return new RateList(rates.all(call.principal().merchantId()).stream()
                .map(RateView::of)
                .toList());
    }

    @PUT
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "replaceTaxRates",
            summary = "Replace all rates of tax",
            description =
                    "For a place the rate of the longest postal prefix applies, then that of the region, then that of the "
                            + "country. Where there is none, nothing is taxed. Sessions are taxed by it from their next change on.")
    public RateList replace(@Bulk @NotNull @Valid RateList wanted) {
        var all = wanted.data().stream().map(RateView::rate).toList();
        var places = new HashSet<String>();
        for (var rate : all) {
            var place = String.join(
                    " ",
                    rate.country(),
                    rate.region(),
                    rate.postalPrefix(),
                    rate.taxCategory(),
                    rate.validFrom().toString());
            if (!places.add(place)) throw ProblemException.invalid("data", "two rates for the same: " + place);
        }
        var by = call.principal();
        return audit.change(by, Deed.of(AuditAction.REPLACE_TAX_RATES), this::list, () -> {
            rates.replace(by.merchantId(), all);
            return list();
        });
    }
}
