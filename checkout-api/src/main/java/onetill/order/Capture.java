package onetill.order;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.money.Money;
import onetill.payment.Outcome;

/** Held money that is to be taken. */
@Entity
@Table(name = "capture")
@IdClass(MerchantKey.class)
@AttributeOverride(name = "id", column = @Column(name = "capture_id"))
public class Capture extends Instruction {

    @Column(name = "is_final")
    private boolean isFinal;

    protected Capture() {}

    /** @param isFinal whether the rest is released */
    Capture(Origin origin, Order order, UUID attemptId, Money amount, boolean isFinal) {
        super(origin, order, attemptId, amount);
        this.isFinal = isFinal;
    }

    /** @return whether the answer is news: what is captured or declined stays so */
    boolean apply(Outcome outcome, OffsetDateTime now) {
        if ("captured".equals(state()) || "declined".equals(state())) return false;
        answered(
                switch (outcome.result()) {
                    case CAPTURED, PARTLY_CAPTURED -> "captured";
                    case DECLINED, VOIDED, REFUNDED -> "declined";
                    case PENDING, ASKED -> "pending";
                    case AUTHORIZED, ACTION_REQUIRED, NOT_SENT, UNKNOWN -> "unknown";
                },
                now);
        return true;
    }

    public boolean isFinal() {
        return isFinal;
    }
}
