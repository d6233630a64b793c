package onetill.promotion;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One promotion, with what the database knows of its use.
 *
 * @param code what buyers type, in capitals; null applies by itself
 * @param currency of all its amounts, which are in the minor unit; null where it has none
 * @param percent of the price, 20 is a fifth
 * @param buyQuantity buy_x_get_y: how many are paid in each group, the dearest ones
 * @param getQuantity buy_x_get_y: how many more are in each group, at {@code percent} less, or free without it
 * @param targets what it is about: items, categories, or all
 * @param minSubtotalMinor what of these must be in the basket, before any discount
 * @param channels where; null is everywhere
 * @param customerGroup for whom; null is everybody
 * @param combinable whether it applies together with others that are
 * @param priority the lowest is applied first
 * @param usedByCustomer how often this buyer has used it
 * @param forThisCustomer whether this buyer is in the group
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Promotion(
        UUID promotionId,
        String name,
        @Nullable String code,
        PromotionKind kind,
        @Nullable String currency,
        @Nullable Long amountMinor,
        @Nullable BigDecimal percent,
        @Nullable Integer buyQuantity,
        @Nullable Integer getQuantity,
        List<Tier> tiers,
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
        long used,
        List<Target> targets,
        long usedByCustomer,
        boolean forThisCustomer) {

    /**
     * A step of a tiered promotion.
     *
     * @param minSubtotalMinor reached with so much, or
     * @param minQuantity with so many
     */
    public record Tier(
            @Nullable Long minSubtotalMinor,
            @Nullable Long minQuantity,
            @Nullable BigDecimal percent,
            @Nullable Long amountMinor) {}

    /** @param kind {@code all}, {@code sku} or {@code category} */
    public record Target(String kind, String value) {

        public static final Target ALL = new Target("all", "");

        boolean covers(Discounts.Line line) {
            return switch (kind) {
                case "sku" -> value.equals(line.sku());
                case "category" -> value.equals(line.category());
                default -> true;
            };
        }
    }

    boolean covers(Discounts.Line line) {
        return targets.stream().anyMatch(it -> it.covers(line));
    }

    /** Whether somebody has to count its uses. */
    public boolean isLimited() {
        return limitTotal != null || limitPerCustomer != null;
    }
}
