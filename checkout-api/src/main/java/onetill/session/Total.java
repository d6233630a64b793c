package onetill.session;

import java.util.ArrayList;
import java.util.List;
import onetill.money.Money;
import onetill.pricing.Totals;

/**
 * One typed amount of a session.
 *
 * @param included whether it is a part of the others, as tax is, rather than added to them
 */
public record Total(Type type, long amountMinor, boolean included) {

    public enum Type {
        SUBTOTAL,
        /** Negative: what promotions take off lines and delivery. */
        DISCOUNT,
        FULFILLMENT,
        TAX,
        TIP,
        ROUNDING,
        TOTAL
    }

    static List<Total> of(Totals totals, boolean withFulfillment, Money tip) {
        var list = new ArrayList<Total>();
        list.add(new Total(Type.SUBTOTAL, totals.subtotal().minor(), false));
        if (totals.discount().minor() > 0) {
            list.add(new Total(Type.DISCOUNT, -totals.discount().minor(), false));
        }
        if (withFulfillment)
            list.add(new Total(Type.FULFILLMENT, totals.fulfillment().minor(), false));
        list.add(new Total(Type.TAX, totals.tax().minor(), totals.taxes().included()));
        if (tip.minor() > 0) list.add(new Total(Type.TIP, tip.minor(), false));
        list.add(new Total(Type.TOTAL, totals.total().plus(tip).minor(), false));
        return List.copyOf(list);
    }

    /**
     * The same totals, with a tip that has grown.
     *
     * @param tipMinor all of it
     * @param addedMinor by how much it and the total have grown
     */
    static List<Total> tipped(List<Total> totals, long tipMinor, long addedMinor) {
        var list = new ArrayList<Total>();
        for (var total : totals) {
            if (total.type() == Type.TIP) continue;
            if (total.type() != Type.TOTAL) {
                list.add(total);
                continue;
            }
            list.add(new Total(Type.TIP, tipMinor, false));
            list.add(new Total(Type.TOTAL, Math.addExact(total.amountMinor(), addedMinor), false));
        }
        return List.copyOf(list);
    }

    /** The same totals, rounded by this much for a payment that ends in cash; 0 takes a rounding back. */
    static List<Total> rounded(List<Total> totals, long differenceMinor) {
        var list = new ArrayList<Total>();
        var before = 0L;
        for (var total : totals) {
            if (total.type() == Type.ROUNDING) before = total.amountMinor();
            if (total.type() != Type.ROUNDING && total.type() != Type.TOTAL) list.add(total);
            if (total.type() != Type.TOTAL) continue;
            if (differenceMinor != 0) list.add(new Total(Type.ROUNDING, differenceMinor, false));
            list.add(new Total(Type.TOTAL, total.amountMinor() - before + differenceMinor, false));
        }
        return List.copyOf(list);
    }
}
