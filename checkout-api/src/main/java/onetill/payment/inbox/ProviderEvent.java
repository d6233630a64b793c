package onetill.payment.inbox;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.encryption.Field;
import onetill.encryption.Sealed;
import onetill.encryption.SealedText;
import onetill.json.Json;
import org.jspecify.annotations.Nullable;

/** One event of a provider on its way into our books. */
@Entity
@Table(name = "provider_event")
@IdClass(MerchantKey.class)
public class ProviderEvent {

    /** Events that name no merchant of ours live under this one, which no credential belongs to. */
    public static final UUID NOBODY = new UUID(0, 0);

    private static final int LONGEST_REASON = 200;

    /** Where an event is. */
    public enum State {
        RECEIVED,
        PARKED,
        APPLIED,
        IGNORED,
        DEAD;

        boolean isOpen() {
            return this == RECEIVED || this == PARKED;
        }

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "inbox_id")
    private UUID id;

    @Column(name = "provider")
    private String provider;

    @Column(name = "event_id")
    private String eventId;

    @Column(name = "type")
    private String type;

    @Column(name = "object_ref")
    private String objectRef;

    @Column(name = "headers")
    @Convert(converter = SealedText.class)
    private Sealed<String> headers;

    @Column(name = "body")
    @Convert(converter = SealedText.class)
    private Sealed<String> body;

    @Column(name = "state")
    private String state;

    @Column(name = "tries")
    private int tries;

    @Column(name = "seq")
    private long seq;

    @Column(name = "next_at")
    private @Nullable OffsetDateTime nextAt;

    @Column(name = "error")
    private @Nullable String error;

    @Column(name = "received_at")
    private OffsetDateTime receivedAt;

    @Column(name = "applied_at")
    private @Nullable OffsetDateTime appliedAt;

    @SuppressWarnings("NullAway.Init")
    protected ProviderEvent() {}

    /** Only for tests of its rules: rows are made by the one statement that knows duplicates. */
    @SuppressWarnings("NullAway.Init")
    static ProviderEvent received(UUID merchantId, UUID id, OffsetDateTime now) {
        var event = new ProviderEvent();
        event.merchantId = merchantId;
        event.id = id;
        event.state = State.RECEIVED.stored();
        event.nextAt = now;
        return event;
    }

    /**
     * Somebody begins to apply it. Until the lease ends nobody else does; when the lease ends without a result, whoever
     * had it is taken for dead.
     */
    void claim(OffsetDateTime leaseEnd) {
        tries++;
        nextAt = leaseEnd;
    }

    /** @return false when another has overtaken whoever brings this result */
    boolean isHeldBy(int claim) {
        return state().isOpen() && tries == claim;
    }

    void applied(Application application, OffsetDateTime now) {
        state = application.result() == Application.Result.IGNORED ? State.IGNORED.stored() : State.APPLIED.stored();
        error = application.why().isEmpty() ? null : cut(application.why());
        appliedAt = now;
        nextAt = null;
    }

    /**
     * It could not be applied now.
     *
     * @param parked whether it is about something we do not know; otherwise something was thrown
     * @param limit after this many tries it is laid aside
     * @return whether it is dead now
     */
    boolean failed(String why, boolean parked, int limit, Duration pause, OffsetDateTime now) {
        error = cut(why);
        if (tries >= limit) {
            state = State.DEAD.stored();
            nextAt = null;
            return true;
        }
        state = parked ? State.PARKED.stored() : State.RECEIVED.stored();
        nextAt = now.plus(pause);
        return false;
    }

    /** Somebody wants it tried again, from the beginning. */
    void retry(OffsetDateTime now) {
        state = State.RECEIVED.stored();
        tries = 0;
        nextAt = now;
    }

    long nextSeq() {
        return ++seq;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
    }

    StoredEvent stored() {
        return new StoredEvent(
                NOBODY.equals(merchantId) ? Optional.empty() : Optional.of(merchantId),
                id,
                provider,
                eventId,
                type,
                objectRef,
                Json.read(
                        headers.open(Field.PROVIDER_EVENT_HEADERS.of(merchantId, id), String.class),
                        new TypeReference<Map<String, String>>() {}),
                body.open(Field.PROVIDER_EVENT_BODY.of(merchantId, id), String.class),
                receivedAt);
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

    String eventId() {
        return eventId;
    }

    String type() {
        return type;
    }

    String objectRef() {
        return objectRef;
    }

    State state() {
        return State.valueOf(state.toUpperCase(Locale.ROOT));
    }

    int tries() {
        return tries;
    }

    @Nullable
    OffsetDateTime nextAt() {
        return nextAt;
    }

    @Nullable
    String error() {
        return error;
    }

    OffsetDateTime receivedAt() {
        return receivedAt;
    }

    @Nullable
    OffsetDateTime appliedAt() {
        return appliedAt;
    }
}
