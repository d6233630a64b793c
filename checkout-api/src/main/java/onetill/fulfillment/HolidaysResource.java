package onetill.fulfillment;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Days on which nobody works. */
@Path("holidays")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Fulfillment")
public class HolidaysResource {

    @Inject
    FulfillmentSetup setup;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /** In the merchant's country nothing leaves on this day, in the buyer's nothing arrives. */
    @Schema(name = "Holiday")
    public record Holiday(
            @NotNull @Pattern(regexp = "[A-Z]{2}", message = "is a country code of two capital letters, such as DE")
            String country,

            @NotNull LocalDate day,
            @NotBlank @Size(max = 100) String name) {}

    @Schema(name = "Holidays")
    public record Holidays(
            @NotNull @Valid @Size(max = 5_000) List<Holiday> data) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listHolidays", summary = "List all holidays")
    public Holidays list() {
        return new Holidays(setup.holidays(call.principal().merchantId()));
    }

    @PUT
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "replaceHolidays", summary = "Replace all holidays")
    public Holidays replace(@Bulk @NotNull @Valid Holidays wanted) {
        var days = new HashSet<String>();
        for (var holiday : wanted.data()) {
            if (!days.add(holiday.country() + holiday.day())) {
                throw ProblemException.invalid(
                        "data", "comes twice: %s in %s".formatted(holiday.day(), holiday.country()));
            }
        }
        var by = call.principal();
        return audit.change(by, Deed.of(AuditAction.REPLACE_HOLIDAYS), this::list, () -> {
            setup.holidays(by.merchantId(), wanted.data());
            return list();
        });
    }
}
