package onetill.payment.reconciliation;

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
import org.jspecify.annotations.Nullable;

/** A difference between our books and the provider's. Rows are made by {@link Breaks}. */
@Entity
@Table(name = "reconciliation_break")
@IdClass(MerchantKey.class)
public class Break {

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "break_id")
    private UUID id;

    @Column(name = "provider")
    private String provider;

    @Column(name = "kind")
    private String kind;

    @Column(name = "provider_ref")
    private String providerRef;

    @Convert(converter = NullableUuid.class)
    @Column(name = "attempt_id")
    private @Nullable UUID attemptId;

    @Column(name = "here_minor")
    private long hereMinor;

    @Column(name = "there_minor")
    private long thereMinor;

    @Column(name = "currency")
    private String currency;

    @Column(name = "found_at")
    private OffsetDateTime foundAt;

    @Column(name = "explained_at")
    private @Nullable OffsetDateTime explainedAt;

    @Column(name = "explained_by")
    private @Nullable String explainedBy;

    @Column(name = "explanation")
    private @Nullable String explanation;

    @SuppressWarnings("NullAway.Init")
    protected Break() {}

    /** @return false when it was explained before: the first explanation stays */
    boolean explain(String why, String actor, OffsetDateTime now) {
        if (explainedAt != null) return false;
        explanation = why;
        explainedBy = actor;
        explainedAt = now;
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

    String kind() {
        return kind;
    }

    String providerRef() {
        return providerRef;
    }

    @Nullable
    UUID attemptId() {
        return attemptId;
    }

    long hereMinor() {
        return hereMinor;
    }

    long thereMinor() {
        return thereMinor;
    }

    String currency() {
        return currency;
    }

    OffsetDateTime foundAt() {
        return foundAt;
    }

    @Nullable
    OffsetDateTime explainedAt() {
        return explainedAt;
    }

    @Nullable
    String explainedBy() {
        return explainedBy;
    }

    @Nullable
    String explanation() {
        return explanation;
    }
}
