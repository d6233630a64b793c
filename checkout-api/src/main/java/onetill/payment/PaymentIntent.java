package onetill.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.money.Money;

/** The aim to collect one total, however many tenders and tries it takes. */
@Entity
@Table(name = "payment_intent")
@IdClass(MerchantKey.class)
public class PaymentIntent {

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "intent_id")
    private UUID id;

    @Column(name = "reference")
    private UUID reference;

    @Column(name = "amount_minor")
    private long amountMinor;

    @Column(name = "currency")
    private String currency;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @SuppressWarnings("NullAway.Init")
    protected PaymentIntent() {}

    PaymentIntent(UUID merchantId, UUID id, UUID reference, Money amount, OffsetDateTime now) {
        this.merchantId = merchantId;
        this.id = id;
        this.reference = reference;
        this.amountMinor = amount.minor();
        this.currency = amount.currency().getCurrencyCode();
        this.createdAt = now;
    }

    public UUID id() {
        return id;
    }
}
