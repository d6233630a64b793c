package onetill.pricing;

import java.util.List;
import onetill.money.Money;

/**
 * What a session costs. The total is the subtotal plus fulfillment; tax is a part of it, not an addition.
 *
 * @param lines what each line costs, in the order of the lines
 */
public record Totals(List<LineTotal> lines, Money subtotal, Money fulfillment, Money tax, Money total) {

    /** One line: its total and the tax inside it. */
    public record LineTotal(Money total, Money tax) {}
}
