package onetill.export;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.database.NullableUuid;
import org.jspecify.annotations.Nullable;

/** One fact on its way to one destination. Holds ids alone: what is told is written when it is sent. */
@Entity
@Table(name = "export_delivery")
@IdClass(MerchantKey.class)
public class ExportDelivery {

    static final String PENDING = "pending";
    static final String DELIVERED = "delivered";
    static final String WITHHELD = "withheld";
    static final String DEAD = "dead";

    private static final int LONGEST_ANSWER = 200;

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "delivery_id")
    private UUID id;

    @Column(name = "destination_id")
    private UUID destinationId;

    @Column(name = "ordinal")
    private long ordinal;

    @Column(name = "event_id")
    private UUID eventId;

    @Column(name = "occasion")
    private String occasion;

    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "order_id")
    @Convert(converter = NullableUuid.class)
    private @Nullable UUID orderId;

    @Column(name = "state")
    private String state;

    @Column(name = "attempts")
    private int attempts;

    @Column(name = "attempts_before")
    private int attemptsBefore;

    @Column(name = "next_at")
    private @Nullable OffsetDateTime nextAt;

    @Column(name = "last_status")
    private @Nullable Integer lastStatus;

    @Column(name = "last_answer")
    private @Nullable String lastAnswer;

    @Column(name = "occurred_at")
    private OffsetDateTime occurredAt;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @Column(name = "attempted_at")
    private @Nullable OffsetDateTime attemptedAt;

    @Column(name = "settled_at")
    private @Nullable OffsetDateTime settledAt;

    @SuppressWarnings("NullAway.Init")
    protected ExportDelivery() {}

    /** Until the lease ends nobody else sends it. */
    void claim(OffsetDateTime leaseEnd, OffsetDateTime now) {
        attempts++;
        attemptedAt = now;
        nextAt = leaseEnd;
    }

    boolean isHeldBy(int claim) {
        return isPending() && attempts == claim;
    }

    /** It may be known later what the buyer agrees to; that is no try. */
    void waitUntil(OffsetDateTime then) {
        nextAt = then;
    }

    void withheld(String why, OffsetDateTime now) {
        lastStatus = null;
        settle(WITHHELD, why, now);
    }

    void delivered(@Nullable Integer status, String answer, OffsetDateTime now) {
        lastStatus = status;
        settle(DELIVERED, answer, now);
    }

    /** @param pause until the next try; null when that was the last */
    void failed(@Nullable Integer status, String answer, @Nullable Duration pause, OffsetDateTime now) {
        lastStatus = status;
        if (pause == null) {
            settle(DEAD, answer, now);
            return;
        }
        lastAnswer = shortened(answer);
        nextAt = now.plus(pause);
    }

    private void settle(String as, String answer, OffsetDateTime now) {
        state = as;
        lastAnswer = shortened(answer);
        nextAt = null;
        settledAt = now;
    }

    /** Begins anew, under the same id. */
    void retry(OffsetDateTime now) {
        state = PENDING;
        attemptsBefore = attempts;
        nextAt = now;
        settledAt = null;
    }

    private static String shortened(String answer) {
        return answer.length() <= LONGEST_ANSWER ? answer : answer.substring(0, LONGEST_ANSWER);
    }

    boolean isPending() {
        return PENDING.equals(state);
    }

    /** Whether it has stopped and can be sent once more. */
    boolean hasStopped() {
        return DEAD.equals(state) || WITHHELD.equals(state);
    }

    /** Tries since it was last asked to be sent. */
    int tries() {
        return attempts - attemptsBefore;
    }

    UUID merchantId() {
        return merchantId;
    }

    UUID id() {
        return id;
    }

    UUID destinationId() {
        return destinationId;
    }

    UUID eventId() {
        return eventId;
    }

    String occasion() {
        return occasion;
    }

    UUID sessionId() {
        return sessionId;
    }

    @Nullable
    UUID orderId() {
        return orderId;
    }

    String state() {
        return state;
    }

    int attempts() {
        return attempts;
    }

    @Nullable
    OffsetDateTime nextAt() {
        return nextAt;
    }

    @Nullable
    Integer lastStatus() {
        return lastStatus;
    }

    @Nullable
    String lastAnswer() {
        return lastAnswer;
    }

    OffsetDateTime occurredAt() {
        return occurredAt;
    }

    OffsetDateTime createdAt() {
        return createdAt;
    }

    @Nullable
    OffsetDateTime attemptedAt() {
        return attemptedAt;
    }

    @Nullable
    OffsetDateTime settledAt() {
        return settledAt;
    }
}
