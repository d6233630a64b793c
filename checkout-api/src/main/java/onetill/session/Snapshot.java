package onetill.session;

import java.util.List;
import java.util.Objects;
import onetill.ask.AskPlan;
import onetill.channel.Channel;
import onetill.fulfillment.FulfillmentOption;
import onetill.payment.Attempt;
import onetill.payment.TenderView;
import org.jspecify.annotations.Nullable;

/**
 * A session with all that was true around it in the same moment.
 *
 * @param buyerHidden whether whoever asked may not see who the buyer is
 */
public record Snapshot(
        CheckoutSession session,
        Channel channel,
        List<FulfillmentOption> options,
        AskPlan plan,
        List<TenderView> tenders,
        @Nullable Attempt attempt,
        boolean buyerHidden) {

    /** Cash: what to hand back, in the minor unit of the session's currency; null when nothing was paid in cash. */
    public @Nullable Long changeMinor() {
        return tenders.stream()
                .map(TenderView::changeMinor)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
