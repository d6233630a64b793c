package onetill.channel;

import static onetill.access.PrincipalKind.PUBLISHABLE_KEY;
import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
import onetill.reassurance.TrustMessage;
import onetill.tax.TaxAnswers;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where the merchant sells. */
@Path("channels")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Channels")
public class ChannelsResource {

    private static final String TENDER_TYPES =
            "card|apple_pay|google_pay|link|saved|cash|card_present|ideal|sepa_debit|gift_card|store_credit";

    @Inject
    Channels channels;

    @Inject
    TaxAnswers taxes;

    @Inject
    Audit audit;

    @Inject
    Call call;

    public record ChannelView(
            String id,
            ChannelKind kind,
            String name,
            String country,
            String currency,
            String locale,
            @Nullable String locationId,
            List<String> tenders,
            long cashRoundingMinor,
            boolean takesTips,
            @Nullable String readerProvider,
            @Nullable String readerRef,
            boolean tipsOnReader,
            boolean pricesIncludeTax,
            String taxRounding,
            String deliveryTax,
            String taxCalculator,
            String stockHold,
            long recoveryAfterSeconds,
            AskPolicy asks,
            List<TrustMessage> trustMessages) {

        static ChannelView of(Channel channel) {
            var reader = channel.reader();
            return new ChannelView(
                    channel.id(),
                    channel.kind(),
                    channel.name(),
                    channel.country(),
                    channel.currency().getCurrencyCode(),
                    channel.locale().toLanguageTag(),
                    channel.locationId(),
                    channel.tenders(),
                    channel.cashRoundingMinor(),
                    channel.takesTips(),
                    reader == null ? null : reader.provider(),
                    reader == null ? null : reader.ref(),
                    reader != null && reader.tips(),
                    channel.taxes().included(),
                    channel.taxes().perTotal() ? "total" : "line",
                    channel.taxes().proportionalDelivery() ? "proportional" : "highest",
                    channel.taxes().calculator() == null
                            ? "rates"
                            : channel.taxes().calculator(),
                    channel.holdsWhenChosen() ? "add" : "submit",
                    channel.recoverySeconds(),
                    channel.asks(),
                    channel.trustMessages());
        }
    }

    public record ChannelList(List<ChannelView> data) {}

    /**
     * What changes; what is left out stays.
     *
     * @param tenders all types of tender it takes, wallets too; pages offer them in this order
     * @param readerProvider who drives the card reader of a till: {@code stripe} or {@code nexo}
     * @param readerRef the card reader, as who drives it names it: Stripe's id, or the POIID of a nexo terminal; empty for none
     * @param tipsOnReader whether the card reader asks buyers for a tip; only where {@code takes_tips}
     * @param taxRounding {@code line}, or {@code total} for once in each rate
     * @param deliveryTax {@code highest} rate of the goods, or {@code proportional} to them
     * @param taxCalculator {@code rates} of our own, or {@code stripe}
     * @param stockHold when goods are kept aside: at the {@code submit}, or when they are chosen ({@code add})
     * @param recoveryAfterSeconds how long after a buyer has left they are written to, if they agreed to it; 0 for never
     * @param asks what is asked beyond what an order needs, replacing all of what was set before
     * @param trustMessages what is said to buyers who linger at a question, one for each; replaces all of what was set before
     */
    @Schema(name = "ChangeChannel")
    public record ChannelChange(
            @Nullable @Size(min = 1, max = 20)
            List<@Pattern(regexp = TENDER_TYPES, message = "is not a type of tender; use " + TENDER_TYPES) String>
                    tenders,

            @Nullable @Positive Long cashRoundingMinor,
            @Nullable Boolean takesTips,

            @Nullable @Pattern(regexp = "stripe|nexo", message = "is stripe or nexo")
            String readerProvider,

            @Nullable @Pattern(regexp = "[\\w.:-]{0,100}", message = "is the name of a card reader")
            String readerRef,

            @Nullable Boolean tipsOnReader,
            @Nullable Boolean pricesIncludeTax,
            @Nullable @Pattern(regexp = "line|total") String taxRounding,

            @Nullable @Pattern(regexp = "highest|proportional")
            String deliveryTax,

            @Nullable @Pattern(regexp = "[a-z_]{1,40}") String taxCalculator,
            @Nullable @Pattern(regexp = "submit|add") String stockHold,
            @Nullable @PositiveOrZero Long recoveryAfterSeconds,
            @Nullable @Valid AskPolicy asks,
            @Nullable @Valid @Size(max = 20) List<@NotNull TrustMessage> trustMessages) {}

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "changeChannel", summary = "Change how a channel counts")
    public ChannelView change(@PathParam("id") String id, @NotNull @Valid ChannelChange change) {
        var calculator = change.taxCalculator();
        if (calculator != null && !"rates".equals(calculator) && !taxes.isKnown(calculator)) {
            throw ProblemException.invalid(
                    "tax_calculator", "there is no \"%s\"; choose rates or stripe".formatted(calculator));
        }
        var messages = change.trustMessages();
        var wrong = messages == null ? null : TrustMessage.wrong(messages);
        if (wrong != null) throw ProblemException.invalid("trust_messages", wrong);
        var by = call.principal();
        return audit.change(
                by,
                Deed.of(AuditAction.CHANGE_CHANNEL, id),
                () -> get(id),
                () -> ChannelView.of(channels.change(by.merchantId(), id, change)));
    }

    @GET
    @Allow(
            value = {SECRET_KEY, PUBLISHABLE_KEY, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listChannels", summary = "List the merchant's channels")
    public ChannelList list() {
        return new ChannelList(channels.all(call.principal().merchantId()).stream()
                .map(ChannelView::of)
                .toList());
    }

    @GET
    @Path("{id}")
    @Allow(
            value = {SECRET_KEY, PUBLISHABLE_KEY, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getChannel", summary = "Get one channel")
    public ChannelView get(@PathParam("id") String id) {
        return ChannelView.of(channels.get(call.principal().merchantId(), id));
    }
}
