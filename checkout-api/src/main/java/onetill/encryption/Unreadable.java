package onetill.encryption;

/** A stored value cannot be decrypted: its key is not in the keyring, it was changed, or it was copied from another row. */
public final class Unreadable extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    Unreadable(Place place, String why) {
        super("%s of %s cannot be decrypted: %s"
                .formatted(place.field(), place.row().replace('\n', ' '), why));
    }
}
