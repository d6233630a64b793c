package onetill.funnel;

import java.util.Locale;

/** Why a buyer was lost: the closed list for all channels, in the order in which one stands before another. See docs/funnel.md. */
public enum LossReason {
    /** A person who was there has said why. */
    AGENT_CODED,
    /** What they wanted was sold out when they wanted to pay. */
    STOCK_LOST,
    /** They were to confirm the payment (bank, reader, pay link) and did not. */
    AUTHENTICATION_DROPPED,
    /** The payment was declined, and nothing else was tried. */
    DECLINED,
    /** We or a provider kept them waiting for an answer. */
    WAITED_TOO_LONG,
    /** They waited to be called, and nobody came. */
    QUEUE,
    /** What they had chosen became dearer. */
    PRICE_MOVED,
    /** Delivery or tax came on top after the first total was shown. */
    LATE_COST,
    /** What they had answered before was asked again. */
    ASKED_AGAIN,
    /** No evidence of anything. */
    UNKNOWN;

    /** Whether they could not go on, rather than did not want to. */
    boolean isStop() {
        return switch (this) {
            case STOCK_LOST, AUTHENTICATION_DROPPED, DECLINED, WAITED_TOO_LONG -> true;
            case AGENT_CODED, QUEUE, PRICE_MOVED, LATE_COST, ASKED_AGAIN, UNKNOWN -> false;
        };
    }

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LossReason of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
