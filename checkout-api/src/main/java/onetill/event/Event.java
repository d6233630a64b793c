package onetill.event;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import onetill.database.MerchantKey;
import org.jspecify.annotations.Nullable;

/** One fact. Ids only, no personal data: erasing a person must never break the chain of events. */
@Entity
@Table(name = "event")
@IdClass(MerchantKey.class)
public class Event {

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "event_id")
    private UUID id;

    @Column(name = "aggregate_type")
    private String aggregateType;

    @Column(name = "aggregate_id")
    private UUID aggregateId;

    @Column(name = "seq")
    private long seq;

    @Column(name = "type")
    private String type;

    @Column(name = "channel_id")
    private @Nullable String channelId;

    @Column(name = "channel_kind")
    private @Nullable String channelKind;

    @Column(name = "step")
    private @Nullable String step;

    @Column(name = "actor")
    private String actor;

    @Column(name = "data")
    @Convert(converter = EventDataConverter.class)
    private Map<String, Object> data;

    @Column(name = "occurred_at")
    private OffsetDateTime occurredAt;

    @Column(name = "position", insertable = false, updatable = false)
    private @Nullable Long position;

    @SuppressWarnings("NullAway.Init")
    protected Event() {}

    Event(UUID id, OffsetDateTime occurredAt, Fact fact) {
        this.merchantId = fact.merchantId();
        this.id = id;
        this.aggregateType = fact.aggregateType();
        this.aggregateId = fact.aggregateId();
        this.seq = fact.seq();
        this.type = fact.type();
        this.channelId = fact.channelId();
        this.channelKind = fact.channelKind();
        this.step = fact.step();
        this.actor = fact.actor();
        this.data = fact.data();
        this.occurredAt = occurredAt;
    }

    public UUID merchantId() {
        return merchantId;
    }

    public UUID id() {
        return id;
    }

    public String aggregateType() {
        return aggregateType;
    }

    public UUID aggregateId() {
        return aggregateId;
    }

    public long seq() {
        return seq;
    }

    public String type() {
        return type;
    }

    public @Nullable String channelId() {
        return channelId;
    }

    public @Nullable String channelKind() {
        return channelKind;
    }

    public @Nullable String step() {
        return step;
    }

    public String actor() {
        return actor;
    }

    public Map<String, Object> data() {
        return data;
    }

    public OffsetDateTime occurredAt() {
        return occurredAt;
    }

    /** Where it stands in the merchant's stream; null until the relay has seen it committed. */
    public @Nullable Long position() {
        return position;
    }
}
