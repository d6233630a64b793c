package onetill.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import onetill.database.MerchantKey;
import org.jspecify.annotations.Nullable;

/** One message on its way to one endpoint. */
@Entity
@Table(name = "webhook_delivery")
@IdClass(MerchantKey.class)
public class WebhookDelivery {

    private static final int LONGEST_ERROR = 200;

    /** Why it is sent. */
    public enum Kind {
        EVENT,
        REPLAY,
        TEST
    }

    /** What is told: the event's id, type, aggregate and how it is written. */
    record Message(UUID id, String type, UUID aggregateId, String body) {}

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "delivery_id")
    private UUID id;

    @Column(name = "endpoint_id")
    private UUID endpointId;

    @Column(name = "ordinal")
    private long ordinal;

    @Column(name = "kind")
    private String kind;

    @Column(name = "message_id")
    private UUID messageId;

    @Column(name = "event_type")
    private String eventType;

    @Column(name = "aggregate_id")
    private UUID aggregateId;

    @Column(name = "body")
    private String body;

    @Column(name = "state")
    private String state;

    @Column(name = "attempts")
    private int attempts;

    @Column(name = "next_at")
    private @Nullable OffsetDateTime nextAt;

    @Column(name = "last_status")
    private @Nullable Integer lastStatus;

    @Column(name = "last_error")
    private @Nullable String lastError;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @Column(name = "attempted_at")
    private @Nullable OffsetDateTime attemptedAt;

    @Column(name = "delivered_at")
    private @Nullable OffsetDateTime deliveredAt;

    @SuppressWarnings("NullAway.Init")
    protected WebhookDelivery() {}

    WebhookDelivery(UUID id, WebhookEndpoint endpoint, Kind kind, Message message, OffsetDateTime now) {
        this.merchantId = endpoint.merchantId();
        this.id = id;
        this.endpointId = endpoint.id();
        this.ordinal = endpoint.nextOrdinal();
        this.kind = kind.name().toLowerCase(Locale.ROOT);
        this.messageId = message.id();
        this.eventType = message.type();
        this.aggregateId = message.aggregateId();
        this.body = message.body();
        this.state = "pending";
        this.nextAt = now;
        this.createdAt = now;
    }

    /** Until the lease ends nobody else sends it. */
    void claim(OffsetDateTime leaseEnd, OffsetDateTime now) {
        attempts++;
        attemptedAt = now;
        nextAt = leaseEnd;
    }

    boolean isHeldBy(int claim) {
        return isPending() && attempts == claim;
    }

    void delivered(int status, OffsetDateTime now) {
        state = "delivered";
        lastStatus = status;
        lastError = null;
        deliveredAt = now;
        nextAt = null;
    }

    /** @param pause until the next try; null when that was the last */
    void failed(@Nullable Integer status, String error, @Nullable Duration pause, OffsetDateTime now) {
        lastStatus = status;
        lastError = error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
        if (pause == null) state = "failed";
        nextAt = pause == null ? null : now.plus(pause);
    }

    boolean isPending() {
        return "pending".equals(state);
    }

    Message message() {
        return new Message(messageId, eventType, aggregateId, body);
    }

    UUID merchantId() {
        return merchantId;
    }

    UUID id() {
        return id;
    }

    UUID endpointId() {
        return endpointId;
    }

    String kind() {
        return kind;
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
    String lastError() {
        return lastError;
    }

    OffsetDateTime createdAt() {
        return createdAt;
    }

    @Nullable
    OffsetDateTime attemptedAt() {
        return attemptedAt;
    }

    @Nullable
    OffsetDateTime deliveredAt() {
        return deliveredAt;
    }
}
