package onetill.fulfillment;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Changes;
import onetill.audit.Deed;
import onetill.database.Work;
import onetill.http.Bulk;
import onetill.http.Call;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where postal codes are. */
@Path("postal-places")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Fulfillment")
public class PostalPlacesResource {

    @Inject
    FulfillmentSetup setup;

    @Inject
    Work work;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /** The middle of a postal code, in degrees of WGS 84. */
    @Schema(name = "PostalPlace")
    public record Place(
            @NotNull @Pattern(regexp = "[A-Z]{2}", message = "is a country code of two capital letters, such as DE")
            String country,

            @NotBlank @Size(max = 20) String postalCode,
            @NotNull @DecimalMin("-90") @DecimalMax("90") BigDecimal latitude,
            @NotNull @DecimalMin("-180") @DecimalMax("180") BigDecimal longitude) {}

    @Schema(name = "PostalPlaces")
    public record Places(@NotNull @Valid @Size(max = 50_000) List<Place> data) {}

    @Schema(name = "PostalPlacesDone")
    public record Done(int written) {}

    @PUT
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "replacePostalPlaces",
            summary = "Say where postal codes are",
            description =
                    "For local delivery within a radius and for rules about distance. Without them distances are not known.")
    public Done replace(@Bulk @NotNull @Valid Places wanted) {
        var codes = new HashSet<String>();
        for (var place : wanted.data()) {
            if (!codes.add(place.country() + " " + place.postalCode())) {
                throw ProblemException.invalid(
                        "data", "comes twice: %s %s".formatted(place.country(), place.postalCode()));
            }
        }
        var by = call.principal();
        return work.write(by.merchantId(), () -> {
            setup.places(by.merchantId(), wanted.data());
            audit.record(by, Deed.of(AuditAction.REPLACE_POSTAL_PLACES), Changes.between(null, wanted.data()));
            return new Done(wanted.data().size());
        });
    }
}
