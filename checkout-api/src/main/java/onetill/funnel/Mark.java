package onetill.funnel;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Something on a buyer's way that may tell why they went, or that they went on all the same.
 *
 * @param detail the ask, the decline's code, the problem, the person's word
 * @param minor by how much it became dearer
 * @param ofMinor what the goods cost, to judge that by
 */
record Mark(Kind kind, OffsetDateTime at, @Nullable String detail, long minor, long ofMinor) {

    enum Kind {
        /** A question has its answer: the buyer went on. */
        ANSWERED,
        /** More was put into the basket. */
        BASKET_GREW,
        /** The buyer said yes to the total. */
        SUBMITTED,
        ASKED_AGAIN,
        COST_ADDED,
        PRICE_MOVED,
        /** The buyer is to confirm the payment. */
        ESCALATED,
        DECLINED,
        /** The provider is silent. */
        UNANSWERED,
        /** A waiting payment was taken back. */
        WITHDRAWN,
        /** The buyer was sent a link to pay. */
        LINK_SENT,
        HANDED_OFF,
        /** The buyer wanted to go on, and a problem was the answer. */
        REFUSED,
        CALL_REQUESTED,
        CALL_TAKEN,
        /** Given up or expired. */
        CALL_OVER,
        AGENT_CODED
    }

    static Mark of(Kind kind, OffsetDateTime at, @Nullable String detail) {
        return new Mark(kind, at, detail, 0, 0);
    }
}
