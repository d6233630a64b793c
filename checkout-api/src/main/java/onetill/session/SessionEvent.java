package onetill.session;

import java.util.Locale;

/** What can happen to a session. */
public enum SessionEvent {
    /** Something was changed, and something is still asked. */
    CHANGED("changed"),
    /** Something was changed, and only the payment is left. */
    FILLED("changed"),
    /** The buyer confirmed the total and gave a tender. */
    SUBMITTED("submitted"),
    /** The buyer pays a part ahead; the session goes on afterwards. */
    DEPOSIT_SUBMITTED("deposit_submitted"),
    /** A deposit was taken. */
    DEPOSITED("deposited"),
    /** One of several tenders is held; the next is asked for. */
    TENDER_AUTHORIZED("tender_authorized"),
    /** One of several tenders did not come about; what the others hold is let go before anybody pays again. */
    UNWINDING("declined"),
    /** The money is held or taken. */
    AUTHORIZED("completed"),
    DECLINED("declined"),
    /** The buyer has to act: confirm at the bank, present the card. */
    ESCALATED("escalated"),
    /** A card was declined in an app's own sheet, which stays open: the buyer may take another one for the same payment. */
    CARD_DECLINED("declined"),
    /** The provider is silent: the money may or may not have moved. */
    UNANSWERED("unanswered"),
    /** The provider has confirmed that a waiting attempt was taken back. */
    ATTEMPT_WITHDRAWN("attempt_withdrawn"),
    CANCELED("canceled"),
    EXPIRED("expired");

    private final String type;

    SessionEvent(String type) {
        this.type = type;
    }

    /** Its name in the stream of events. */
    String type() {
        return "session." + type;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
