package onetill.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.terminal.Reader;
import com.stripe.param.terminal.ReaderProcessPaymentIntentParams;
import com.stripe.param.terminal.ReaderProcessPaymentIntentParams.ProcessConfig;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.payment.Authorization;
import onetill.payment.DrivesReaders;
import onetill.payment.Means;
import onetill.payment.ReaderState;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's card readers. A reader has one action at a time, and keeps it when the sale it was for is over: so each sale
 * looks first, clears what is over, and never what another sale still waits for.
 */
final class StripeReaders {

    private static final Logger LOG = Logger.getLogger(StripeReaders.class.getName());
    private static final String IN_PROGRESS = "in_progress";

    /** No card can pay these any more. */
    private static final List<String> OVER = List.of("canceled", "succeeded", "requires_capture", "processing");

    private final StripeClient stripe;

    StripeReaders(StripeClient stripe) {
        this.stripe = stripe;
    }

    /** How far a reader is with one payment. */
    enum Work {
        WAITS,
        DONE,
        FAILED,
        /** It is busy with another payment, or with none. */
        NOTHING
    }

    /**
     * A reader and one payment.
     *
     * @param state of one that waits: uncertain while the reader is not connected and may have seen a card
     * @param failure why it does not wait any more
     */
    record At(Work work, ReaderState state, String failure) {}

    /**
     * Shows the amount. What another sale has left behind is cleared first.
     *
     * @return how the reader is now; {@code UNCERTAIN} when it did not say whether it shows it
     */
    ReaderState show(PaymentIntent intent, Means.Reader reader, Authorization authorization) throws StripeException {
        var action = retrieve(reader.readerRef()).getAction();
        if (isWaiting(action)) {
            var other = payment(action);
            if (intent.getId().equals(other)) return ReaderState.WAITING_FOR_CARD;
            if (other == null || !isOver(other)) return ReaderState.BUSY;
            stripe.v1().terminal().readers().cancelAction(reader.readerRef());
        }
        try {
            stripe.v1()
                    .terminal()
                    .readers()
                    .processPaymentIntent(
                            reader.readerRef(),
                            ReaderProcessPaymentIntentParams.builder()
                                    .setPaymentIntent(intent.getId())
                                    .setProcessConfig(config(intent, reader))
                                    .build(),
                            StripeProvider.options(authorization.key("present")));
            return ReaderState.WAITING_FOR_CARD;
        } catch (StripeException e) {
            LOG.log(Level.INFO, "reader {0} does not show attempt {1}: {2}", new Object[] {
                reader.label(), authorization.attemptId(), StripeProvider.describe(e)
            });
            return refusal(e);
        }
    }

    /** Only what surely did not reach the device is told as a state of it; of all else the device may know more than we. */
    private static ReaderState refusal(StripeException e) {
        return switch (String.valueOf(e.getCode())) {
            case "terminal_reader_busy" -> ReaderState.BUSY;
            case "terminal_reader_offline" -> ReaderState.OFFLINE;
            default -> ReaderState.UNCERTAIN;
        };
    }

    private static ProcessConfig config(PaymentIntent intent, Means.Reader reader) {
        var config = ProcessConfig.builder().setEnableCustomerCancellation(true);
        return reader.tips()
                ? config.setTipping(ProcessConfig.Tipping.builder()
                                .setAmountEligible(intent.getAmount())
                                .build())
                        .build()
                : config.setSkipTipping(true).build();
    }

    At at(Means.Reader reader, String ref) throws StripeException {
        var found = retrieve(reader.readerRef());
        var action = found.getAction();
        if (action == null || !ref.equals(payment(action))) {
            return new At(Work.NOTHING, ReaderState.IDLE, "canceled_at_reader");
        }
        return switch (String.valueOf(action.getStatus())) {
            case IN_PROGRESS ->
                new At(Work.WAITS, isOffline(found) ? ReaderState.UNCERTAIN : ReaderState.WAITING_FOR_CARD, "");
            case "failed" -> new At(Work.FAILED, ReaderState.IDLE, failure(action));
            default -> new At(Work.DONE, ReaderState.UNCERTAIN, "");
        };
    }

    private static String failure(Reader.Action action) {
        var code = String.valueOf(action.getFailureCode());
        return "customer_canceled".equals(code) ? "canceled_at_reader" : code;
    }

    /** The reader asks for this payment no more. What it does for others is theirs. */
    void clear(Means.Reader reader, String ref) {
        try {
            var action = retrieve(reader.readerRef()).getAction();
            if (isWaiting(action) && ref.equals(payment(action))) {
                stripe.v1().terminal().readers().cancelAction(reader.readerRef());
            }
        } catch (StripeException e) {
            // The payment itself is canceled next, and whoever uses the reader next clears what is over.
            LOG.log(Level.INFO, "reader {0} was not cleared: {1}", new Object[] {
                reader.label(), StripeProvider.describe(e)
            });
        }
    }

    DrivesReaders.Seen look(String readerRef) {
        try {
            var reader = retrieve(readerRef);
            var action = reader.getAction();
            var waits = isWaiting(action) ? payment(action) : null;
            if (isOffline(reader)) return new DrivesReaders.Seen(ReaderState.OFFLINE, waits);
            if (!isWaiting(action)) return new DrivesReaders.Seen(ReaderState.IDLE, null);
            return new DrivesReaders.Seen(ReaderState.WAITING_FOR_CARD, waits);
        } catch (StripeException e) {
            LOG.log(Level.WARNING, "a reader could not be asked: {0}", StripeProvider.describe(e));
            return new DrivesReaders.Seen(ReaderState.UNCERTAIN, null);
        }
    }

    private boolean isOver(String ref) throws StripeException {
        return OVER.contains(stripe.v1().paymentIntents().retrieve(ref).getStatus());
    }

    private Reader retrieve(String ref) throws StripeException {
        return stripe.v1().terminal().readers().retrieve(ref);
    }

    private static boolean isOffline(Reader reader) {
        return "offline".equals(reader.getStatus());
    }

    private static boolean isWaiting(Reader.@Nullable Action action) {
        return action != null && IN_PROGRESS.equals(action.getStatus());
    }

    private static @Nullable String payment(Reader.@Nullable Action action) {
        return action == null || action.getProcessPaymentIntent() == null
                ? null
                : action.getProcessPaymentIntent().getPaymentIntent();
    }
}
