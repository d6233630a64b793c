package onetill.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import onetill.promotion.Discount;
import onetill.promotion.Discounts;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a session costs something else than before.
 *
 * @param code {@code price} of an item, {@code discount}, {@code fulfillment}, {@code tax}, or {@code seen}: nothing changed, the
 *     buyer confirmed what it never cost or cost long ago
 * @param of the sku, the code or name of the promotion, or the fulfillment option
 * @param beforeMinor what it cost when the session was shown last
 */
@Schema(name = "CostChange")
public record CostChange(Code code, @Nullable String of, long beforeMinor, long nowMinor) {

    /** What changed. */
    public enum Code {
        PRICE,
        DISCOUNT,
        FULFILLMENT,
        TAX,
        SEEN
    }

    /** What a session costs, and why. */
    record Costs(
            List<LineItem> lines,
            Discounts.Result discounts,
            Delivery delivery,
            long taxMinor,
            boolean taxIncluded,
            long totalMinor) {

        static Costs of(CheckoutSession session) {
            var tax = session.totals().stream()
                    .filter(it -> it.type() == Total.Type.TAX)
                    .mapToLong(Total::amountMinor)
                    .sum();
            return new Costs(
                    session.lineItems(),
                    session.discounts(),
                    session.delivery(),
                    tax,
                    session.taxes().included(),
                    session.total().minor());
        }
    }

    static List<CostChange> between(Costs before, Costs now, long confirmedMinor) {
        var changes = new ArrayList<CostChange>();
        prices(before, now, changes);
        discounts(before, now, changes);
        var there = before.delivery();
        var here = now.delivery();
        if (there.amountMinor() != here.amountMinor()) {
            changes.add(new CostChange(Code.FULFILLMENT, here.optionId(), there.amountMinor(), here.amountMinor()));
        }
        if (!now.taxIncluded() && before.taxMinor() != now.taxMinor()) {
            changes.add(new CostChange(Code.TAX, null, before.taxMinor(), now.taxMinor()));
        }
        if (changes.isEmpty()) changes.add(new CostChange(Code.SEEN, null, confirmedMinor, now.totalMinor()));
        return List.copyOf(changes);
    }

    private static void prices(Costs before, Costs now, List<CostChange> changes) {
        var known = new HashMap<String, LineItem>();
        before.lines().forEach(line -> known.put(line.sku(), line));
        for (var line : now.lines()) {
            var old = known.get(line.sku());
            if (old == null || old.unitPriceMinor() == line.unitPriceMinor()) continue;
            changes.add(new CostChange(Code.PRICE, line.sku(), old.unitPriceMinor(), line.unitPriceMinor()));
        }
    }

    private static void discounts(Costs before, Costs now, List<CostChange> changes) {
        var left = new HashMap<Object, Discount>();
        before.discounts().applied().forEach(it -> left.put(it.promotionId(), it));
        for (var discount : now.discounts().applied()) {
            var old = left.remove(discount.promotionId());
            var was = old == null ? 0 : old.amountMinor();
            if (was != discount.amountMinor()) changes.add(discount(discount, was, discount.amountMinor()));
        }
        for (var discount : before.discounts().applied()) {
            if (left.containsKey(discount.promotionId())) changes.add(discount(discount, discount.amountMinor(), 0));
        }
    }

    private static CostChange discount(Discount of, long before, long now) {
        var code = of.code();
        return new CostChange(Code.DISCOUNT, code == null ? of.name() : code, -before, -now);
    }
}
