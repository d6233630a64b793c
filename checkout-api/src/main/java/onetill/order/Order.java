package onetill.order;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.database.NullableUuid;
import onetill.encryption.BlindIndex;
import onetill.encryption.BlindIndexColumn;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.encryption.Sealed;
import onetill.encryption.SealedJson;
import onetill.json.Json;
import onetill.money.Money;
import onetill.payment.JsonText;
import onetill.runtime.Secrets;
import onetill.tax.Taxes;
import org.jspecify.annotations.Nullable;

/** What a completed session leaves behind. Its lines never change, an edit stands beside them; its state follows the money. */
@Entity
@Table(name = "orders")
@IdClass(MerchantKey.class)
public class Order {

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "order_id")
    private UUID id;

    @Column(name = "number")
    private String number;

    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "channel_id")
    private String channelId;

    @Column(name = "channel_kind")
    private String channelKind;

    @Column(name = "state")
    private String state;

    @Column(name = "currency")
    private String currency;

    @Column(name = "total_minor")
    private long totalMinor;

    @Column(name = "totals")
    @Convert(converter = JsonText.class)
    private String totals;

    @Column(name = "taxes")
    @Convert(converter = JsonText.class)
    private String taxes;

    @Column(name = "buyer")
    @Convert(converter = SealedJson.class)
    private Sealed<String> buyer;

    @Column(name = "fulfillment")
    @Convert(converter = SealedJson.class)
    private Sealed<String> fulfillment;

    @Column(name = "fulfillments")
    @Convert(converter = SealedJson.class)
    private Sealed<String> fulfillments;

    @Column(name = "email_index")
    @Convert(converter = BlindIndexColumn.class)
    private @Nullable BlindIndex emailIndex;

    @Column(name = "tip_minor")
    private long tipMinor;

    @Column(name = "customer_id")
    @Convert(converter = NullableUuid.class)
    private @Nullable UUID customerId;

    /** During which shift a till has sold it. */
    @Column(name = "shift_id")
    @Convert(converter = NullableUuid.class)
    private @Nullable UUID shiftId;

    @Column(name = "fulfillment_status")
    private @Nullable String fulfillmentStatus;

    /** Shows its buyer how it is with it; encrypted, and found by its hash. Null for orders from before there was one. */
    @Column(name = "status_token")
    private @Nullable String statusToken;

    @Column(name = "status_token_hash")
    private @Nullable String statusTokenHash;

    @Column(name = "placed_at")
    private OffsetDateTime placedAt;

    @Column(name = "updated_at")
    private OffsetDateTime updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected Order() {}

    Order(UUID id, String number, OrderDraft draft, OrderState state, OffsetDateTime now) {
        this.merchantId = draft.merchantId();
        this.id = id;
        this.number = number;
        this.sessionId = draft.sessionId();
        this.channelId = draft.channelId();
        this.channelKind = draft.channelKind();
        this.state = state.stored();
        this.currency = draft.total().currency().getCurrencyCode();
        this.totalMinor = draft.total().minor();
        this.tipMinor = draft.tip().minor();
        this.totals = Json.write(draft.totals());
        this.taxes = Json.write(draft.taxes());
        this.buyer = sealed(Field.ORDER_BUYER, draft.buyer());
        this.fulfillment = sealed(Field.ORDER_FULFILLMENT, draft.fulfillment());
        this.fulfillments = sealed(Field.ORDER_FULFILLMENTS, draft.fulfillments());
        this.emailIndex = BlindIndex.of(Field.ORDER_BUYER.of(merchantId, id), Json.write(draft.buyer()));
        this.customerId = draft.customerId();
        this.placedAt = draft.takenAt() == null ? now : draft.takenAt();
        this.updatedAt = now;
    }

    private Sealed<String> sealed(Field field, Object document) {
        return Sealed.of(field.of(merchantId, id), Json.write(document));
    }

    /** @param clear whoever shows it sees what the buyer may see */
    void shownBy(String clear) {
        statusToken = Keyring.current().seal(Field.ORDER_STATUS_TOKEN.of(merchantId, id), clear);
        statusTokenHash = Secrets.hash(clear);
    }

    @Nullable
    String statusToken() {
        return Keyring.current().openIfAny(Field.ORDER_STATUS_TOKEN.of(merchantId, id), statusToken);
    }

    void inShift(@Nullable UUID shift) {
        shiftId = shift;
    }

    void fulfilled(FulfillmentProgress progress, OffsetDateTime now) {
        fulfillmentStatus = progress.stored();
        updatedAt = now;
    }

    /** How much of it has reached the buyer; null when nobody knows. */
    public @Nullable FulfillmentProgress fulfillmentStatus() {
        return FulfillmentProgress.of(fulfillmentStatus);
    }

    /** Its goods go elsewhere. */
    void sentTo(Object newFulfillment, OffsetDateTime now) {
        fulfillment = sealed(Field.ORDER_FULFILLMENT, newFulfillment);
        updatedAt = now;
    }

    void become(OrderState next, OffsetDateTime now) {
        state = next.stored();
        updatedAt = now;
    }

    public UUID merchantId() {
        return merchantId;
    }

    public UUID id() {
        return id;
    }

    public String number() {
        return number;
    }

    public UUID sessionId() {
        return sessionId;
    }

    public String channelId() {
        return channelId;
    }

    public String channelKind() {
        return channelKind;
    }

    public OrderState state() {
        return OrderState.of(state);
    }

    public Money total() {
        return new Money(totalMinor, Currency.getInstance(currency));
    }

    /** How its tax comes about, as JSON. */
    public String taxes() {
        return taxes;
    }

    boolean taxIncluded() {
        return Json.read(taxes, Taxes.class).included();
    }

    /** What of the total is owed to the people who served. */
    public Money tip() {
        return new Money(tipMinor, total().currency());
    }

    /** Its typed amounts as it was sold, as JSON. */
    public String totals() {
        return totals;
    }

    /** By how much the total was rounded to what coins can pay. */
    long roundingMinor() {
        var sum = 0L;
        for (var total : Json.read(totals, JsonNode.class)) {
            if ("rounding".equals(total.path("type").asText())) {
                sum += total.path("amount_minor").asLong();
            }
        }
        return sum;
    }

    /** Where its buyer can be written to; null when they did not say. */
    public @Nullable String email() {
        return said("email");
    }

    /** Where its buyer can be called; null when they did not say. */
    public @Nullable String phone() {
        return said("phone");
    }

    private @Nullable String said(String member) {
        var text = Json.read(buyer(), JsonNode.class).path(member).asText("");
        return text.isBlank() ? null : text;
    }

    /** Who has bought it, as JSON. */
    public String buyer() {
        return buyer.open(Field.ORDER_BUYER.of(merchantId, id), String.class);
    }

    /** How and where its goods reach the buyer, as JSON. */
    public String fulfillment() {
        return fulfillment.open(Field.ORDER_FULFILLMENT.of(merchantId, id), String.class);
    }

    String fulfillments() {
        return fulfillments.open(Field.ORDER_FULFILLMENTS.of(merchantId, id), String.class);
    }

    /** Whose it is; null when nobody knows. */
    public @Nullable UUID customerId() {
        return customerId;
    }

    public OffsetDateTime placedAt() {
        return placedAt;
    }
}
