package onetill.promotion;

import java.util.Locale;

/** How a promotion makes things cheaper. */
public enum PromotionKind {
    /** An amount, spread over what it is about. */
    AMOUNT_OFF,
    PERCENT_OFF,
    /** Of each group of so many, the cheapest few cost less or nothing. */
    BUY_X_GET_Y,
    /** The more, the cheaper: the highest step that is reached counts. */
    TIERED,
    FREE_DELIVERY;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
