package onetill.payment.nexo;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.money.Money;
import onetill.payment.Action;
import onetill.payment.Authorization;
import onetill.payment.DrivesReaders;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.Outcome.Retry;
import onetill.payment.PaymentProvider;
import onetill.payment.ReaderState;
import onetill.payment.RefundOutcome;
import onetill.payment.nexo.Message.Header;
import onetill.payment.nexo.Message.Transaction;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Payments at nexo terminals. A buyer takes longer than a request may: an answer that does not come at once is asked for by
 * TransactionStatus under the number of the payment, which follows from the attempt and so outlives a crash.
 */
@ApplicationScoped
public class NexoProvider implements PaymentProvider, DrivesReaders {

    /** Its name in our records. */
    public static final String NAME = "nexo";

    private static final Logger LOG = Logger.getLogger(NexoProvider.class.getName());
    private static final String PAYMENT = "Payment";
    private static final String REVERSAL = "Reversal";
    private static final String SERVICE = "service:";
    private static final String IN_PROGRESS = "InProgress";
    private static final String NOT_FOUND = "NotFound";
    private static final int LOOKS_AFTER_ABORT = 5;
    private static final long BETWEEN_LOOKS_MS = 200;
    private static final int MOST_REVERSALS = 20;

    /** A terminal that could not do it then may do it later. */
    private static final Set<String> LATER =
            Set.of("Busy", "UnavailableDevice", "UnavailableService", "UnreachableHost", "DeviceOut", "LoggedOut");

    @Inject
    NexoConfig config;

    @Inject
    Clocks clock;

    @Inject
    Ids ids;

    private @Nullable Terminals terminals;

    @SuppressWarnings("NullAway.Init")
    public NexoProvider() {}

