package onetill.session;

import java.util.ArrayList;
import java.util.List;
import onetill.pricing.Totals;

/**
 * One typed amount of a session.
 *
 * @param included whether it is a part of the others, as tax is, rather than added to them
 */
public record Total(Type type, long amountMinor, boolean included) {

    public enum Type {
        SUBTOTAL,
        FULFILLMENT,
        TAX,
        TOTAL
    }

    static List<Total> of(Totals totals, boolean withFulfillment) {
        var list = new ArrayList<Total>();
        list.add(new Total(Type.SUBTOTAL, totals.subtotal().minor(), false));
        if (withFulfillment)
            list.add(new Total(Type.FULFILLMENT, totals.fulfillment().minor(), false));
        list.add(new Total(Type.TAX, totals.tax().minor(), true));
        list.add(new Total(Type.TOTAL, totals.total().minor(), false));
        return List.copyOf(list);
    }
}
