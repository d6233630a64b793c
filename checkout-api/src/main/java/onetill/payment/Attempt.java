package onetill.payment;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.database.NullableUuid;
import onetill.encryption.Field;
import onetill.encryption.Sealed;
import onetill.encryption.SealedJson;
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
    @Convert(converter = SealedJson.class)
    private Sealed<Means> request;

    @Column(name = "provider_ref")
    private @Nullable String providerRef;

    @Column(name = "action")
    @Convert(converter = SealedJson.class)
    private @Nullable Sealed<Action> action;

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

    @Column(name = "intent_id")
    private UUID intentId;

    @Column(name = "position")
    private int position;

    @Column(name = "is_last")
    private boolean last;

    @Column(name = "deposit")
    private boolean deposit;

    @Column(name = "unwanted_at")
    private @Nullable OffsetDateTime unwantedAt;

    @Column(name = "unwanted_for")
    private @Nullable String unwantedFor;

    @Column(name = "checks")
    private int checks;

    @Column(name = "capture_before")
    private @Nullable OffsetDateTime captureBefore;

    /** Names of providers that may be asked when this one surely was not reached, in order. */
    @Column(name = "fallbacks")
    @Convert(converter = JsonText.class)
    private String fallbacks = "[]";

    @Column(name = "warned_at")
    private @Nullable OffsetDateTime warnedAt;

    /** Into whose drawer cash goes; it is not closed before this has come to an end. */
    @Column(name = "shift_id")
    @Convert(converter = NullableUuid.class)
    private @Nullable UUID shiftId;

    @Column(name = "tip_minor")
    private long tipMinor;

    /** What the last answer added to the captured amount. */
    @Transient
    private long newlyCaptured;

    @SuppressWarnings("NullAway.Init")
    protected Attempt() {}

    /**
     * Where an attempt stands among those of its intent.
     *
     * @param last whether all others are held by the time this one is asked for, so that it may take money at once
     * @param deposit whether the session stays open when the money has come
     */
    record Place(UUID intentId, UUID reference, int position, boolean last, boolean deposit) {}

    Attempt(
            UUID merchantId,
            UUID id,
            UUID tenderId,
            Place place,
            String provider,
            Money amount,
            boolean captureNow,
            Means means,
            OffsetDateTime now) {
        this.merchantId = merchantId;
        this.id = id;
        this.tenderId = tenderId;
        this.intentId = place.intentId();
        this.reference = place.reference();
        this.position = place.position();
        this.last = place.last();
        this.deposit = place.deposit();
        this.provider = provider;
        this.state = AttemptState.CREATED.stored();
        this.amountMinor = amount.minor();
        this.currency = amount.currency().getCurrencyCode();
        this.captureNow = captureNow;
        this.request = sealed(means);
        this.createdAt = now;
    }

    private Sealed<Means> sealed(Means means) {
        return Sealed.of(Field.PAYMENT_REQUEST.of(merchantId, id), means);
    }

    /** The call leaves now; nobody else asks the provider before {@code checkAt}. */
    void send(Means means, OffsetDateTime now, OffsetDateTime checkAt) {
        request = sealed(means);
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
        if (isHeardAlready(outcome)) {
            if (outcome instanceof ActionRequired still && !still.action().equals(action())) actionRequired(still);
            checkAt = askAgainAt;
            return false;
        }
        var before = capturedMinor;
        switch (outcome.result()) {
            case AUTHORIZED -> authorized((Authorized) outcome);
            case PARTLY_CAPTURED ->
                capturedMinor = ((Outcome.PartlyCaptured) outcome).soFar().minor();
            case CAPTURED -> captured((Captured) outcome);
            case ACTION_REQUIRED -> actionRequired((ActionRequired) outcome);
            case PENDING -> providerRef = ((Pending) outcome).providerRef();
            case DECLINED -> declined((Declined) outcome);
            case NOT_SENT -> {
                declineCode = "not_sent";
                declineRetry = true;
            }
            case VOIDED -> providerRef = ((Voided) outcome).providerRef();
            case REFUNDED ->
                refundedMinor = Math.addExact(
                        refundedMinor, ((Outcome.Refunded) outcome).amount().minor());
            case UNKNOWN, ASKED -> {
                /* what was known stays known */
            }
        }
        newlyCaptured = capturedMinor - before;
        state = AttemptState.after(outcome.result()).stored();
        if (outcome.result() != Outcome.Result.ACTION_REQUIRED) action = null;
        answeredAt = now;
        checkAt = state().isOpen() ? askAgainAt : null;
        return true;
    }

    /**
     * Whether it still waits for the buyer, or the provider is still silent. We ask again and again, for as long as it takes: what we
     * hear then is no news, and must not look as if the buyer had done something.
     */
    private boolean isHeardAlready(Outcome outcome) {
        return switch (outcome.result()) {
            case ACTION_REQUIRED ->
                state() == AttemptState.REQUIRES_ACTION
                        && Objects.equals(declineCode, ((ActionRequired) outcome).declined());
            case UNKNOWN -> state() == AttemptState.UNKNOWN;
            default -> false;
        };
    }

    /**
     * Nobody waits for this money any more: what has come goes back, what still may come is taken back.
     *
     * @param why for people: the code of the reason
     */
    void unwanted(String why, OffsetDateTime now, OffsetDateTime checkAt) {
        if (unwantedAt != null) return;
        unwantedAt = now;
        unwantedFor = why;
        this.checkAt = checkAt;
    }

    private void authorized(Authorized outcome) {
        providerRef = outcome.providerRef();
        authorizedMinor = Math.addExact(outcome.amount().minor(), capturedMinor);
        tipMinor = outcome.tipMinor();
        captureBefore = outcome.captureBefore();
        declineCode = null;
    }

    private void captured(Captured outcome) {
        providerRef = outcome.providerRef();
        capturedMinor = outcome.amount().minor();
        authorizedMinor = Math.max(authorizedMinor, capturedMinor);
        tipMinor = Math.max(tipMinor, outcome.tipMinor());
        declineCode = null;
    }

    private void actionRequired(ActionRequired outcome) {
        providerRef = outcome.providerRef();
        action = Sealed.of(Field.PAYMENT_ACTION.of(merchantId, id), outcome.action());
        declineCode = outcome.declined();
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

    void intoDrawer(@Nullable UUID shift) {
        shiftId = shift;
    }

    public @Nullable UUID shiftId() {
        return shiftId;
    }

    void fallBackTo(List<String> providers) {
        fallbacks = Json.write(providers);
    }

    List<String> fallbacks() {
        return Json.read(fallbacks, new TypeReference<List<String>>() {});
    }

    Place place() {
        return new Place(intentId, reference, position, last, deposit);
    }

    void checkAgainAt(OffsetDateTime when) {
        checkAt = when;
    }

    /** One more question to the provider; nobody else asks before {@code until}. */
    void checking(OffsetDateTime until) {
        checks++;
        checkAt = until;
    }

    void warned(OffsetDateTime now) {
        warnedAt = now;
    }

    /** Whether the provider only holds what should be taken: an app's sheet, the first of several tenders. */
    public boolean isCaptureDue() {
        return captureNow && state() == AttemptState.AUTHORIZED && !isUnwanted();
    }

    /** Whether what is held or taken is what was asked for, and what the buyer has added where they were asked. */
    public boolean isAsAgreed() {
        return authorizedMinor == Math.addExact(amountMinor, tipMinor);
    }

    /** What the buyer has added on the device. */
    public Money tip() {
        return money(tipMinor);
    }

    /** Whether a card reader has waited for its buyer since before then. */
    boolean waitsAtReaderSince(OffsetDateTime then) {
        return state() == AttemptState.REQUIRES_ACTION
                && sentAt != null
                && sentAt.isBefore(then)
                && authorization().means() instanceof Means.Reader;
    }

    /** Whether it is held until the merchant says otherwise. */
    boolean isSimplyHeld() {
        return state() == AttemptState.AUTHORIZED && !isCaptureDue() && !isUnwanted();
    }

    /** Whether a webhook may still tell that money was taken or let go. */
    boolean isUndecided() {
        return state().isOpen() || state() == AttemptState.AUTHORIZED;
    }

    void restUntilAsked() {
        checkAt = null;
    }

    /** Whether the money, should it come, goes back. */
    public boolean isUnwanted() {
        return unwantedAt != null;
    }

    /** Whether an unwanted attempt still holds or may still take money. */
    public boolean isToBeUndone() {
        return isUnwanted() && (state().isOpen() || state().holdsMoney());
    }

    public Authorization authorization() {
        return new Authorization(
                merchantId,
                id,
                reference,
                amount(),
                captureNow && last,
                request.open(Field.PAYMENT_REQUEST.of(merchantId, id), Means.class),
                providerRef,
                sentAt);
    }

    public UUID intentId() {
        return intentId;
    }

    public int position() {
        return position;
    }

    public boolean isLast() {
        return last;
    }

    public boolean isDeposit() {
        return deposit;
    }

    public @Nullable String unwantedFor() {
        return unwantedFor;
    }

    public int checks() {
        return checks;
    }

    public @Nullable OffsetDateTime captureBefore() {
        return captureBefore;
    }

    public @Nullable OffsetDateTime checkAt() {
        return checkAt;
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

    Money newlyCaptured() {
        return money(newlyCaptured);
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

    /** Why it was declined; of one that waits for its buyer, why what they showed last was. Null when it has paid after all. */
    public @Nullable String declineCode() {
        return declineCode;
    }

    public @Nullable Action action() {
        return action == null ? null : action.open(Field.PAYMENT_ACTION.of(merchantId, id), Action.class);
    }

    public @Nullable OffsetDateTime sentAt() {
        return sentAt;
    }

    private Money money(long minor) {
        return new Money(minor, Currency.getInstance(currency));
    }
}
