package onetill.drawer;

import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import onetill.ledger.Ledger;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Cash that went into a drawer or out of it without a sale.
 *
 * @param kind where it came from or went to
 * @param reason why, in the words of who did it
 */
@Schema(name = "CashMovement")
public record CashMovement(
        UUID id,
        Direction direction,
        Kind kind,
        long amountMinor,
        String reason,
        String actor,
        OffsetDateTime createdAt) {

    @Schema(name = "CashDirection")
    public enum Direction {
        PAY_IN,
        PAY_OUT
    }

    /** Where cash comes from and goes to, which is an account of the books. */
    @Schema(name = "CashMovementKind")
    public enum Kind {
        /** The safe: change for the drawer, or notes that should not lie in it. */
        SAFE(Ledger.CASH_SAFE),
        /** Brought to the bank, or fetched from it. */
        BANK(Ledger.BANK),
        /** Something was bought for the shop, or its price came back. */
        EXPENSE(Ledger.CASH_EXPENSES),
        /** Given to the people who serve: tips that were paid by card, too. */
        TIPS(Ledger.TIPS),
        /** Anything else; the reason says what, and the account waits for whoever keeps the books. */
        OTHER(Ledger.CASH_OTHER);

        private final String account;

        Kind(String account) {
            this.account = account;
        }

        String account() {
            return account;
        }

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