    @PostConstruct
    void connect() {
        if (config.isOffered()) terminals = new Terminals(config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takes(Means means) {
        return terminals != null && means instanceof Means.Reader reader && reader.drivenBy(NAME);
    }

    /** One terminal without power is no reason to refuse the others. */
    @Override
    public String door(Means means) {
        return means instanceof Means.Reader reader ? NAME + ":" + reader.readerRef() : NAME;
    }

    @Override
    public Outcome authorize(Authorization authorization) {
        var reader = reader(authorization);
        var message = Message.payment(
                header(reader, paymentId(authorization)),
                authorization.attemptId(),
                clock.now(),
                authorization.amount(),
                reader.tips());
        try {
            return read(terminals().ask(message, "PaymentResponse"), authorization);
        } catch (Terminals.NotTaken e) {
            LOG.log(Level.INFO, "terminal {0} does not take attempt {1}: {2}", new Object[] {
                reader.readerRef(), authorization.attemptId(), e.getMessage()
            });
            return new Outcome.Declined(null, e.code(), Retry.SAME_TENDER, null);
        } catch (IOException e) {
            // The buyer takes their time, or the answer was lost: the terminal knows.
            var known = lookUp(authorization);
            return known instanceof Outcome.Unknown ? waits(authorization, ReaderState.UNCERTAIN) : known;
        }
    }

    @Override
    public Outcome lookUp(Authorization authorization) {
        try {
            var status = status(authorization, PAYMENT, paymentId(authorization));
            var condition = condition(status);
            if (isSuccess(status)) return read(repeated(status, "PaymentResponse"), authorization);
            if (IN_PROGRESS.equals(condition)) return waits(authorization, ReaderState.WAITING_FOR_CARD);
            if (!NOT_FOUND.equals(condition)) return new Outcome.Unknown("status: " + condition);
            return isLost(authorization)
                    ? new Outcome.Declined(null, "never_arrived", Retry.SAME_TENDER, null)
                    : waits(authorization, ReaderState.UNCERTAIN);
        } catch (IOException e) {
            return silent(authorization, e);
        }
    }

    /** What a terminal does not know may still be on its way to it, for a while. */
    private boolean isLost(Authorization authorization) {
        var sentAt = authorization.sentAt();
        return sentAt != null && sentAt.plus(config.lostAfter).isBefore(clock.now());
    }

    @Override
    public Outcome capture(Authorization authorization, Money amount) {
        return lookUp(authorization);
    }

    @Override
    public Outcome withdraw(Authorization authorization) {
        return stop(authorization);
    }

    /** An abort has no answer of its own: the terminal finishes the payment one way or the other, and tells which. */
    @Override
    public Outcome stop(Authorization authorization) {
        var header = header(reader(authorization), fresh());
        try {
            terminals().ask(Message.abort(header, paymentId(authorization)), "AbortResponse");
        } catch (IOException e) {
            LOG.log(Level.INFO, "the abort of attempt {0} had no effect: {1}", new Object[] {
                authorization.attemptId(), e.getMessage()
            });
        }
        var outcome = lookUp(authorization);
        for (var i = 0; i < LOOKS_AFTER_ABORT && outcome instanceof Outcome.ActionRequired; i++) {
            pause();
            outcome = lookUp(authorization);
        }
        return outcome instanceof Outcome.ActionRequired ? waits(authorization, ReaderState.UNCERTAIN) : outcome;
    }

    @Override
    public RefundOutcome refund(Authorization authorization, Money amount, String key, String reason) {
        return reverse(authorization, amount, key, 0);
    }

    /** Each try has a number of its own, for a terminal does nothing twice under one; the last that was made decides. */
    @Override
    public RefundOutcome lookUpRefund(Authorization authorization, Money amount, String key, String reason) {
        for (var n = 0; n < MOST_REVERSALS; n++) {
            try {
                var status = status(authorization, REVERSAL, reversalId(key, n));
                if (NOT_FOUND.equals(condition(status))) return reverse(authorization, amount, key, n);
                if (!isSuccess(status)) return RefundOutcome.unknown("status: " + condition(status));
                var known = repeated(status, "ReversalResponse");
                if (isSuccess(known) || !LATER.contains(condition(known))) return reversed(known);
            } catch (IOException e) {
                return RefundOutcome.unknown(e.getClass().getSimpleName());
            }
        }
        return new RefundOutcome(RefundOutcome.State.DECLINED, null, "tried_too_often");
    }

    private RefundOutcome reverse(Authorization authorization, Money amount, String key, int n) {
        var original = Transaction.parse(authorization.providerRef());
        if (original == null) return new RefundOutcome(RefundOutcome.State.DECLINED, null, "never_paid");
        var id = reversalId(key, n);
        var header = header(reader(authorization), id);
        try {
            return reversed(
                    terminals().ask(Message.reversal(header, original, id, clock.now(), amount), "ReversalResponse"));
        } catch (Terminals.NotTaken e) {
            return RefundOutcome.unknown(e.code());
        } catch (IOException e) {
            return RefundOutcome.unknown(e.getClass().getSimpleName());
        }
    }

    private static RefundOutcome reversed(JsonNode answer) {
        var transaction = Transaction.of(answer);
        var ref = transaction == null ? null : transaction.ref();
        if (isSuccess(answer)) return new RefundOutcome(RefundOutcome.State.REFUNDED, ref, null);
        return LATER.contains(condition(answer))
                ? RefundOutcome.unknown(condition(answer))
                : new RefundOutcome(RefundOutcome.State.DECLINED, ref, code(condition(answer)));
    }

    @Override
    public Seen look(String readerRef) {
        var there = terminals;
        if (there == null) return new Seen(ReaderState.UNCERTAIN, null);
        try {
            var header = new Header(NAME, readerRef, fresh());
            var answer = there.ask(Message.diagnosis(header), "DiagnosisResponse");
            return new Seen(
                    switch (answer.at("/POIStatus/GlobalStatus").asText("")) {
                        case "OK" -> ReaderState.IDLE;
                        case "Busy" -> ReaderState.WAITING_FOR_CARD;
                        case "Maintenance", "Unreachable" -> ReaderState.OFFLINE;
                        default -> ReaderState.UNCERTAIN;
                    },
                    null);
        } catch (Terminals.NotTaken e) {
            return new Seen(ReaderState.OFFLINE, null);
        } catch (IOException e) {
            return new Seen(ReaderState.UNCERTAIN, null);
        }
    }

    private JsonNode status(Authorization authorization, String category, String about) throws IOException {
        var header = header(reader(authorization), fresh());
        return terminals().ask(Message.status(header, category, about), "TransactionStatusResponse");
    }

    /** What a payment came to. A terminal that failed has taken nothing: that is what its answer means. */
    private Outcome read(JsonNode answer, Authorization authorization) {
        var result = answer.at("/Response/Result").asText("");
        return switch (result) {
            case "Success", "Partial" -> paid(answer, authorization);
            case "Failure" -> failed(condition(answer), authorization);
            default -> new Outcome.Unknown("an answer without a result");
        };
    }

    private Outcome paid(JsonNode answer, Authorization authorization) {
        var transaction = Transaction.of(answer);
        var amounts = answer.at("/PaymentResult/AmountsResp");
        if (transaction == null || !amounts.path("AuthorizedAmount").isNumber()) {
            return new Outcome.Unknown("an approval without a number or an amount");
        }
        var asked = authorization.amount().currency();
        var currency = Currency.getInstance(amounts.path("Currency").asText(asked.getCurrencyCode()));
        if (!currency.equals(asked)) return new Outcome.Unknown("an approval in " + currency);
        var tip = reader(authorization).tips() ? minor(amounts.path("TipAmount"), currency) : 0;
        return new Outcome.Captured(
                transaction.ref(),
                new Money(minor(amounts.path("AuthorizedAmount"), currency), currency),
                label(answer),
                null,
                tip);
    }

    private static long minor(JsonNode amount, Currency currency) {
        if (!amount.isNumber()) return 0;
        BigDecimal major = amount.decimalValue();
        return major.movePointRight(Math.max(0, currency.getDefaultFractionDigits()))
                .longValueExact();
    }

    private Outcome failed(String condition, Authorization authorization) {
        return switch (condition) {
            case "Aborted" -> new Outcome.Voided(SERVICE + paymentId(authorization));
            case IN_PROGRESS -> waits(authorization, ReaderState.WAITING_FOR_CARD);
            case "Cancel" -> declined("canceled_at_reader", Retry.SAME_TENDER);
            case "Busy" -> declined("reader_busy", Retry.SAME_TENDER);
            case "UnavailableDevice", "DeviceOut", "LoggedOut" -> declined("reader_offline", Retry.SAME_TENDER);
            case "UnreachableHost", "UnavailableService" -> declined("issuer_not_available", Retry.SAME_TENDER);
            case "WrongPIN" -> declined("incorrect_pin", Retry.ANOTHER_TENDER);
            case "Refusal" -> declined("generic_decline", Retry.ANOTHER_TENDER);
            default -> declined(code(condition), Retry.ANOTHER_TENDER);
        };
    }

    private static Outcome declined(String code, Retry retry) {
        return new Outcome.Declined(null, code, retry, null);
    }

    private Outcome waits(Authorization authorization, ReaderState state) {
        return new Outcome.ActionRequired(
                SERVICE + paymentId(authorization),
                Action.presentCard(reader(authorization).label(), state));
    }

    private Outcome silent(Authorization authorization, IOException e) {
        LOG.log(Level.WARNING, "a terminal left attempt {0} unknown: {1}", new Object[] {
            authorization.attemptId(), e.getMessage()
        });
        return new Outcome.Unknown(e.getClass().getSimpleName());
    }

    private static @Nullable String label(JsonNode answer) {
        var card = answer.at("/PaymentResult/PaymentInstrumentData/CardData");
        var brand = card.path("PaymentBrand").asText("");
        var masked = card.path("MaskedPan").asText("").replaceAll("\\s", "");
        if (brand.isEmpty() || masked.length() < 4) return null;
        return "%s ending in %s"
                .formatted(
                        brand.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + brand.substring(1),
                        masked.substring(masked.length() - 4));
    }

    private static JsonNode repeated(JsonNode status, String response) {
        return status.at("/RepeatedMessageResponse/RepeatedResponseMessageBody").path(response);
    }

    private static boolean isSuccess(JsonNode answer) {
        return "Success".equals(answer.at("/Response/Result").asText(""));
    }

    private static String condition(JsonNode answer) {
        return answer.at("/Response/ErrorCondition").asText("");
    }

    /** The protocol's words as a code: {@code PaymentRestriction} is {@code payment_restriction}. */
    static String code(String condition) {
        return condition.isEmpty()
                ? "refused"
                : condition.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
    }

    private static String paymentId(Authorization authorization) {
        return Message.serviceId(authorization.key("authorize"));
    }

    private static String reversalId(String key, int n) {
        return Message.serviceId(key + ":" + n);
    }

    /** The number of a message that nobody asks about later. */
    private String fresh() {
        return Message.serviceId(ids.next().toString());
    }

    private static Header header(Means.Reader reader, String serviceId) {
        return new Header(reader.label(), reader.readerRef(), serviceId);
    }

    private static Means.Reader reader(Authorization authorization) {
        return (Means.Reader) authorization.means();
    }

    private Terminals terminals() {
        var there = terminals;
        if (there == null) {
            throw new IllegalStateException("NEXO_URL is not set, and a payment waits at a terminal");
        }
        return there;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
