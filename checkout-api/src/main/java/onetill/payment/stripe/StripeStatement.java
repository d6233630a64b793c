package onetill.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.BalanceTransactionSource;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.BalanceTransactionRetrieveParams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import onetill.payment.Movement;
import onetill.payment.Movement.Kind;
import onetill.payment.ReportsMoney;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's balance transactions. Their reporting categories are what Stripe recommends to tell movements apart:
 * https://docs.stripe.com/reports/reporting-categories
 */
@ApplicationScoped
public class StripeStatement implements ReportsMoney {

    private static final long PAGE = 100;

    @Inject
    StripeProvider stripe;

    @Override
    public String provider() {
        return "stripe";
    }

    @Override
    public void since(OffsetDateTime from, Consumer<Movement> each) {
        var params = BalanceTransactionListParams.builder()
                .setCreated(BalanceTransactionListParams.Created.builder()
                        .setGte(from.toEpochSecond())
                        .build())
                .setLimit(PAGE)
                .addExpand("data.source")
                .build();
        try {
            client().v1()
                    .balanceTransactions()
                    .list(params)
                    .autoPagingIterable()
                    .forEach(it -> each.accept(movement(it)));
        } catch (StripeException e) {
            throw StripeProvider.unreadable(e);
        }
    }

    @Override
    public List<String> paidOutBy(String payoutRef) {
        var params = BalanceTransactionListParams.builder()
                .setPayout(payoutRef)
                .setLimit(PAGE)
                .build();
        try {
            var refs = new ArrayList<String>();
            client().v1()
                    .balanceTransactions()
                    .list(params)
                    .autoPagingIterable()
                    .forEach(it -> refs.add(it.getId()));
            return refs;
        } catch (StripeException e) {
            throw StripeProvider.unreadable(e);
        }
    }

    /** One of them, by Stripe's name for it. */
    Movement read(String transactionRef) {
        try {
            var params = BalanceTransactionRetrieveParams.builder()
                    .addExpand("source")
                    .build();
            return movement(client().v1().balanceTransactions().retrieve(transactionRef, params));
        } catch (StripeException e) {
            throw StripeProvider.unreadable(e);
        }
    }

    private StripeClient client() {
        return stripe.client();
    }

    private Movement movement(BalanceTransaction moved) {
        var kind = kind(moved.getReportingCategory());
        var isFee = "fee".equals(moved.getReportingCategory());
        var source = moved.getSourceObject();
        var metadata = metadata(source);
        return new Movement(
                provider(),
                moved.getId(),
                kind,
                isFee ? 0 : moved.getAmount(),
                isFee ? -moved.getNet() : moved.getFee(),
                Currency.getInstance(moved.getCurrency().toUpperCase(Locale.ROOT)),
                moved.getSource() == null ? moved.getId() : moved.getSource(),
                payment(source),
                id(metadata.get("merchant_id")),
                id(metadata.get("attempt_id")),
                Instant.ofEpochSecond(moved.getCreated()).atOffset(ZoneOffset.UTC));
    }

    private static Kind kind(String category) {
        return switch (category) {
            case "charge", "charge_failure" -> Kind.CHARGE;
            case "refund", "refund_failure", "partial_capture_reversal" -> Kind.REFUND;
            case "dispute", "dispute_reversal" -> Kind.DISPUTE;
            case "payout", "payout_reversal" -> Kind.PAYOUT;
            default -> Kind.OTHER;
        };
    }

    private static @Nullable String payment(@Nullable BalanceTransactionSource source) {
        if (source instanceof Charge charge) return charge.getPaymentIntent();
        if (source instanceof Refund refund) return refund.getPaymentIntent();
        if (source instanceof Dispute dispute) return dispute.getPaymentIntent();
        return null;
    }

    /** A dispute has the metadata of whoever answers it, not ours. */
    private static Map<String, String> metadata(@Nullable BalanceTransactionSource source) {
        if (source instanceof Charge charge && charge.getMetadata() != null) return charge.getMetadata();
        if (source instanceof Refund refund && refund.getMetadata() != null) return refund.getMetadata();
        return Map.of();
    }

    private static @Nullable UUID id(@Nullable String text) {
        if (text == null) return null;
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
