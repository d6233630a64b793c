package onetill.export;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.database.MerchantKey;
import onetill.encryption.Field;
import onetill.encryption.Sealed;
import onetill.encryption.SealedText;
import onetill.json.Json;
import onetill.payment.JsonText;

/** One of those who measure, as a merchant has set it up. */
@Entity
@Table(name = "export_destination")
@IdClass(MerchantKey.class)
public class ExportDestination {

    private static final TypeReference<Map<String, String>> WORDS = new TypeReference<>() {};

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "destination_id")
    private UUID id;

    @Column(name = "kind")
    private String kind;

    @Column(name = "name")
    private String name;

    @Column(name = "settings")
    @Convert(converter = JsonText.class)
    private String settings;

    @Column(name = "credentials")
    @Convert(converter = SealedText.class)
    private Sealed<String> credentials;

    @Column(name = "occasions")
    private String occasions;

    @Column(name = "enabled")
    private boolean enabled;

    @Column(name = "told_position")
    private long toldPosition;

    @Column(name = "last_ordinal")
    private long lastOrdinal;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @Column(name = "updated_at")
    private OffsetDateTime updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected ExportDestination() {}

    ExportDestination(UUID merchantId, UUID id, String kind, long toldPosition, OffsetDateTime now) {
        this.merchantId = merchantId;
        this.id = id;
        this.kind = kind;
        this.name = kind;
        this.settings = "{}";
        this.credentials = sealed(Map.of());
        this.occasions = "";
        this.enabled = true;
        this.toldPosition = toldPosition;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void call(String newName) {
        name = newName;
    }

    void setUp(Map<String, String> newSettings, Map<String, String> newCredentials) {
        settings = Json.write(newSettings);
        credentials = sealed(newCredentials);
    }

    void tellOf(Collection<Occasion> wanted) {
        occasions = wanted.stream().map(Occasion::stored).sorted().collect(Collectors.joining("\n"));
    }

    /** It goes on where it stood: what happened meanwhile is told, too. */
    void enable(boolean yes) {
        enabled = yes;
    }

    void changed(OffsetDateTime now) {
        updatedAt = now;
    }

    void toldUpTo(long position) {
        toldPosition = position;
    }

    long nextOrdinal() {
        return ++lastOrdinal;
    }

    boolean wants(Occasion occasion) {
        return occasions().contains(occasion.stored());
    }

    Account account() {
        return new Account(id, settings(), credentials());
    }

    private Sealed<String> sealed(Map<String, String> values) {
        return Sealed.of(Field.EXPORT_CREDENTIALS.of(merchantId, id), Json.write(values));
    }

    UUID merchantId() {
        return merchantId;
    }

    UUID id() {
        return id;
    }

    String kind() {
        return kind;
    }

    String name() {
        return name;
    }

    Map<String, String> settings() {
        return Json.read(settings, WORDS);
    }

    Map<String, String> credentials() {
        return Json.read(credentials.open(Field.EXPORT_CREDENTIALS.of(merchantId, id), String.class), WORDS);
    }

    /** Their names alone may be shown. */
    Set<String> credentialNames() {
        return new TreeSet<>(credentials().keySet());
    }

    List<String> occasions() {
        return List.of(occasions.split("\n"));
    }

    boolean isEnabled() {
        return enabled;
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
