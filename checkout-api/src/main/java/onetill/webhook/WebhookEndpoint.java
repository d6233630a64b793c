package onetill.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.encryption.Field;
import onetill.encryption.Sealed;
import onetill.encryption.SealedText;
import org.jspecify.annotations.Nullable;

/** An address of the merchant's that wants to be told. */
@Entity
@Table(name = "webhook_endpoint")
@IdClass(MerchantKey.class)
public class WebhookEndpoint {

    static final String BY_HAND = "by_hand";
    static final String GONE = "gone";
    static final String FAILING = "failing";

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "endpoint_id")
    private UUID id;

    @Column(name = "url")
    private String url;

    @Column(name = "description")
    private String description;

    @Column(name = "event_types")
    private String eventTypes;

    @Column(name = "enabled")
    private boolean enabled;

    @Column(name = "disabled_reason")
    private @Nullable String disabledReason;

    @Column(name = "disabled_at")
    private @Nullable OffsetDateTime disabledAt;

    @Column(name = "failing_since")
    private @Nullable OffsetDateTime failingSince;

    @Column(name = "secret")
    @Convert(converter = SealedText.class)
    private Sealed<String> secret;

    @Column(name = "old_secret")
    @Convert(converter = SealedText.class)
    private @Nullable Sealed<String> oldSecret;

    @Column(name = "old_secret_until")
    private @Nullable OffsetDateTime oldSecretUntil;

    @Column(name = "told_position")
    private long toldPosition;

    @Column(name = "last_ordinal")
    private long lastOrdinal;

    @Column(name = "seq")
    private long seq;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @Column(name = "updated_at")
    private OffsetDateTime updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected WebhookEndpoint() {}

    WebhookEndpoint(UUID merchantId, UUID id, String url, String secret, long toldPosition, OffsetDateTime now) {
        this.merchantId = merchantId;
        this.id = id;
        this.url = url;
        this.description = "";
        this.eventTypes = "*";
        this.enabled = true;
        this.secret = Sealed.of(Field.WEBHOOK_SECRET.of(merchantId, id), secret);
        this.toldPosition = toldPosition;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void change(
            @Nullable String newUrl,
            @Nullable List<String> newTypes,
            @Nullable String newDescription,
            OffsetDateTime now) {
        if (newUrl != null) url = newUrl;
        if (newTypes != null) eventTypes = String.join("\n", newTypes);
        if (newDescription != null) description = newDescription;
        updatedAt = now;
    }

    /** Goes on where it stood: what happened meanwhile is told, too. */
    void enable() {
        enabled = true;
        disabledReason = null;
        disabledAt = null;
        failingSince = null;
    }

    void disable(String reason, OffsetDateTime now) {
        enabled = false;
        disabledReason = reason;
        disabledAt = now;
    }

    /** The old secret signs beside the new one for a while, so that receivers can change theirs in between. */
    void rotate(String newSecret, OffsetDateTime oldUntil, OffsetDateTime now) {
        oldSecret = Sealed.of(Field.OLD_WEBHOOK_SECRET.of(merchantId, id), secret());
        oldSecretUntil = oldUntil;
        secret = Sealed.of(Field.WEBHOOK_SECRET.of(merchantId, id), newSecret);
        updatedAt = now;
    }

    /** Those a call is signed with now, the newest first. */
    List<String> secrets(OffsetDateTime now) {
        var all = new ArrayList<>(List.of(secret()));
        if (oldSecret != null && oldSecretUntil != null && now.isBefore(oldSecretUntil)) {
            all.add(oldSecret.open(Field.OLD_WEBHOOK_SECRET.of(merchantId, id), String.class));
        }
        return all;
    }

    void succeeded() {
        if (failingSince != null) failingSince = null;
    }

    /** @return whether it fails for so long now that it should be disabled */
    boolean failed(OffsetDateTime now, Duration patience) {
        if (failingSince == null) failingSince = now;
        return enabled && !now.isBefore(failingSince.plus(patience));
    }

    boolean wants(String type) {
        return eventTypes().stream().anyMatch(pattern -> matches(pattern, type));
    }

    /** A star stands for anything, also for nothing and for several words. In steps, however many stars there are. */
    static boolean matches(String pattern, String type) {
        var parts = pattern.split("\\*", -1);
        if (parts.length == 1) return pattern.equals(type);
        var last = parts[parts.length - 1];
        if (!type.startsWith(parts[0])) return false;
        var at = parts[0].length();
        for (var i = 1; i < parts.length - 1; i++) {
            var found = type.indexOf(parts[i], at);
            if (found < 0) return false;
            at = found + parts[i].length();
        }
        return type.length() - last.length() >= at && type.endsWith(last);
    }

    void toldUpTo(long position) {
        toldPosition = position;
    }

    long nextOrdinal() {
        return ++lastOrdinal;
    }

    long nextSeq() {
        return ++seq;
    }

    UUID merchantId() {
        return merchantId;
    }

    UUID id() {
        return id;
    }

    String url() {
        return url;
    }

    String description() {
        return description;
    }

    List<String> eventTypes() {
        return List.of(eventTypes.split("\n"));
    }

    boolean isEnabled() {
        return enabled;
    }

    @Nullable
    String disabledReason() {
        return disabledReason;
    }

    @Nullable
    OffsetDateTime disabledAt() {
        return disabledAt;
    }

    @Nullable
    OffsetDateTime failingSince() {
        return failingSince;
    }

    String secret() {
        return secret.open(Field.WEBHOOK_SECRET.of(merchantId, id), String.class);
    }

    @Nullable
    OffsetDateTime oldSecretUntil() {
        return oldSecretUntil;
    }

    long toldPosition() {
        return toldPosition;
    }

    OffsetDateTime createdAt() {
        return createdAt;
    }

    OffsetDateTime updatedAt() {
        return updatedAt;
    }
}
