package onetill.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import onetill.money.Money;
import onetill.money.Shares;
import onetill.pricing.Totals.LineTotal;

/** From priced lines to totals. Prices include tax. */
public final class Pricing {

    private Pricing() {}

    /**
     * A number of equal units with the price of one and the rate of tax inside that price.
     *
     * @param discountMinor what is taken off all of them together
     */
    public record Line(Money unitPrice, long quantity, BigDecimal taxPercent, long discountMinor) {
        public Line(Money unitPrice, long quantity, BigDecimal taxPercent) {
            this(unitPrice, quantity, taxPercent, 0);
        }
    }

    /**
     * The totals of these lines.
     *
     * @param fulfillment what delivery costs, including tax at the highest rate of the lines: goods and their delivery
     *     are one supply in EU VAT, and the highest rate never states too little
     * @param fulfillmentDiscountMinor what is taken off delivery
     */
    public static Totals of(List<Line> lines, Money fulfillment, long fulfillmentDiscountMinor, Currency currency) {
        var priced = new ArrayList<LineTotal>();
        var subtotal = Money.zero(currency);
        var discount = new Money(fulfillmentDiscountMinor, currency);
        var tax = Money.zero(currency);
        var highest = BigDecimal.ZERO;
        for (var line : lines) {
            var gross = line.unitPrice().times(line.quantity());
            var off = new Money(line.discountMinor(), currency);
            var total = gross.minus(off);
            var inside = taxInside(total, line.taxPercent());
            priced.add(new LineTotal(total, inside));
            subtotal = subtotal.plus(gross);
            discount = discount.plus(off);
            tax = tax.plus(inside);
            highest = highest.max(line.taxPercent());
        }
        tax = tax.plus(taxInside(fulfillment.minus(new Money(fulfillmentDiscountMinor, currency)), highest));
        return new Totals(
                List.copyOf(priced),
                subtotal,
                discount,
                fulfillment,
                tax,
                subtotal.minus(discount).plus(fulfillment));
    }

    static Money taxInside(Money gross, BigDecimal percent) {
        return new Money(Shares.inside(gross.minor(), percent), gross.currency());
    }
}
