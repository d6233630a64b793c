package onetill.session;

import java.util.List;
import onetill.ask.AskPlan;
import onetill.channel.Channel;
import onetill.fulfillment.FulfillmentOption;
import onetill.payment.Attempt;
import onetill.payment.TenderView;
import org.jspecify.annotations.Nullable;

/** A session with all that was true around it in the same moment. */
public record Snapshot(
        CheckoutSession session,
        Channel channel,
        List<FulfillmentOption> options,
        AskPlan plan,
        List<TenderView> tenders,
        @Nullable Attempt attempt) {}
