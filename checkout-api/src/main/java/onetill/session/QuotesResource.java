package onetill.session;

import static onetill.access.PrincipalKind.PUBLISHABLE_KEY;
import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.promotion.RefusedCode;
import onetill.tax.Taxes;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** All-in totals before anybody has typed a name. */
@Path("quotes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Checkout sessions")
public class QuotesResource {

    @Inject
    Checkout checkout;

    @Inject
    Call call;

    /**
     * What somebody might buy, and where it might go.
     *
     * @param country that of the channel when absent
     * @param neededBy options that take longer are left out
     */
    @Schema(name = "Quote")
    public record QuoteRequest(
            @NotBlank String channel,
            @NotNull @NotEmpty @Valid @Size(max = 200) List<LineChoice> lineItems,

            @Nullable @Pattern(regexp = "[A-Z]{2}", message = "is a country code of two capital letters, such as DE")
            String country,

            @Nullable @Size(max = 100) String region,
            @Nullable @Size(max = 20) String postalCode,
            @Nullable @Size(max = 100) String optionId,
            @Nullable LocalDate neededBy,
            @Nullable @Size(max = 10) List<@NotBlank @Size(max = 60) String> discountCodes) {

        Change change() {
            var address = new Address(null, null, null, postalCode, null, region, country);
            return new Change(
                    lineItems,
                    null,
                    new Change.FulfillmentChoice(optionId, address, neededBy),
                    null,
                    null,
                    discountCodes);
        }
    }

    /**
     * Where the goods of a session might go. All that is said of the address counts, and nothing that the session knows of
     * another one.
     *
     * @param optionId what was chosen before, or what the shop proposes, when absent
     */
    @Schema(name = "SessionQuote")
    public record Elsewhere(
            @Nullable @Pattern(regexp = "[A-Z]{2}", message = "is a country code of two capital letters, such as DE")
            String country,

            @Nullable @Size(max = 100) String region,
            @Nullable @Size(max = 20) String postalCode,
            @Nullable @Size(max = 100) String city,
            @Nullable @Size(max = 100) String optionId) {

        Change change() {
            var address = country == null && region == null && postalCode == null && city == null
                    ? null
                    : new Address(null, null, null, postalCode, city, region, country).whole();
            return new Change(null, null, new Change.FulfillmentChoice(optionId, address, null), null);
        }
    }

    /**
     * What it costs, all in.
     *
     * @param dueMinor the total less what was paid ahead
     * @param assumes what the total takes for granted
     */
    @Schema(name = "QuoteAnswer")
    public record QuoteView(
            String channel,
            String currency,
            String country,
            List<SessionView.LineItemView> lineItems,
            List<Total> totals,
            Taxes taxes,
            long totalMinor,
            long dueMinor,
            List<Assumption> assumes,
            List<SessionView.DiscountView> discounts,
            List<RefusedCode> refusedCodes,
            SessionView.FulfillmentView fulfillment,
            List<SessionView.OptionView> fulfillmentOptions) {

        static QuoteView of(SessionView session) {
            return new QuoteView(
                    session.channel().id(),
                    session.currency(),
                    session.country(),
                    session.lineItems(),
                    session.totals(),
                    session.taxes(),
                    session.totalMinor(),
                    session.dueMinor(),
                    session.assumes(),
                    session.discounts(),
                    session.refusedCodes(),
                    session.fulfillment(),
                    session.fulfillmentOptions());
        }
    }

    @POST
    @Allow(
            value = {SECRET_KEY, PUBLISHABLE_KEY, REGISTER},
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "quote",
            summary = "Say what a basket costs and when it arrives",
            description = "Nothing is kept, and nobody has to be known.")
    public QuoteView quote(@NotNull @Valid QuoteRequest request) {
        return QuoteView.of(SessionView.of(checkout.quote(call.principal(), request.channel(), request.change())));
    }
}
