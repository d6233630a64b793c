package onetill.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import onetill.money.Money;
import onetill.pricing.Totals.LineTotal;

/** From priced lines to totals. Prices include tax. */
public final class Pricing {

    /** The one rule of rounding: half up, per line, in the minor unit. */
    static final RoundingMode ROUNDING = RoundingMode.HALF_UP;

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private Pricing() {}

    /** A number of equal units with the price of one and the rate of tax inside that price. */
    public record Line(Money unitPrice, long quantity, BigDecimal taxPercent) {}

    /**
     * The totals of these lines.
     *
     * @param fulfillment what delivery costs, including tax at the highest rate of the lines: goods and their delivery
     *     are one supply in EU VAT, and the highest rate never states too little
     */
    public static Totals of(List<Line> lines, Money fulfillment, Currency currency) {
        var priced = new ArrayList<LineTotal>();
        var subtotal = Money.zero(currency);
        var tax = Money.zero(currency);
        var highest = BigDecimal.ZERO;
        for (var line : lines) {
            var total = line.unitPrice().times(line.quantity());
            var inside = taxInside(total, line.taxPercent());
            priced.add(new LineTotal(total, inside));
            subtotal = subtotal.plus(total);
            tax = tax.plus(inside);
            highest = highest.max(line.taxPercent());
        }
        tax = tax.plus(taxInside(fulfillment, highest));
        return new Totals(List.copyOf(priced), subtotal, fulfillment, tax, subtotal.plus(fulfillment));
    }

    static Money taxInside(Money gross, BigDecimal percent) {
        var minor = BigDecimal.valueOf(gross.minor()).multiply(percent).divide(HUNDRED.add(percent), 0, ROUNDING);
        return new Money(minor.longValueExact(), gross.currency());
    }
}
