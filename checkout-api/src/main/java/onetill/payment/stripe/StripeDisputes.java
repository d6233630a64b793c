package onetill.payment.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import onetill.money.Money;
import onetill.payment.Attempt;
import onetill.payment.dispute.DisputeNews;
import onetill.payment.dispute.DisputeState;
import onetill.payment.dispute.Disputes;
import onetill.payment.reconciliation.Movements;
import org.jspecify.annotations.Nullable;

/** Stripe's disputes, read anew whenever an event tells of one, with the money they moved. */
@ApplicationScoped
public class StripeDisputes {

    @Inject
    StripeProvider stripe;

    @Inject
    StripeStatement statement;

    @Inject
    Disputes disputes;

    @Inject
    Movements movements;

    void note(Attempt attempt, String ref) {
        var dispute = read(ref);
        disputes.note(attempt, news(dispute));
        for (var moved : dispute.getBalanceTransactions()) movements.note(statement.read(moved.getId()));
    }

    private Dispute read(String ref) {
        try {
            return stripe.client().v1().disputes().retrieve(ref);
        } catch (StripeException e) {
            throw StripeProvider.unreadable(e);
        }
    }

    private static DisputeNews news(Dispute dispute) {
        var details = dispute.getEvidenceDetails();
        var state = state(dispute.getStatus());
        return new DisputeNews(
                "stripe",
                dispute.getId(),
                Money.of(dispute.getAmount(), dispute.getCurrency().toUpperCase(Locale.ROOT)),
                dispute.getReason(),
                state,
                details == null || state.isOver() ? null : time(details.getDueBy()),
                Instant.ofEpochSecond(dispute.getCreated()).atOffset(ZoneOffset.UTC));
    }

    private static DisputeState state(String status) {
        return switch (status) {
            case "needs_response", "warning_needs_response" -> DisputeState.NEEDS_RESPONSE;
            case "won" -> DisputeState.WON;
            case "lost" -> DisputeState.LOST;
            case "warning_closed", "prevented" -> DisputeState.CLOSED;
            default -> DisputeState.UNDER_REVIEW;
        };
    }

    private static @Nullable OffsetDateTime time(@Nullable Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC);
    }
}
