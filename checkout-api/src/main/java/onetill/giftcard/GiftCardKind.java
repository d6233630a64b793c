package onetill.giftcard;

import java.util.Locale;

/** Who may pay with it. */
enum GiftCardKind {
    /** Whoever shows its code. */
    GIFT_CARD,
    /** The customer it belongs to. */
    STORE_CREDIT;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static GiftCardKind of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
