package onetill.drawer;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Into which drawer cash goes.
 *
 * @param isOfNow whether it is the one that is open now at the till; otherwise it is decided
 * @param shiftId the one that was decided; null is outside of all shifts
 */
public record Drawer(boolean isOfNow, @Nullable UUID shiftId) {

    public static final Drawer OF_NOW = new Drawer(true, null);

    public static Drawer of(@Nullable UUID shiftId) {
        return new Drawer(false, shiftId);
    }
}
