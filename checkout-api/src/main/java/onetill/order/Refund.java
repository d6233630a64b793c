package onetill.order;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.database.NullableUuid;
import onetill.money.Money;
import onetill.payment.RefundOutcome;
import org.jspecify.annotations.Nullable;

/** Money on its way back to the buyer, to the tender it came from. */
@Entity
@Table(name = "refund")
@IdClass(MerchantKey.class)
@AttributeOverride(name = "id", column = @Column(name = "refund_id"))
public class Refund extends Instruction {

    @Column(name = "reason")
    private String reason;

    @Column(name = "provider_ref")
    private @Nullable String providerRef;

    /** From whose drawer cash is given back; it is not closed before this has come to an end. */
    @Column(name = "shift_id")
    @Convert(converter = NullableUuid.class)
    private @Nullable UUID shiftId;

    /** By how much more it is than what was asked for, because coins cannot pay that. */
    @Column(name = "rounding_minor")
    private long roundingMinor;

    @SuppressWarnings("NullAway.Init")
    protected Refund() {}

    Refund(Origin origin, Order order, UUID attemptId, Money amount, String reason, @Nullable UUID shiftId) {
        super(origin, order, attemptId, amount);
        this.reason = reason;
        this.shiftId = shiftId;
    }

    void rounded(long minor) {
        roundingMinor = minor;
    }

    long roundingMinor() {
        return roundingMinor;
    }

    boolean isDeclined() {
        return "declined".equals(state());
    }

    /** @return whether the answer is news: what is refunded or declined stays so */
    boolean apply(RefundOutcome outcome, OffsetDateTime now) {
        if ("refunded".equals(state()) || "declined".equals(state())) return false;
        if (outcome.providerRef() != null) providerRef = outcome.providerRef();
        answered(outcome.state().name().toLowerCase(Locale.ROOT), now);
        return true;
    }

    /** The provider has taken it back, after all was done. @return whether there was anything to take back */
    boolean reverse(OffsetDateTime now) {
        if (!"refunded".equals(state())) return false;
        answered("declined", now);
        return true;
    }

    @Nullable
    UUID shiftId() {
        return shiftId;
    }

    public String reason() {
        return reason;
    }
}
