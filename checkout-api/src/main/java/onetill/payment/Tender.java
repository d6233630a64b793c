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
import org.jspecify.annotations.Nullable;

/** One means of payment and the amount it covers. */
@Entity
@Table(name = "tender")
@IdClass(MerchantKey.class)
public class Tender {

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "tender_id")
    private UUID id;

    @Column(name = "intent_id")
    private UUID intentId;

    @Column(name = "type")
    private String type;

    @Column(name = "amount_minor")
    private long amountMinor;

    @Column(name = "received_minor")
    private @Nullable Long receivedMinor;

    @Column(name = "label")
    private @Nullable String label;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Tender() {}

    Tender(UUID merchantId, UUID id, UUID intentId, Means means, Money amount, OffsetDateTime now) {
        this.merchantId = merchantId;
        this.id = id;
        this.intentId = intentId;
        this.amountMinor = amount.minor();
        this.createdAt = now;
        paidWith(means);
    }

    /** What the buyer chose in the end. */
    final void paidWith(Means means) {
        type = means.tenderType();
        receivedMinor = means instanceof Means.Cash cash ? cash.receivedMinor() : null;
    }

    /** What is known of it by an answer: its name, and what the buyer has added on the device. */
    void paidBy(Attempt attempt, @Nullable String name) {
        if (name != null) label = name;
        if (attempt.tip().minor() > 0) {
            amountMinor = attempt.amount().plus(attempt.tip()).minor();
        }
    }

    public UUID id() {
        return id;
    }

    public String type() {
        return type;
    }

    public long amountMinor() {
        return amountMinor;
    }

    public @Nullable Long receivedMinor() {
        return receivedMinor;
    }

    public @Nullable String label() {
        return label;
    }
}
