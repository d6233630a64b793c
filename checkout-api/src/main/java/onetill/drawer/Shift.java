package onetill.drawer;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of work with one drawer.
 *
 * @param floatMinor what lay in the drawer for change when it began, in minor units of the currency
 * @param closed how it ended; null while it is open
 */
@Schema(name = "Shift")
public record Shift(
        UUID id,
        UUID registerId,
        String channelId,
        String currency,
        State state,
        long floatMinor,
        String openedBy,
        OffsetDateTime openedAt,
        @Nullable Closed closed) {

    @Schema(name = "ShiftState")
    public enum State {
        OPEN,
        CLOSED
    }

    /**
     * How a shift ended.
     *
     * @param zNumber counts the closed shifts of the register, from 1 and without a gap
     * @param expectedMinor what should have been in the drawer, by the ledger
     * @param differenceMinor what was counted less what was expected: positive is over, negative is short
     */
    @Schema(name = "ClosedShift")
    public record Closed(
            String by,
            OffsetDateTime at,
            long zNumber,
            long expectedMinor,
            long countedMinor,
            long differenceMinor,
            List<Count> counts) {}

    /** So many notes or coins of one value, in minor units. */
    @Schema(name = "DenominationCount")
    public record Count(
            @jakarta.validation.constraints.Positive long valueMinor,

            @jakarta.validation.constraints.PositiveOrZero @jakarta.validation.constraints.Max(1_000_000)
            long count) {}
}
