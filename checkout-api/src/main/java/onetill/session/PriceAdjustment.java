package onetill.session;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.catalog.PricedItem;
import onetill.money.Money;
import onetill.money.Shares;
import onetill.promotion.Discount;
import onetill.promotion.Discounts;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What people of the merchant's have let go of the price of one sale. It covers what was in the sale then and no more: when more of an
 * item is added, its price is the usual one again; when the sale grows, the discount does not.
 *
 * @param sku whose price; null for the whole sale
 * @param unitPriceMinor what one of it costs instead, in minor units
 * @param listPriceMinor what one of it cost
 * @param percent off the whole sale, after promotions
 * @param amountMinor off the whole sale, after promotions
 * @param upTo how far it goes: so many of the item, or so many minor units off the sale
 * @param reason why
 * @param actor who has done it
 * @param managerId who has approved it at a register; null where the actor needs nobody for it
 */
public record PriceAdjustment(
        UUID id,
        Kind kind,
        @Nullable String sku,
        @Nullable Long unitPriceMinor,
        @Nullable Long listPriceMinor,
        @Nullable BigDecimal percent,
        @Nullable Long amountMinor,
        long upTo,
        String reason,
        String actor,
        @Nullable UUID managerId) {

    @Schema(name = "PriceAdjustmentKind")
    public enum Kind {
        PRICE_OVERRIDE,
        DISCOUNT
    }

    private static final String NAME = "Discount";

    /** Whether a later one takes its place. */
    boolean isOfTheSameAs(PriceAdjustment other) {
        return kind == other.kind && (sku == null || sku.equals(other.sku));
    }

    /** What was found in the catalog, at the prices that were agreed to. */
    static Map<String, PricedItem> overridden(
            List<PriceAdjustment> adjustments,
            Map<String, Long> wanted,
            Map<String, PricedItem> found,
            Currency currency) {
        if (adjustments.isEmpty()) return found;
        var quantities = new HashMap<String, Long>();
        wanted.forEach((code, quantity) -> {
            var item = found.get(code);
            if (item != null) quantities.merge(item.sku(), quantity, Long::sum);
        });
        var result = new HashMap<>(found);
        for (var it : adjustments) {
            var price = it.unitPriceMinor();
            if (price == null || quantities.getOrDefault(String.valueOf(it.sku()), 0L) > it.upTo()) continue;
            result.replaceAll((code, item) -> item.sku().equals(it.sku()) && item.line() == null
                    ? item.at(new Money(price, currency), item.taxPercent())
                    : item);
        }
        return result;
    }

    /** The discounts of promotions, and after them those that were agreed to, each on what is left of the lines. */
    static Discounts.Result with(
            List<PriceAdjustment> adjustments, List<Discounts.Line> lines, Discounts.Result promotions, long step) {
        var applied = new ArrayList<>(promotions.applied());
        var left = left(lines, promotions);
        for (var it : adjustments) {
            if (it.kind() != Kind.DISCOUNT) continue;
            var off = Math.min(it.upTo(), it.wanted(left, step));
            if (off == 0) continue;
            var parts = Shares.of(off, left, step);
            for (var i = 0; i < left.length; i++) left[i] -= parts[i];
            var sum = Arrays.stream(parts).sum();
            applied.add(new Discount(
                    it.id(), NAME, null, sum, Arrays.stream(parts).boxed().toList(), 0, false));
        }
        return new Discounts.Result(List.copyOf(applied), promotions.refused());
    }

    PriceAdjustment upTo(long most) {
        return new PriceAdjustment(
                id, kind, sku, unitPriceMinor, listPriceMinor, percent, amountMinor, most, reason, actor, managerId);
    }

    /** What it takes off these lines, however much was agreed to before. */
    long wanted(long[] left, long step) {
        var all = Arrays.stream(left).sum();
        return percent == null
                ? Math.min(amountMinor == null ? 0 : amountMinor, all)
                : Shares.percent(all, percent, step);
    }

    static long[] left(List<Discounts.Line> lines, Discounts.Result promotions) {
        var left = new long[lines.size()];
        for (var i = 0; i < left.length; i++) left[i] = lines.get(i).grossMinor() - promotions.ofLine(i);
        return left;
    }
}
