package onetill.payment.saved;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.database.NullableUuid;
import onetill.payment.KeepsTenders;
import onetill.payment.KeepsTenders.Keeping;
import org.jspecify.annotations.Nullable;

/** One wish to keep a tender, with the consent it rests on. */
@Entity
@Table(name = "tender_setup")
@IdClass(MerchantKey.class)
public class TenderSetup {

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "setup_id")
    private UUID id;

    @Column(name = "customer_id")
    private UUID customerId;

    @Column(name = "provider")
    private String provider;

    @Column(name = "provider_ref")
    private @Nullable String providerRef;

    @Column(name = "method_ref")
    private @Nullable String methodRef;

    @Column(name = "customer_ref")
    private String customerRef;

    @Column(name = "state")
    private String state;

    @Column(name = "consent_text")
    private String consentText;

    @Column(name = "channel_id")
    private @Nullable String channelId;

    @Column(name = "actor")
    private String actor;

    @Column(name = "decline_code")
    private @Nullable String declineCode;

    @Convert(converter = NullableUuid.class)
    @Column(name = "saved_tender_id")
    private @Nullable UUID savedTenderId;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @Column(name = "answered_at")
    private @Nullable OffsetDateTime answeredAt;

    @SuppressWarnings("NullAway.Init")
    protected TenderSetup() {}

    TenderSetup(
            UUID merchantId,
            UUID id,
            SavedTenders.Wish wish,
            String provider,
            String customerRef,
            String actor,
            OffsetDateTime now) {
        this.merchantId = merchantId;
        this.id = id;
        this.customerId = wish.customerId();
        this.provider = provider;
        this.customerRef = customerRef;
        this.methodRef = wish.methodRef();
        this.consentText = wish.consentText();
        this.channelId = wish.channelId();
        this.actor = actor;
        this.state = SetupState.SENT.stored();
        this.createdAt = now;
    }

    /** Takes over what the provider says now. What is decided stays decided. */
    void apply(Keeping now, OffsetDateTime at) {
        if (!state().isOpen()) return;
        if (now.providerRef() != null) providerRef = now.providerRef();
        var next = switch (now.state()) {
            case REQUIRES_ACTION -> SetupState.REQUIRES_ACTION;
            case KEPT -> SetupState.KEPT;
            case DECLINED -> SetupState.DECLINED;
            case CANCELED -> SetupState.CANCELED;
            case UNKNOWN -> state();
        };
        state = next.stored();
        if (next == SetupState.DECLINED) declineCode = now.declineCode();
        if (!next.isOpen()) answeredAt = at;
    }

    void became(UUID savedTender) {
        savedTenderId = savedTender;
    }

    /** Nobody has finished it in time. */
    void giveUp(OffsetDateTime at) {
        state = SetupState.CANCELED.stored();
        answeredAt = at;
    }

    KeepsTenders.Setup asked(String returnUrl) {
        return new KeepsTenders.Setup(merchantId, id, customerRef, methodRef, returnUrl, providerRef);
    }

    UUID merchantId() {
        return merchantId;
    }

    UUID id() {
        return id;
    }

    UUID customerId() {
        return customerId;
    }

    String provider() {
        return provider;
    }

    SetupState state() {
        return SetupState.of(state);
    }

    String consentText() {
        return consentText;
    }

    @Nullable
    String channelId() {
        return channelId;
    }

    String actor() {
        return actor;
    }

    @Nullable
    String declineCode() {
        return declineCode;
    }

    @Nullable
    UUID savedTenderId() {
        return savedTenderId;
    }

    OffsetDateTime createdAt() {
        return createdAt;
    }
}
