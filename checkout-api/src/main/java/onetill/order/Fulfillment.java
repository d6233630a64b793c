package onetill.order;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Goods of an order that leave together, in one way and from one place. */
@Entity
@Table(name = "fulfillment")
@IdClass(MerchantKey.class)
public class Fulfillment {

    /** How goods reach their buyer; the first two have done so when the order is placed. */
    @Schema(name = "OrderFulfillmentKind")
    public enum Kind {
        HANDED_OVER,
        DIGITAL,
        SHIPPING,
        PICKUP,
        LOCAL_DELIVERY;

        public boolean isAtOnce() {
            return this == HANDED_OVER || this == DIGITAL;
        }

        /** Whether it goes to an address of the buyer's. */
        boolean isSent() {
            return this == SHIPPING || this == LOCAL_DELIVERY;
        }

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * By which parcel.
     *
     * @param carrier such as {@code DHL}
     * @param url where the buyer can see where it is
     */
    @Schema(name = "Tracking")
    public record Tracking(
            @Nullable String carrier,
            @Nullable String number,
            @Nullable String url) {}

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "fulfillment_id")
    private UUID id;

    @Column(name = "order_id")
    private UUID orderId;

    @Column(name = "kind")
    private String kind;

    @Column(name = "status")
    private String status;

    @Column(name = "location_id")
    private @Nullable String locationId;

    @Column(name = "option_id")
    private @Nullable String optionId;

    @Column(name = "earliest")
    private @Nullable LocalDate earliest;

    @Column(name = "latest")
    private @Nullable LocalDate latest;

    @Column(name = "ready_at")
    private @Nullable OffsetDateTime readyAt;

    @Column(name = "carrier")
    private @Nullable String carrier;

    @Column(name = "tracking_number")
    private @Nullable String trackingNumber;

    @Column(name = "tracking_url")
    private @Nullable String trackingUrl;

    @Column(name = "code")
    private @Nullable String code;

    @Column(name = "reason")
    private @Nullable String reason;

    @Column(name = "handed_over_at")
    private @Nullable OffsetDateTime handedOverAt;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @Column(name = "updated_at")
    private OffsetDateTime updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected Fulfillment() {}

    Fulfillment(Order order, UUID id, Kind kind, @Nullable String locationId, OffsetDateTime now) {
        this.merchantId = order.merchantId();
        this.id = id;
        this.orderId = order.id();
        this.kind = kind.stored();
        this.status = FulfillmentStatus.ALLOCATED.stored();
        this.locationId = locationId;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Another one for a part of its lines, as far as this one is. */
    Fulfillment part(Order order, UUID newId, OffsetDateTime now) {
        var part = new Fulfillment(order, newId, kind(), locationId, now);
        part.status = status;
        part.optionId = optionId;
        part.earliest = earliest;
        part.latest = latest;
        part.readyAt = readyAt;
        return part;
    }

    void on(FulfillmentEvent event, OffsetDateTime now) {
        var next = status().on(kind(), event);
        status = next.stored();
        if (next.isHandedOver() && handedOverAt == null) handedOverAt = now;
        if (next == FulfillmentStatus.DELIVERY_FAILED) handedOverAt = null;
        updatedAt = now;
    }

    void because(@Nullable String why) {
        if (why != null) reason = why;
    }

    void tracked(Tracking tracking) {
        carrier = tracking.carrier();
        trackingNumber = tracking.number();
        trackingUrl = tracking.url();
    }

    void moveTo(String location) {
        locationId = location;
        status = FulfillmentStatus.ALLOCATED.stored();
    }

    void arrivedAt(String location) {
        locationId = location;
    }

    /** @param clear what the buyer says at the counter */
    void collectedBy(String clear) {
        code = Keyring.current().seal(Field.FULFILLMENT_CODE.of(merchantId, id), clear);
    }

    /** What the buyer says at the counter; null before it is ready, and of other kinds. */
    public @Nullable String code() {
        return Keyring.current().openIfAny(Field.FULFILLMENT_CODE.of(merchantId, id), code);
    }

    public UUID merchantId() {
        return merchantId;
    }

    public UUID id() {
        return id;
    }

    public UUID orderId() {
        return orderId;
    }

    public Kind kind() {
        return Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    public FulfillmentStatus status() {
        return FulfillmentStatus.of(status);
    }

    @Nullable
    public String locationId() {
        return locationId;
    }

    @Nullable
    String optionId() {
        return optionId;
    }

    public @Nullable LocalDate earliest() {
        return earliest;
    }

    public @Nullable LocalDate latest() {
        return latest;
    }

    public @Nullable OffsetDateTime readyAt() {
        return readyAt;
    }

    /** Null before it was given to a carrier. */
    public @Nullable Tracking tracking() {
        if (carrier == null && trackingNumber == null && trackingUrl == null) return null;
        return new Tracking(carrier, trackingNumber, trackingUrl);
    }

    @Nullable
    String reason() {
        return reason;
    }

    public @Nullable OffsetDateTime handedOverAt() {
        return handedOverAt;
    }

    OffsetDateTime createdAt() {
        return createdAt;
    }

    OffsetDateTime updatedAt() {
        return updatedAt;
    }
}
