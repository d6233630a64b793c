package onetill.catalog;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
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

/**
 * Barcodes that a shop's own scales print: numbers of restricted circulation, which begin with 02 or 20 to 29 (GS1 General
 * Specifications, section 2.1.11). What stands where is the shop's choice.
 */
@Path("scale-barcodes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Items")
public class ScaleBarcodesResource {

    private static final int WITHOUT_CHECK_DIGIT = 12;

    @Inject
    ScaleBarcodes barcodes;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /** What the digits after the item stand for. */
    public enum Holds {
        /** What was weighed; the item's price is that of a kilogram. */
        GRAMS,
        /** What it costs, in minor units. */
        PRICE
    }

    /**
     * One kind of barcode: prefix, item, value and a check digit, 13 digits in all.
     *
     * @param itemDigits those of the item; prefix and these together are its barcode in the catalog
     */
    @Schema(name = "ScaleBarcode")
    public record ScaleBarcode(
            @NotNull @Pattern(regexp = "0?2[0-9]?", message = "is 02, or begins with 2: such as 21")
            String prefix,

            @NotNull @Min(3) @Max(6) Integer itemDigits,
            @NotNull @Min(5) @Max(6) Integer valueDigits,
            @NotNull Holds holds) {}

    @Schema(name = "ScaleBarcodes")
    public record ScaleBarcodeList(
            @NotNull @Valid @Size(max = 20) List<ScaleBarcode> data) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listScaleBarcodes", summary = "List what scales print")
    public ScaleBarcodeList list() {
        return new ScaleBarcodeList(barcodes.all(call.principal().merchantId()));
    }

    @PUT
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "replaceScaleBarcodes", summary = "Say what scales print")
    public ScaleBarcodeList replace(@NotNull @Valid ScaleBarcodeList wanted) {
        for (var each : wanted.data()) {
            var digits = each.prefix().length() + each.itemDigits() + each.valueDigits();
            if (digits != WITHOUT_CHECK_DIGIT) {
                throw ProblemException.invalid(
                        "data",
                        "%s: prefix, item and value have %d digits, 12 are right".formatted(each.prefix(), digits));
            }
            var alike = wanted.data().stream()
                    .filter(it -> it.prefix().startsWith(each.prefix()))
                    .count();
            if (alike > 1) throw ProblemException.invalid("data", "two prefixes begin with " + each.prefix());
        }
        var by = call.principal();
        return audit.change(by, Deed.of(AuditAction.REPLACE_SCALE_BARCODES), this::list, () -> {
            barcodes.replace(by.merchantId(), wanted.data());
            return list();
        });
    }
}
