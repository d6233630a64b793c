package onetill.store;

import java.util.Locale;

/** Who sold it. */
public enum Store {
    APP_STORE,
    GOOGLE_PLAY;

    /** Its name in the database, in item's store_product_ids, as a tender and as a provider. */
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Store of(Object stored) {
        return valueOf(stored.toString().toUpperCase(Locale.ROOT));
    }
}
