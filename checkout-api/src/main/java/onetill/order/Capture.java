package onetill.order;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.money.Money;
import onetill.payment.Attempt;
import onetill.payment.Outcome;
import org.jspecify.annotations.Nullable;

/** One wish to take held money, written down before the provider is asked. */
@Entity
@Table(name = "capture")
@IdClass(MerchantKey.class)
public class Capture {

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "capture_id")
    private UUID id;

    @Column(name = "request_id")
    private UUID requestId;

    @Column(name = "attempt_id")
    private UUID attemptId;

    @Column(name = "order_id")
    private UUID orderId;

    @Column(name = "amount_minor")
    private long amountMinor;

    @Column(name = "currency")
    private String currency;

    @Column(name = "is_final")
    private boolean isFinal;

    @Column(name = "state")
    private String state;

    @Column(name = "actor")
    private String actor;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @Column(name = "answered_at")
    private @Nullable OffsetDateTime answeredAt;

    @SuppressWarnings("NullAway.Init")
    protected Capture() {}

    Capture(
            UUID id,
            UUID requestId,
            Order order,
            Attempt attempt,
            Money amount,
            boolean isFinal,
            String actor,
            OffsetDateTime now) {
        this.merchantId = order.merchantId();
        this.id = id;
        this.requestId = requestId;
        this.attemptId = attempt.id();
        this.orderId = order.id();
        this.amountMinor = amount.minor();
        this.currency = amount.currency().getCurrencyCode();
        this.isFinal = isFinal;
        this.state = "sent";
        this.actor = actor;
        this.createdAt = now;
    }

    /** @return whether the answer is news: what is captured or declined stays so */
    boolean apply(Outcome outcome, OffsetDateTime now) {
        if ("captured".equals(state) || "declined".equals(state)) return false;
        state = switch (outcome.result()) {
            case CAPTURED, PARTLY_CAPTURED -> "captured";
            case DECLINED, VOIDED, REFUNDED -> "declined";
            case PENDING, ASKED -> "pending";
            case AUTHORIZED, ACTION_REQUIRED, NOT_SENT, UNKNOWN -> "unknown";
        };
        answeredAt = now;
        return true;
    }

    /** Whether the provider may be asked (again) under its key. */
    boolean isOpen() {
        return "sent".equals(state) || "unknown".equals(state);
    }

    UUID requestId() {
        return requestId;
    }

    UUID merchantId() {
        return merchantId;
    }

    public UUID id() {
        return id;
    }

    UUID attemptId() {
        return attemptId;
    }

    UUID orderId() {
        return orderId;
    }

    public Money amount() {
        return new Money(amountMinor, Currency.getInstance(currency));
    }

    public boolean isFinal() {
        return isFinal;
    }

    public String state() {
        return state;
    }

    public String actor() {
        return actor;
    }

    public OffsetDateTime createdAt() {
        return createdAt;
    }
}
