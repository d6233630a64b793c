package onetill.promotion;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.http.Page;
import onetill.idempotency.Once;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Promotions, by codes and without. */
@Path("promotions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Promotions")
public class PromotionsResource {

    private static final int MOST = 100;
    private static final int CREATED = 201;
    private static final int USUAL_PRIORITY = 100;

    @Inject
    Promotions promotions;

    @Inject
    Once once;

    @Inject
    Call call;

    /** A step: reached with so much or so many, it takes off a percentage or an amount. */
    @Schema(name = "PromotionTier")
    public record TierRequest(
            @Nullable @Positive Long minSubtotalMinor,
            @Nullable @Positive Long minQuantity,

            @Nullable @Positive @DecimalMax("100") @Digits(integer = 3, fraction = 3)
            BigDecimal percent,

            @Nullable @Positive Long amountMinor) {}

    /** What a promotion is about. */
    @Schema(name = "PromotionTarget")
    public record TargetRequest(
            @NotNull @Pattern(regexp = "sku|category") String kind,
            @NotBlank @Size(max = 100) String value) {}

    /**
     * A promotion, whole.
     *
     * @param code what buyers type, in any case; absent, it applies by itself
     * @param kind {@code amount_off}, {@code percent_off}, {@code buy_x_get_y}, {@code tiered} or {@code free_delivery}
     * @param currency of all its amounts; needed when it has any
     * @param targets items and categories; absent, everything
     * @param combinable whether it applies together with others that are; true when absent
     * @param priority the lowest is applied first; 100 when absent
     * @param active true when absent; an inactive one stays for the books
     */
    @Schema(name = "PutPromotion")
    public record PutPromotion(
            @NotBlank @Size(max = 120) String name,

            @Nullable
            @Size(min = 2, max = 60)
            @Pattern(regexp = "[\\p{L}\\p{N}_%+.-]+", message = "has letters, digits and _ % + . - only")
            String code,

            @NotNull PromotionKind kind,
            @Nullable String currency,
            @Nullable @Positive Long amountMinor,

            @Nullable @Positive @DecimalMax("100") @Digits(integer = 3, fraction = 3)
            BigDecimal percent,

            @Nullable @Min(1) @Max(1000) Integer buyQuantity,
            @Nullable @Min(1) @Max(1000) Integer getQuantity,
            @Nullable @Valid @Size(max = 20) List<TierRequest> tiers,
            @Nullable @Valid @Size(max = 500) List<TargetRequest> targets,
            @Nullable @Positive Long minSubtotalMinor,
            @Nullable @Positive Long minQuantity,
            @Nullable @Size(min = 1, max = 100) List<@NotBlank String> channels,
            @Nullable @Size(max = 100) String customerGroup,
            @Nullable OffsetDateTime startsAt,
            @Nullable OffsetDateTime endsAt,
            @Nullable Boolean combinable,
            @Nullable Integer priority,
            @Nullable Boolean active,
            @Nullable @Positive Long limitTotal,
            @Nullable @Positive Long limitPerCustomer) {

        Promotion promotion() {
            check();
            return new Promotion(
                    new UUID(0, 0),
                    name.strip(),
                    code == null ? null : Discounts.normalized(code),
                    kind,
                    currency,
                    amountMinor,
                    percent,
                    buyQuantity,
                    getQuantity,
                    tiers == null
                            ? List.of()
                            : tiers.stream()
                                    .map(it -> new Promotion.Tier(
                                            it.minSubtotalMinor(), it.minQuantity(), it.percent(), it.amountMinor()))
                                    .toList(),
                    minSubtotalMinor,
                    minQuantity,
                    channels,
                    customerGroup,
                    startsAt,
                    endsAt,
                    combinable == null || combinable,
                    priority == null ? USUAL_PRIORITY : priority,
                    active == null || active,
                    limitTotal,
                    limitPerCustomer,
                    0,
                    targets == null || targets.isEmpty()
                            ? List.of(Promotion.Target.ALL)
                            : targets.stream()
                                    .map(it -> new Promotion.Target(it.kind(), it.value()))
                                    .toList(),
                    0,
                    true);
        }

        private void check() {
            needs(kind != PromotionKind.AMOUNT_OFF || amountMinor != null, "amount_minor", "say how much is taken off");
            needs(
                    kind != PromotionKind.PERCENT_OFF || percent != null,
                    "percent",
                    "say how many percent are taken off");
            var several = buyQuantity != null && getQuantity != null;
            needs(
                    kind != PromotionKind.BUY_X_GET_Y || several,
                    "buy_quantity",
                    "say how many to buy and how many to get");
            needs(kind != PromotionKind.TIERED || tiers != null && !tiers.isEmpty(), "tiers", "say at least one step");
            for (var tier : tiers == null ? List.<TierRequest>of() : tiers) {
                needs(
                        (tier.percent() == null) != (tier.amountMinor() == null),
                        "tiers",
                        "each step has either percent or amount_minor");
                needs(
                        tier.minSubtotalMinor() != null || tier.minQuantity() != null,
                        "tiers",
                        "each step begins with a min_subtotal_minor or a min_quantity");
            }
            var amounts = amountMinor != null
                    || minSubtotalMinor != null
                    || (tiers != null
                            && tiers.stream()
                                    .anyMatch(it -> it.amountMinor() != null || it.minSubtotalMinor() != null));
            needs(!amounts || currency != null, "currency", "amounts need their currency");
            if (currency != null) known(currency);
            needs(startsAt == null || endsAt == null || endsAt.isAfter(startsAt), "ends_at", "it ends after it starts");
        }

        private static void known(String code) {
            try {
                Currency.getInstance(code);
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid("currency", "there is no currency " + code);
            }
        }

        private static void needs(boolean given, String field, String what) {
            if (!given) throw ProblemException.invalid(field, what);
        }
    }

