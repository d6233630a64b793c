package onetill.giftcard;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Principal;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.http.Page;
import onetill.idempotency.Once;
import onetill.money.Money;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Gift cards and store credit for those who give them out. A code is shown once, when its card is made. */
@Path("gift-cards")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Gift cards")
public class GiftCardsResource {

    private static final int MOST = 100;
    private static final int CREATED = 201;
    private static final long MOST_MINOR = 1_000_000_000;

    @Inject
    GiftCards cards;

    @Inject
    Clocks clock;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * What is given out.
     *
     * @param kind {@code gift_card}, when absent, or {@code store_credit}, which needs a customer
     * @param expiresAt never when absent
     * @param reason why, for the books: sold, goodwill
     */
    @Schema(name = "IssueGiftCard")
    public record Issue(
            @NotNull @Positive @Max(MOST_MINOR) Long amountMinor,

            @NotNull @Pattern(regexp = "[A-Z]{3}", message = "is a currency such as EUR")
            String currency,

            @Nullable @Pattern(regexp = "gift_card|store_credit")
            String kind,

            @Nullable UUID customerId,
            @Nullable OffsetDateTime expiresAt,
            @NotBlank @Size(max = 200) String reason) {

        GiftCard.Issue wish() {
            return new GiftCard.Issue(
                    GiftCardKind.of(kind == null ? "gift_card" : kind),
                    new Money(amountMinor, known(currency)),
                    customerId,
                    expiresAt,
                    reason);
        }

        private static Currency known(String code) {
            try {
                return Currency.getInstance(code);
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid("currency", "there is no currency " + code);
            }
        }
    }

    /**
     * What changes.
     *
     * @param amountMinor top_up: how much
     */
    @Schema(name = "AdjustGiftCard")
    public record Adjustment(
            @NotNull @Pattern(regexp = "disable|enable|top_up")
            String action,

            @Nullable @Positive @Max(MOST_MINOR) Long amountMinor,
            @NotBlank @Size(max = 200) String reason) {}

    /**
     * A card, without its code.
     *
     * @param code masked but for the last four characters; null for store credit
     * @param initialMinor what was ever put on it, less what has expired
     * @param state {@code active}, {@code disabled} or {@code expired}
     */
    @Schema(name = "GiftCard")
    public record CardView(
            UUID id,
            String kind,
            @Nullable String code,
            long initialMinor,
            long balanceMinor,
            String currency,
            @Nullable UUID customerId,
            String state,
            @Nullable OffsetDateTime expiresAt,
            String createdBy,
            String reason,
            OffsetDateTime createdAt) {

        static CardView of(GiftCard card, OffsetDateTime now) {
            return new CardView(
                    card.id(),
                    card.kind().stored(),
                    card.last4() == null ? null : "****-****-****-" + card.last4(),
                    card.initial().minor(),
                    card.balance().minor(),
                    card.balance().currency().getCurrencyCode(),
                    card.customerId(),
                    card.state(now),
                    card.expiresAt(),
                    card.createdBy(),
                    card.reason(),
                    card.createdAt());
        }
    }

    /** @param amountMinor what it added to the balance */
    @Schema(name = "GiftCardEntry")
    public record EntryView(
            UUID id,
            String kind,
            long amountMinor,
            @Nullable UUID attemptId,
            String actor,
            String reason,
            OffsetDateTime createdAt) {

        static EntryView of(Entry entry) {
            return new EntryView(
                    entry.id(),
                    entry.kind().stored(),
                    entry.amountMinor(),
                    entry.attemptId(),
                    entry.actor(),
                    entry.reason(),
                    entry.createdAt());
        }
    }

    @Schema(name = "GiftCardWithEntries")
    public record Details(CardView giftCard, List<EntryView> entries) {}

    /** @param code shown in the first answer and never again, also not when the request is repeated */
    @Schema(name = "IssuedGiftCard")
    public record IssuedView(CardView giftCard, @Nullable String code) {}

    @Schema(name = "GiftCardPage")
    public record CardPage(List<CardView> data, @Nullable String nextCursor) {}

    @POST
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "issueGiftCard",
            summary = "Give out a gift card or store credit",
            description = "The code is shown once. When that answer is lost, disable the card and give out another. A "
                    + "customer has one store credit in each currency; more of it is put on the same one.")
    @APIResponse(
            responseCode = "201",
            description = "The card and its code, which is not shown again",
            content = @Content(schema = @Schema(implementation = IssuedView.class)))
    public Response issue(@NotNull @Valid Issue request) {
        var fresh = new ArrayList<IssuedView>();
        var kept = once.atOnce(by(), "gift_card", call.idempotencyKey(), request, () -> {
            var issued = cards.issue(by(), request.wish());
            var view = CardView.of(issued.card(), clock.now());
            var code = issued.code();
            fresh.add(new IssuedView(view, code == null ? null : code.printed()));
            return Once.Answer.of(CREATED, Map.of(), new IssuedView(view, null));
        });
        // The kept answer has no code, so that no code is ever stored.
        return Answers.of(kept.replayed() ? kept : Once.Answer.of(CREATED, Map.of(), fresh.get(0)));
    }

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listGiftCards", summary = "List gift cards and store credit, newest first")
    public CardPage list(
            @QueryParam("customer_id") @Nullable UUID customerId,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var now = clock.now();
        var rows = cards.newest(by().merchantId(), customerId, Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, GiftCard::id, it -> CardView.of(it, now));
        return new CardPage(page.data(), page.nextCursor());
    }

    @GET
    @Path("{id}")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getGiftCard", summary = "Get a gift card and each change of its balance")
    public Details get(@PathParam("id") UUID id) {
        var card = cards.get(by().merchantId(), id);
        var entries = cards.history(by().merchantId(), id);
        return new Details(
                CardView.of(card, clock.now()),
                entries.stream().map(EntryView::of).toList());
    }

    @POST
    @Path("{id}/adjustments")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "adjustGiftCard", summary = "Disable, enable or top up a gift card")
    @APIResponse(
            responseCode = "201",
            description = "The card as it is now",
            content = @Content(schema = @Schema(implementation = CardView.class)))
    public Response adjust(@PathParam("id") UUID id, @NotNull @Valid Adjustment request) {
        return Answers.of(once.atOnce(
                by(),
                "gift_card_adjustment:" + id,
                call.idempotencyKey(),
                request,
                () -> Once.Answer.of(CREATED, Map.of(), CardView.of(adjusted(id, request), clock.now()))));
    }

    private GiftCard adjusted(UUID id, Adjustment request) {
        return switch (request.action()) {
            case "disable" -> cards.disable(by(), id, request.reason());
            case "enable" -> cards.enable(by(), id, request.reason());
            default -> {
                var amount = request.amountMinor();
                if (amount == null) throw ProblemException.invalid("amount_minor", "say how much to put on it");
                yield cards.topUp(by(), id, amount, request.reason());
            }
        };
    }

    private Principal by() {
        return call.principal();
    }
}
