package onetill.order;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.money.Money;
import onetill.payment.RefundOutcome;
import org.jspecify.annotations.Nullable;

/** Money on its way back to the buyer, to the tender it came from. */
@Entity
@Table(name = "refund")
@IdClass(MerchantKey.class)
public class Refund {

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "refund_id")
    private UUID id;

    /** What was asked for at once; each tender gives back its own part of it. */
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

    @Column(name = "reason")
    private String reason;

    @Column(name = "state")
    private String state;

    @Column(name = "provider_ref")
    private @Nullable String providerRef;

    @Column(name = "actor")
    private String actor;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @Column(name = "answered_at")
    private @Nullable OffsetDateTime answeredAt;

    @SuppressWarnings("NullAway.Init")
    protected Refund() {}

    Refund(
            UUID id,
            UUID requestId,
            Order order,
            UUID attemptId,
            Money amount,
            String reason,
            String actor,
            OffsetDateTime now) {
        this.merchantId = order.merchantId();
        this.id = id;
        this.requestId = requestId;
        this.attemptId = attemptId;
        this.orderId = order.id();
        this.amountMinor = amount.minor();
        this.currency = amount.currency().getCurrencyCode();
        this.reason = reason;
        this.state = "sent";
        this.actor = actor;
        this.createdAt = now;
    }

    /** @return whether the answer is news: what is refunded or declined stays so */
    boolean apply(RefundOutcome outcome, OffsetDateTime now) {
        if ("refunded".equals(state) || "declined".equals(state)) return false;
        state = outcome.state().name().toLowerCase(Locale.ROOT);
        if (outcome.providerRef() != null) providerRef = outcome.providerRef();
        answeredAt = now;
        return true;
    }

    UUID merchantId() {
        return merchantId;
    }

    public UUID id() {
        return id;
    }

    /** Whether the provider may be asked (again) under its key. */
    boolean isOpen() {
        return "sent".equals(state) || "unknown".equals(state);
    }

    public UUID requestId() {
        return requestId;
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

    public String reason() {
        return reason;
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
