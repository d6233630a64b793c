package onetill.feedback;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a channel wants to know after a purchase.
 *
 * @param question null for the usual one in the buyer's language: how easy it was
 * @param reviewAfter how long after the purchase buyers are invited to a review; null for never
 */
record FeedbackPolicy(
        boolean asks, @Nullable String question, @Nullable Duration reviewAfter) {

    static final FeedbackPolicy USUAL = new FeedbackPolicy(true, null, null);
}
