package onetill.encryption;

import org.jspecify.annotations.Nullable;

/** The blind index of a value, in an entity: made when it is written. */
public final class BlindIndex {

    private final @Nullable Place place;
    private final @Nullable String clear;
    private final @Nullable String stored;

    private BlindIndex(@Nullable Place place, @Nullable String clear, @Nullable String stored) {
        this.place = place;
        this.clear = clear;
        this.stored = stored;
    }

    /** @param clear what is stored encrypted at that place */
    public static BlindIndex of(Place place, String clear) {
        return new BlindIndex(place, clear, null);
    }

    static BlindIndex read(String stored) {
        return new BlindIndex(null, null, stored);
    }

    @Nullable
    String stored() {
        return place == null ? stored : Keyring.current().index(place, clear);
    }
}
