package onetill.giftcard;

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
import onetill.database.NullableUuid;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Money of a buyer that we keep. Its balance changes under its row lock and together with an entry; initial less
 * balance is always what was redeemed and not given back.
 */
@Entity
@Table(name = "gift_card")
@IdClass(MerchantKey.class)
public class GiftCard {

    private static final String ACTIVE = "active";
    private static final String DISABLED = "disabled";

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "gift_card_id")
    private UUID id;

    @Column(name = "kind")
    private String kind;

    @Column(name = "code_hash")
    private @Nullable String codeHash;

    @Column(name = "last4")
    private @Nullable String last4;

    @Column(name = "initial_minor")
    private long initialMinor;

    @Column(name = "balance_minor")
    private long balanceMinor;

    @Column(name = "currency")
    private String currency;

    @Column(name = "customer_id")
    @Convert(converter = NullableUuid.class)
    private @Nullable UUID customerId;

    @Column(name = "state")
    private String state;

    @Column(name = "expires_at")
    private @Nullable OffsetDateTime expiresAt;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "reason")
    private String reason;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @Column(name = "seq")
    private long seq;

    @SuppressWarnings("NullAway.Init")
    protected GiftCard() {}

    /** A new one, empty until it is {@link #topUp topped up}. */
    GiftCard(UUID merchantId, UUID id, Issue issue, @Nullable GiftCardCode code, String createdBy, OffsetDateTime now) {
        this.merchantId = merchantId;
        this.id = id;
        this.kind = issue.kind().stored();
        this.codeHash = code == null ? null : code.hash(merchantId);
        this.last4 = code == null ? null : code.last4();
        this.currency = issue.amount().currency().getCurrencyCode();
        this.customerId = issue.customerId();
        this.state = ACTIVE;
        this.expiresAt = issue.expiresAt();
        this.createdBy = createdBy;
        this.reason = issue.reason();
        this.createdAt = now;
    }

    /**
     * What is to be given out.
     *
     * @param customerId whose it is; nobody has to know who has a gift card
     * @param expiresAt null is never
     */
    record Issue(
            GiftCardKind kind,
            Money amount,
            @Nullable UUID customerId,
            @Nullable OffsetDateTime expiresAt,
            String reason) {}

    /** Why it cannot pay this amount, as a code of ours; null when it can. */
    @Nullable
    String refusal(Money amount, OffsetDateTime now) {
        if (!amount.currency().getCurrencyCode().equals(currency)) return "wrong_currency";
        if (state.equals(DISABLED)) return "disabled";
        if (isExpired(now)) return "expired";
        return balance().isLessThan(amount) ? "insufficient_balance" : null;
    }

    void take(Money amount) {
        if (balance().isLessThan(amount)) throw new IllegalStateException("gift card %s has less".formatted(id));
        balanceMinor = balance().minus(amount).minor();
    }

    /** Money that was taken comes back, also to a card that is disabled. */
    void putBack(Money amount) {
        var more = balance().plus(amount);
        if (initial().isLessThan(more)) throw new IllegalStateException("gift card %s never had so much".formatted(id));
        balanceMinor = more.minor();
    }

    void topUp(Money amount) {
        initialMinor = initial().plus(amount).minor();
        balanceMinor = balance().plus(amount).minor();
    }

    /** What is left on it is the buyer's no more. */
    Money bookOut() {
        var left = balance();
        initialMinor = initial().minus(left).minor();
        balanceMinor = 0;
        return left;
    }

    void validUntil(@Nullable OffsetDateTime end) {
        expiresAt = end;
    }

    void disable() {
        state = DISABLED;
    }

    void enable() {
        state = ACTIVE;
    }

    /** The number of its next event. */
    long nextSeq() {
        return ++seq;
    }

    boolean isExpired(OffsetDateTime now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    boolean isDisabled() {
        return state.equals(DISABLED);
    }

    /** {@code active}, {@code disabled} or {@code expired}, as people see it. */
    String state(OffsetDateTime now) {
        return isDisabled() || !isExpired(now) ? state : "expired";
    }

    UUID merchantId() {
        return merchantId;
    }

    UUID id() {
        return id;
    }

    GiftCardKind kind() {
        return GiftCardKind.of(kind);
    }

    /** The end of its code, by which people tell cards apart; null for store credit. */
    @Nullable
    String last4() {
        return last4;
    }

    Money initial() {
        return new Money(initialMinor, Currency.getInstance(currency));
    }

    Money balance() {
        return new Money(balanceMinor, Currency.getInstance(currency));
    }

    @Nullable
    UUID customerId() {
        return customerId;
    }

    @Nullable
    OffsetDateTime expiresAt() {
        return expiresAt;
    }

    String createdBy() {
        return createdBy;
    }

    String reason() {
        return reason;
    }

    OffsetDateTime createdAt() {
        return createdAt;
    }

    /** What a receipt says. */
    String label() {
        return last4 == null ? "Store credit" : "Gift card ending in " + last4;
    }
}
