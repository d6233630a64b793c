package onetill.pricing;

import java.util.List;
import onetill.money.Money;
import onetill.tax.Taxes;

/**
 * What a session costs. The total is the subtotal less the discount plus fulfillment, and plus the tax where it is not a
 * part of the prices.
 *
 * @param subtotal all lines before any discount
 * @param discount what is taken off lines and delivery
 * @param fulfillment delivery before any discount
 * @param lines what each line costs, in the order of the lines
 */
public record Totals(
        List<LineTotal> lines, Money subtotal, Money discount, Money fulfillment, Money tax, Taxes taxes, Money total) {

    /** One line: its total after its discount, and the tax in it or on top of it. */
    public record LineTotal(Money total, Money tax) {}
}
