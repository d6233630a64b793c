package onetill.encryption;

import java.util.Objects;
import onetill.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A value of an entity that is stored encrypted. It is encrypted when it is written and decrypted when somebody wants it, once each. What
 * was read says only what was stored; its entity knows the place.
 *
 * @param <T> a text as it is, or a document as JSON
 */
public final class Sealed<T> {

    private final @Nullable Place place;
    private @Nullable T value;
    private @Nullable String stored;

    private Sealed(@Nullable Place place, @Nullable T value, @Nullable String stored) {
        this.place = place;
        this.value = value;
        this.stored = stored;
    }

    /** To be stored. */
    public static <T> Sealed<T> of(Place place, T value) {
        return new Sealed<>(place, value, null);
    }

    static <T> Sealed<T> read(String stored) {
        return new Sealed<>(null, null, stored);
    }

    /** @throws Unreadable when it cannot be decrypted for this place */
    public T open(Place at, Class<T> type) {
        var known = value;
        if (known != null) return known;
        var text = Objects.requireNonNull(stored);
        var clear = Keyring.isSealed(text) ? Keyring.current().open(at, text) : text;
        var opened = type == String.class ? type.cast(clear) : Json.read(clear, type);
        value = opened;
        return opened;
    }

    String stored() {
        var known = stored;
        if (known != null) return known;
        var text = value instanceof String string ? string : Json.write(Objects.requireNonNull(value));
        var sealed = Keyring.current().seal(Objects.requireNonNull(place), text);
        stored = sealed;
        return sealed;
    }

    /** The same value, or the same stored text: each encryption of a value is another text. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Sealed<?> that)) return false;
        return this == that
                || value != null && value.equals(that.value)
                || stored != null && stored.equals(that.stored);
    }

    /** Equal ones may know different halves of themselves. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "sealed";
    }
}
