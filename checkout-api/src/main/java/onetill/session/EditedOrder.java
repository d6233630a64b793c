package onetill.session;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import onetill.money.Money;
import onetill.order.Edits;
import onetill.order.OrderDraft;
import onetill.pricing.Pricing;
import onetill.pricing.Totals;
import onetill.tax.TaxRules;

/**
 * What an order comes to with fewer of its lines, at other rates or with another price of delivery. Its lines keep the prices at which they
 * were sold: of a discount goes as much as belongs to what goes.
 *
 * @param percents the rate of each line, by its number
 * @param deliveryMinor what delivery costs before its discount
 */
record EditedOrder(
        List<OrderDraft.Line> lines,
        Map<Integer, BigDecimal> percents,
        long deliveryMinor,
        long deliveryDiscountMinor,
        long tipMinor,
        long roundingMinor,
        TaxRules rules,
        Currency currency) {

    /** As it is now, by its typed amounts. */
    static EditedOrder of(
            Edits.Now now, List<Total> totals, Map<Integer, BigDecimal> percents, TaxRules rules, Currency currency) {
        var ofLines =
                now.lines().stream().mapToLong(OrderDraft.Line::discountMinor).sum();
        var discount = -amount(totals, Total.Type.DISCOUNT);
        return new EditedOrder(
                now.lines(),
                percents,
                amount(totals, Total.Type.FULFILLMENT),
                Math.max(0, discount - ofLines),
                amount(totals, Total.Type.TIP),
                amount(totals, Total.Type.ROUNDING),
                rules,
                currency);
    }

    private static long amount(List<Total> totals, Total.Type type) {
        return totals.stream()
                .filter(it -> it.type() == type)
                .mapToLong(Total::amountMinor)
                .sum();
    }

    EditedOrder without(List<Edits.Removed> removed) {
        var left = new ArrayList<OrderDraft.Line>();
        for (var line : lines) {
            var gone = removed.stream().filter(it -> it.line() == line.line()).findFirst();
            if (gone.isEmpty()) left.add(line);
            else if (gone.get().quantity() < line.quantity()) left.add(less(line, gone.get()));
        }
        return new EditedOrder(
                List.copyOf(left),
                percents,
                deliveryMinor,
                deliveryDiscountMinor,
                tipMinor,
                roundingMinor,
                rules,
                currency);
    }

    private OrderDraft.Line less(OrderDraft.Line line, Edits.Removed gone) {
        var quantity = line.quantity() - gone.quantity();
        var full = Math.multiplyExact(line.unitPriceMinor(), quantity);
        // With the tax in the prices, what is left costs exactly what does not go back.
        var total = rules.included()
                ? line.totalMinor() - gone.amountMinor()
                : full - Math.multiplyExact(line.discountMinor(), quantity) / line.quantity();
        return new OrderDraft.Line(
                line.line(),
                line.sku(),
                line.name(),
                quantity,
                line.unitPriceMinor(),
                full - total,
                total,
                line.taxMinor());
    }

    /** At the rates of another place. */
    EditedOrder at(Map<Integer, BigDecimal> newPercents) {
        return new EditedOrder(
                lines, newPercents, deliveryMinor, deliveryDiscountMinor, tipMinor, roundingMinor, rules, currency);
    }

    /** With another price of delivery. What a promotion has made free stays free. */
    EditedOrder delivered(long newDeliveryMinor) {
        var isFree = deliveryMinor > 0 && deliveryDiscountMinor == deliveryMinor;
        return new EditedOrder(
                lines,
                percents,
                newDeliveryMinor,
                isFree ? newDeliveryMinor : Math.min(deliveryDiscountMinor, newDeliveryMinor),
                tipMinor,
                roundingMinor,
                rules,
                currency);
    }

    Totals priced() {
        return Pricing.of(
                lines.stream().map(this::line).toList(),
                new Money(deliveryMinor, currency),
                deliveryDiscountMinor,
                rules,
                currency);
    }

    private Pricing.Line line(OrderDraft.Line line) {
        return new Pricing.Line(
                new Money(line.unitPriceMinor(), currency),
                line.quantity(),
                percents.getOrDefault(line.line(), BigDecimal.ZERO),
                line.discountMinor());
    }

    /** The lines with their taxes. */
    List<OrderDraft.Line> lines(Totals priced) {
        var taxed = new ArrayList<OrderDraft.Line>();
        for (var line : lines) {
            var total = priced.lines().get(taxed.size());
            taxed.add(new OrderDraft.Line(
                    line.line(),
                    line.sku(),
                    line.name(),
                    line.quantity(),
                    line.unitPriceMinor(),
                    line.discountMinor(),
                    total.total().minor(),
                    total.tax().minor()));
        }
        return List.copyOf(taxed);
    }

    List<Total> totals(Totals priced) {
        var list = Total.of(priced, deliveryMinor > 0, new Money(tipMinor, currency));
        return roundingMinor == 0 ? list : Total.rounded(list, roundingMinor);
    }

    long totalMinor(Totals priced) {
        return Math.addExact(Math.addExact(priced.total().minor(), tipMinor), roundingMinor);
    }
}
