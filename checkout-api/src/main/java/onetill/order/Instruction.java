package onetill.order;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.UUID;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/** One wish to move an order's money, written down before the provider is asked. */
@MappedSuperclass
abstract class Instruction {

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    private UUID id;

    /** What was asked for at once; each tender moves its own part of it. */
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

    @Column(name = "state")
    private String state;

    @Column(name = "actor")
    private String actor;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @Column(name = "answered_at")
    private @Nullable OffsetDateTime answeredAt;

    @SuppressWarnings("NullAway.Init")
    protected Instruction() {}

    /**
     * Who asked for what, when.
     *
     * @param id names it in our books and in the key of the call
     * @param requestId the request it is a part of
     */
    record Origin(UUID id, UUID requestId, String actor, OffsetDateTime now) {}

    Instruction(Origin origin, Order order, UUID attemptId, Money amount) {
        this.merchantId = order.merchantId();
        this.id = origin.id();
        this.requestId = origin.requestId();
        this.attemptId = attemptId;
        this.orderId = order.id();
        this.amountMinor = amount.minor();
        this.currency = amount.currency().getCurrencyCode();
        this.state = "sent";
        this.actor = origin.actor();
        this.createdAt = origin.now();
    }

    final void answered(String newState, OffsetDateTime now) {
        state = newState;
        answeredAt = now;
    }

    /** Whether the provider may be asked (again) under its key. */
    boolean isOpen() {
        return "sent".equals(state) || "unknown".equals(state);
    }

    UUID merchantId() {
        return merchantId;
    }

    public UUID id() {
        return id;
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
