package onetill.fulfillment;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.http.Call;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shops and warehouses. */
@Path("locations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Fulfillment")
public class LocationsResource {

    private static final int FROM_TO = 2;

    @Inject
    FulfillmentSetup setup;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /**
     * One location.
     *
     * @param timeZone by its IANA name, such as {@code Europe/Berlin}
     * @param openingHours for each day of the week from when to when; without any it is always open
     * @param closedOn single days on which it is closed
     * @param pickupMinutes working time from the order until it can be fetched
     */
    @Schema(name = "Location")
    public record LocationView(
            @NotBlank @Size(max = 100) String id,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 200) String line1,
            @NotBlank @Size(max = 20) String postalCode,
            @NotBlank @Size(max = 100) String city,

            @NotNull @Pattern(regexp = "[A-Z]{2}", message = "is a country code of two capital letters, such as DE")
            String country,

            @NotBlank @Size(max = 100) String timeZone,
            @Nullable Map<Week, @NotNull List<@NotNull List<@NotNull LocalTime>>> openingHours,
            @Nullable @Size(max = 1_000) Set<LocalDate> closedOn,
            @Nullable @PositiveOrZero @Max(10_080) Integer pickupMinutes,
            @Nullable @DecimalMin("-90") @DecimalMax("90") BigDecimal latitude,
            @Nullable @DecimalMin("-180") @DecimalMax("180") BigDecimal longitude) {}

    @Schema(name = "Locations")
    public record Locations(List<LocationView> data) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listLocations", summary = "List all locations")
    public Locations list() {
        return new Locations(setup.locations(call.principal().merchantId()));
    }

    @PUT
    @Path("{id}")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "putLocation", summary = "Add a location, or replace what is known of it")
    public LocationView put(@PathParam("id") String id, @NotNull @Valid LocationView wanted) {
        if (!id.equals(wanted.id())) throw ProblemException.invalid("id", "is not the one in the address, " + id);
        try {
            ZoneId.of(wanted.timeZone());
        } catch (DateTimeException e) {
            throw ProblemException.invalid("time_zone", "is not a time zone, such as Europe/Berlin");
        }
        if (wanted.openingHours() != null) wanted.openingHours().forEach(LocationsResource::check);
        var by = call.principal();
        return audit.change(by, Deed.of(AuditAction.PUT_LOCATION, id), () -> find(id), () -> {
            setup.location(by.merchantId(), wanted);
            return find(id).orElseThrow();
        });
    }

    private Optional<LocationView> find(String id) {
        return list().data().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    private static void check(Week day, List<List<LocalTime>> spans) {
        for (var span : spans) {
            if (span.size() == FROM_TO && span.get(0).isBefore(span.get(1))) continue;
            throw ProblemException.invalid(
                    "opening_hours", day.written() + ": each is from when to when, such as [\"09:00\",\"18:00\"]");
        }
    }
}
