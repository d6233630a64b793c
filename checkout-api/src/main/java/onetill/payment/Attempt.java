package onetill.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.json.Json;
import onetill.money.Money;
import onetill.payment.Outcome.ActionRequired;
import onetill.payment.Outcome.Authorized;
import onetill.payment.Outcome.Captured;
import onetill.payment.Outcome.Declined;
import onetill.payment.Outcome.Pending;
import onetill.payment.Outcome.Voided;
import org.jspecify.annotations.Nullable;

/** One try of one tender at one provider, under keys of its own. */
@Entity
@Table(name = "payment_attempt")
@IdClass(MerchantKey.class)
public class Attempt {

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "attempt_id")
    private UUID id;

    @Column(name = "tender_id")
    private UUID tenderId;

    @Column(name = "reference")
    private UUID reference;

    @Column(name = "provider")
    private String provider;

    @Column(name = "state")
    private String state;

    @Column(name = "amount_minor")
    private long amountMinor;

    @Column(name = "currency")
    private String currency;

    @Column(name = "capture_now")
    private boolean captureNow;

    @Column(name = "request")
    @Convert(converter = JsonText.class)
    private String request;

    @Column(name = "provider_ref")
    private @Nullable String providerRef;

    @Column(name = "action")
    @Convert(converter = JsonText.class)
    private @Nullable String action;

    @Column(name = "authorized_minor")
    private long authorizedMinor;

    @Column(name = "captured_minor")
    private long capturedMinor;

    @Column(name = "refunded_minor")
    private long refundedMinor;

    @Column(name = "decline_code")
    private @Nullable String declineCode;

    @Column(name = "decline_retry")
    private @Nullable Boolean declineRetry;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @Column(name = "sent_at")
    private @Nullable OffsetDateTime sentAt;

    @Column(name = "answered_at")
    private @Nullable OffsetDateTime answeredAt;

    @Column(name = "check_at")
    private @Nullable OffsetDateTime checkAt;

    @SuppressWarnings("NullAway.Init")
    protected Attempt() {}

    Attempt(
            UUID merchantId,
            UUID id,
            UUID tenderId,
            UUID reference,
            String provider,
            Money amount,
            boolean captureNow,
            Means means,
            OffsetDateTime now) {
        this.merchantId = merchantId;
        this.id = id;
        this.tenderId = tenderId;
        this.reference = reference;
        this.provider = provider;
        this.state = AttemptState.CREATED.stored();
        this.amountMinor = amount.minor();
        this.currency = amount.currency().getCurrencyCode();
        this.captureNow = captureNow;
        this.request = Json.write(means);
        this.createdAt = now;
    }

    /** The call leaves now; nobody else asks the provider before {@code checkAt}. */
    void send(Means means, OffsetDateTime now, OffsetDateTime checkAt) {
        request = Json.write(means);
        state = AttemptState.SENT.stored();
        sentAt = now;
        this.checkAt = checkAt;
    }

    /** The provider's object is known, and still asleep. */
    void preparedAs(String ref) {
        providerRef = ref;
    }

    /**
     * Takes the provider's answer.
     *
     * @param askAgainAt when to look again, should this not be the end of it
     * @return whether the answer changed anything; an old or repeated one does not
     */
    boolean apply(Outcome outcome, OffsetDateTime now, OffsetDateTime askAgainAt) {
        if (!state().takes(outcome.result())) return false;
        switch (outcome.result()) {
            case AUTHORIZED -> authorized((Authorized) outcome);
            case CAPTURED -> captured((Captured) outcome);
            case ACTION_REQUIRED -> actionRequired((ActionRequired) outcome);
            case PENDING -> providerRef = ((Pending) outcome).providerRef();
            case DECLINED -> declined((Declined) outcome);
            case VOIDED -> providerRef = ((Voided) outcome).providerRef();
            case UNKNOWN -> {
                /* what was known stays known */
            }
        }
        state = AttemptState.after(outcome.result()).stored();
        if (outcome.result() != Outcome.Result.ACTION_REQUIRED) action = null;
        answeredAt = now;
        checkAt = state().isOpen() || isCaptureDue() ? askAgainAt : null;
        return true;
    }

    private void authorized(Authorized outcome) {
        providerRef = outcome.providerRef();
        authorizedMinor = outcome.amount().minor();
    }

    private void captured(Captured outcome) {
        providerRef = outcome.providerRef();
        capturedMinor = outcome.amount().minor();
        authorizedMinor = Math.max(authorizedMinor, capturedMinor);
    }

    private void actionRequired(ActionRequired outcome) {
        providerRef = outcome.providerRef();
        action = Json.write(outcome.action());
    }

    private void declined(Declined outcome) {
        if (outcome.providerRef() != null) providerRef = outcome.providerRef();
        declineCode = outcome.code();
        declineRetry = outcome.retry() != Outcome.Retry.NEVER;
    }

    /** Sets captured money aside for a refund, so that parallel refunds cannot exceed it. */
    void reserveRefund(long minor) {
        refundedMinor = Math.addExact(refundedMinor, minor);
        if (refundedMinor == capturedMinor) state = AttemptState.REFUNDED.stored();
    }

    /** The provider refused the refund: the money is ours again. */
    void releaseRefund(long minor) {
        refundedMinor = Math.subtractExact(refundedMinor, minor);
        state = AttemptState.CAPTURED.stored();
    }

    void checkAgainAt(OffsetDateTime when) {
        checkAt = when;
    }

    /** Whether the provider only held what should have been taken: the payment sheet of an app. */
    public boolean isCaptureDue() {
        return captureNow && state() == AttemptState.AUTHORIZED;
    }

    public Authorization authorization() {
        return new Authorization(
                merchantId, id, reference, amount(), captureNow, Json.read(request, Means.class), providerRef);
    }

    public UUID merchantId() {
        return merchantId;
    }

    public UUID id() {
        return id;
    }

    public UUID tenderId() {
        return tenderId;
    }

    public UUID reference() {
        return reference;
    }

    public String provider() {
        return provider;
    }

    public AttemptState state() {
        return AttemptState.of(state);
    }

    public Money amount() {
        return money(amountMinor);
    }

    public Money captured() {
        return money(capturedMinor);
    }

    public Money authorized() {
        return money(authorizedMinor);
    }

    public Money refunded() {
        return money(refundedMinor);
    }

    public boolean captureNow() {
        return captureNow;
    }

    public @Nullable String providerRef() {
        return providerRef;
    }

    public @Nullable String declineCode() {
        return declineCode;
    }

    public @Nullable Action action() {
        return action == null ? null : Json.read(action, Action.class);
    }

    public @Nullable OffsetDateTime sentAt() {
        return sentAt;
    }

    private Money money(long minor) {
        return new Money(minor, Currency.getInstance(currency));
    }
}
