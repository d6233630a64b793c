package onetill.giftcard;

import java.util.List;

/**
 * What the entries of one attempt say about it. They are the truth: nothing else remembers what was held.
 *
 * @param redeemedMinor taken off the card in the beginning
 * @param sparedMinor of it, what the capture did not need
 * @param refundedMinor given back after the capture
 */
record Redemption(State state, long redeemedMinor, long sparedMinor, long refundedMinor) {

    enum State {
        /** Never asked for, or refused. */
        NONE,
        HELD,
        CAPTURED,
        /** Taken back, perhaps before it was asked for. */
        WITHDRAWN
    }

    static Redemption of(List<Entry> entries) {
        var state = State.NONE;
        var redeemed = 0L;
        var spared = 0L;
        var refunded = 0L;
        for (var entry : entries) {
            switch (entry.kind()) {
                case REDEEM -> {
                    redeemed = -entry.amountMinor();
                    if (state == State.NONE) state = State.HELD;
                }
                case CAPTURE -> {
                    spared = entry.amountMinor();
                    state = State.CAPTURED;
                }
                case RETURN -> {
                    if (entry.sourceType().equals("refund")) refunded = Math.addExact(refunded, entry.amountMinor());
                    else state = State.WITHDRAWN;
                }
                case ISSUE, TOP_UP, ADJUST, EXPIRE -> {
                    /* not about a payment */
                }
            }
        }
        return new Redemption(state, redeemed, spared, refunded);
    }

    long capturedMinor() {
        return redeemedMinor - sparedMinor;
    }

    /** What may still be given back. */
    long refundableMinor() {
        return state == State.CAPTURED ? capturedMinor() - refundedMinor : 0;
    }
}