    /** @param used how often it was used or is held by a payment under way; counted only where there is a limit */
    @Schema(name = "Promotion")
    public record PromotionView(
            UUID id,
            String name,
            @Nullable String code,
            PromotionKind kind,
            @Nullable String currency,
            @Nullable Long amountMinor,
            @Nullable BigDecimal percent,
            @Nullable Integer buyQuantity,
            @Nullable Integer getQuantity,
            List<Promotion.Tier> tiers,
            List<Promotion.Target> targets,
            @Nullable Long minSubtotalMinor,
            @Nullable Long minQuantity,
            @Nullable List<String> channels,
            @Nullable String customerGroup,
            @Nullable OffsetDateTime startsAt,
            @Nullable OffsetDateTime endsAt,
            boolean combinable,
            int priority,
            boolean active,
            @Nullable Long limitTotal,
            @Nullable Long limitPerCustomer,
            long used) {

        static PromotionView of(Promotion promotion) {
            return new PromotionView(
                    promotion.promotionId(),
                    promotion.name(),
                    promotion.code(),
                    promotion.kind(),
                    promotion.currency(),
                    promotion.amountMinor(),
                    promotion.percent(),
                    promotion.buyQuantity(),
                    promotion.getQuantity(),
                    promotion.tiers(),
                    promotion.targets().stream()
                            .filter(it -> !it.equals(Promotion.Target.ALL))
                            .toList(),
                    promotion.minSubtotalMinor(),
                    promotion.minQuantity(),
                    promotion.channels(),
                    promotion.customerGroup(),
                    promotion.startsAt(),
                    promotion.endsAt(),
                    promotion.combinable(),
                    promotion.priority(),
                    promotion.active(),
                    promotion.limitTotal(),
                    promotion.limitPerCustomer(),
                    promotion.used());
        }
    }

    @Schema(name = "PromotionPage")
    public record PromotionPage(
            List<PromotionView> data, @Nullable String nextCursor) {}

    @POST
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "createPromotion", summary = "Create a promotion")
    @APIResponse(
            responseCode = "201",
            description = "The promotion",
            content = @Content(schema = @Schema(implementation = PromotionView.class)))
    public Response create(@NotNull @Valid PutPromotion request) {
        return Answers.of(once.atOnce(
                call.principal(),
                "promotion",
                call.idempotencyKey(),
                request,
                () -> Once.Answer.of(
                        CREATED,
                        Map.of(),
                        PromotionView.of(promotions.put(call.principal(), null, request.promotion())))));
    }

    @PUT
    @Path("{id}")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "replacePromotion",
            summary = "Replace a promotion",
            description =
                    "All of it but its uses. A total limit below the uses so far becomes them. Sessions are priced by it "
                            + "from their next change on, and when they complete.")
    public PromotionView replace(@PathParam("id") UUID id, @NotNull @Valid PutPromotion request) {
        return PromotionView.of(promotions.put(call.principal(), id, request.promotion()));
    }

    @GET
    @Path("{id}")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getPromotion", summary = "Get a promotion")
    public PromotionView get(@PathParam("id") UUID id) {
        return PromotionView.of(promotions.get(call.principal().merchantId(), id));
    }

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listPromotions", summary = "List promotions, newest first")
    public PromotionPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = promotions.newest(call.principal().merchantId(), Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, Promotion::promotionId, PromotionView::of);
        return new PromotionPage(page.data(), page.nextCursor());
    }
}
