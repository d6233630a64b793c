package onetill.payment.saved;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.payment.KeepsTenders.Kept;
import org.jspecify.annotations.Nullable;

/** A means of payment a customer agreed to keep. */
@Entity
@Table(name = "saved_tender")
@IdClass(MerchantKey.class)
public class SavedTender {

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "saved_tender_id")
    private UUID id;

    @Column(name = "customer_id")
    private UUID customerId;

    @Column(name = "provider")
    private String provider;

    @Column(name = "provider_ref")
    private String providerRef;

    @Column(name = "label")
    private String label;

    @Column(name = "type")
    private String type;

    @Column(name = "brand")
    private @Nullable String brand;

    @Column(name = "last4")
    private @Nullable String last4;

    @Column(name = "exp_month")
    private @Nullable Integer expMonth;

    @Column(name = "exp_year")
    private @Nullable Integer expYear;

    @Column(name = "consent_text")
    private String consentText;

    @Column(name = "consent_channel")
    private @Nullable String consentChannel;

    @Column(name = "consent_actor")
    private @Nullable String consentActor;

    @Column(name = "consented_at")
    private OffsetDateTime consentedAt;

    @Column(name = "removed_at")
    private @Nullable OffsetDateTime removedAt;

    @Column(name = "removed_by")
    private @Nullable String removedBy;

    @Column(name = "forgotten_at")
    private @Nullable OffsetDateTime forgottenAt;

    @Column(name = "expiry_told")
    private @Nullable String expiryTold;

    @Column(name = "seq")
    private long seq;

    @SuppressWarnings("NullAway.Init")
    protected SavedTender() {}

    SavedTender(UUID id, TenderSetup setup, Kept kept) {
        this.merchantId = setup.merchantId();
        this.id = id;
        this.customerId = setup.customerId();
        this.provider = setup.provider();
        this.providerRef = kept.methodRef();
        this.consentText = setup.consentText();
        this.consentChannel = setup.channelId();
        this.consentActor = setup.actor();
        this.consentedAt = setup.createdAt();
        knows(kept);
    }

    /** @return whether this is news */
    boolean renewed(Kept kept) {
        var before = label + expiry();
        knows(kept);
        return !before.equals(label + expiry());
    }

    private void knows(Kept kept) {
        type = kept.type();
        label = kept.label();
        brand = kept.brand();
        last4 = kept.last4();
        expMonth = kept.expMonth();
        expYear = kept.expYear();
    }

    boolean remove(String actor, OffsetDateTime now) {
        if (removedAt != null) return false;
        removedAt = now;
        removedBy = actor;
        return true;
    }

    void forgotten(OffsetDateTime now) {
        if (forgottenAt == null) forgottenAt = now;
    }

    void expiryTold() {
        expiryTold = String.valueOf(expiry());
    }

    /** The last month in which it can be used; null when it does not expire. */
    @Nullable
    YearMonth expiry() {
        return expMonth == null || expYear == null ? null : YearMonth.of(expYear, expMonth);
    }

    boolean isExpired(OffsetDateTime now) {
        var expiry = expiry();
        return expiry != null && expiry.isBefore(YearMonth.from(now));
    }

    long nextSeq() {
        return ++seq;
    }

    UUID merchantId() {
        return merchantId;
    }

    public UUID id() {
        return id;
    }

    UUID customerId() {
        return customerId;
    }

    String provider() {
        return provider;
    }

    public String providerRef() {
        return providerRef;
    }

    public String label() {
        return label;
    }

    String type() {
        return type;
    }

    @Nullable
    String brand() {
        return brand;
    }

    @Nullable
    String last4() {
        return last4;
    }

    @Nullable
    Integer expMonth() {
        return expMonth;
    }

    @Nullable
    Integer expYear() {
        return expYear;
    }

    String consentText() {
        return consentText;
    }

    @Nullable
    String consentChannel() {
        return consentChannel;
    }

    OffsetDateTime consentedAt() {
        return consentedAt;
    }

    boolean isRemoved() {
        return removedAt != null;
    }
}
