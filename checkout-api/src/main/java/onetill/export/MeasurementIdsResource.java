package onetill.export;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.http.Call;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** By what those who measure know the buyer's browser. */
@Path("checkout-sessions/{id}/measurement-ids")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Exports")
public class MeasurementIdsResource {

    private static final String CLICK = "[A-Za-z0-9_-]{1,500}";
    private static final String META = "fb\\.[0-9]\\.[0-9]{10,16}\\.[A-Za-z0-9_-]{1,500}";

    @Inject
    MeasurementIds ids;

    @Inject
    Call call;

    /**
     * What a page knows. The first two are kept under the buyer's consent to {@code analytics}, all others under that to
     * {@code marketing_measurement}.
     *
     * @param gaClientId of Google Analytics: the last two numbers of the cookie {@code _ga}
     * @param gaSessionId of Google Analytics: from the cookie {@code _ga_…}
     * @param gclid of Google Ads, from the address of the page a click led to; one of gclid, gbraid and wbraid
     * @param fbp of Meta: the cookie {@code _fbp}
     * @param fbc of Meta: the cookie {@code _fbc}
     * @param userAgent of the buyer's browser, for Meta
     * @param pageUrl of the page they bought on, for Meta, without a query
     */
    @Schema(name = "MeasurementIds")
    public record Ids(
            @Nullable
            @Pattern(regexp = "[0-9]{1,20}\\.[0-9]{1,20}", message = "is two numbers, such as 1234567890.1700000000")
            String gaClientId,

            @Nullable @Pattern(regexp = "[0-9]{1,20}", message = "is a number, such as 1700000000")
            String gaSessionId,

            @Nullable @Pattern(regexp = CLICK, message = "is letters, digits, dashes and underscores")
            String gclid,

            @Nullable @Pattern(regexp = CLICK, message = "is letters, digits, dashes and underscores")
            String gbraid,

            @Nullable @Pattern(regexp = CLICK, message = "is letters, digits, dashes and underscores")
            String wbraid,

            @Nullable @Pattern(regexp = META, message = "is written like fb.1.1596403881668.1116446470")
            String fbp,

            @Nullable @Pattern(regexp = META, message = "is written like fb.1.1596403881668.AbCdEfGh")
            String fbc,

            @Nullable @Pattern(regexp = "\\P{Cntrl}{1,500}", message = "has up to 500 characters")
            String userAgent,

            @Nullable
            @Pattern(regexp = "https?://[^\\s?#]{1,490}", message = "is an address without query and fragment")
            String pageUrl) {

        Map<BrowserId, String> byName() {
            var all = new EnumMap<BrowserId, String>(BrowserId.class);
            put(all, BrowserId.GA_CLIENT_ID, gaClientId);
            put(all, BrowserId.GA_SESSION_ID, gaSessionId);
            put(all, BrowserId.GCLID, gclid);
            put(all, BrowserId.GBRAID, gbraid);
            put(all, BrowserId.WBRAID, wbraid);
            put(all, BrowserId.FBP, fbp);
            put(all, BrowserId.FBC, fbc);
            put(all, BrowserId.USER_AGENT, userAgent);
            put(all, BrowserId.PAGE_URL, pageUrl);
            return all;
        }

        private static void put(Map<BrowserId, String> all, BrowserId id, @Nullable String value) {
            if (value != null) all.put(id, value);
        }
    }

    @PUT
    @Allow({SECRET_KEY, CLIENT_TOKEN})
    @Operation(
            operationId = "putMeasurementIds",
            summary = "Say by what those who measure know the buyer's browser",
            description = "Replaces what was said before. Each needs the buyer's consent, and is forgotten with it.")
    public Ids put(@PathParam("id") UUID id, @NotNull @Valid Ids request) {
        ids.put(call.principal(), id, request.byName());
        return request;
    }
}
