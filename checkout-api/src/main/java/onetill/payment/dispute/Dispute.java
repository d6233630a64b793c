package onetill.payment.dispute;

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
import org.jspecify.annotations.Nullable;

/** One payment a buyer had the bank take back. */
@Entity
@Table(name = "dispute")
@IdClass(MerchantKey.class)
public class Dispute {

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "dispute_id")
    private UUID id;

    @Column(name = "provider")
    private String provider;

    @Column(name = "provider_ref")
    private String providerRef;

    @Column(name = "attempt_id")
    private UUID attemptId;

    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "amount_minor")
    private long amountMinor;

    @Column(name = "currency")
    private String currency;

    @Column(name = "reason")
    private String reason;

    @Column(name = "state")
    private String state;

    @Column(name = "respond_by")
    private @Nullable OffsetDateTime respondBy;

    @Column(name = "opened_at")
    private OffsetDateTime openedAt;

    @Column(name = "closed_at")
    private @Nullable OffsetDateTime closedAt;

    @Column(name = "seq")
    private long seq;

    @SuppressWarnings("NullAway.Init")
    protected Dispute() {}

    Dispute(UUID id, Attempt attempt, DisputeNews news) {
        this.merchantId = attempt.merchantId();
        this.id = id;
        this.provider = news.provider();
        this.providerRef = news.ref();
        this.attemptId = attempt.id();
        this.sessionId = attempt.reference();
        this.openedAt = news.openedAt();
        this.currency = news.amount().currency().getCurrencyCode();
        this.reason = news.reason();
        this.state = news.state().stored();
        this.amountMinor = news.amount().minor();
        this.respondBy = news.respondBy();
        this.seq = 1;
    }

    /**
     * Takes over what the provider says now.
     *
     * @return whether its state is another one
     */
    boolean apply(DisputeNews news, OffsetDateTime now) {
        if (state().isOver()) return false;
        amountMinor = news.amount().minor();
        reason = news.reason();
        respondBy = news.respondBy();
        if (state() == news.state()) return false;
        state = news.state().stored();
        if (state().isOver()) closedAt = now;
        seq++;
        return true;
    }

    UUID merchantId() {
        return merchantId;
    }

    UUID id() {
        return id;
    }

    String provider() {
        return provider;
    }

    String providerRef() {
        return providerRef;
    }

    UUID attemptId() {
        return attemptId;
    }

    UUID sessionId() {
        return sessionId;
    }

    Money amount() {
        return new Money(amountMinor, Currency.getInstance(currency));
    }

    String reason() {
        return reason;
    }

    DisputeState state() {
        return DisputeState.of(state);
    }

    @Nullable
    OffsetDateTime respondBy() {
        return respondBy;
    }

    OffsetDateTime openedAt() {
        return openedAt;
    }

    @Nullable
    OffsetDateTime closedAt() {
        return closedAt;
    }

    long seq() {
        return seq;
    }
}
