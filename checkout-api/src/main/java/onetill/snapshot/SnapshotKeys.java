package onetill.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.encryption.Place;
import onetill.json.Json;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * With what snapshots are signed: one key of each merchant, on the curve that every browser and every phone can check. The private
 * half never leaves.
 */
@ApplicationScoped
public class SnapshotKeys {

    private static final int COORDINATE = 32;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** A public key as RFC 7517 writes it. */
    @Schema(name = "SnapshotKey")
    public record PublicKey(String kty, String crv, String x, String y, String kid, String alg, String use) {}

    /** The protected header of a signature over a payload that stands apart, as it is (RFC 7797). */
    private record Header(String alg, boolean b64, List<String> crit, String kid) {}

    private record Stored(UUID id, PublicKey publicKey, byte[] privateKey) {}

    /** All keys of a merchant; the first one is made when somebody asks. */
    public List<PublicKey> published(UUID merchantId) {
        return List.of(key(merchantId).publicKey());
    }

    /** A JWS without its payload: header, nothing, signature. */
    String sign(UUID merchantId, byte[] payload) {
        var key = key(merchantId);
        var header = url(
                Json.write(new Header("ES256", false, List.of("b64"), key.id().toString()))
                        .getBytes(StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key.privateKey())));
            signature.update((header + ".").getBytes(StandardCharsets.US_ASCII));
            signature.update(payload);
            return header + ".." + url(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with P-256", e);
        }
    }

    private Stored key(UUID merchantId) {
        return work.read(merchantId, () -> known(merchantId)).orElseGet(() -> made(merchantId));
    }

    private Optional<Stored> known(UUID merchantId) {
        List<?> rows = em.createNativeQuery(
                        "select key_id, cast(public_key as text), private_key from snapshot_key where merchant_id = ?1")
                .setParameter(1, merchantId)
                .getResultList();
        return rows.stream().map(Object[].class::cast).findFirst().map(row -> {
            var id = (UUID) row[0];
            var opened = Keyring.current().open(place(merchantId, id), row[2].toString());
            return new Stored(
                    id,
                    Json.read(row[1].toString(), PublicKey.class),
                    Base64.getDecoder().decode(opened));
        });
    }

    /** Two who make the first key at once end with the same one. */
    private Stored made(UUID merchantId) {
        var id = ids.next();
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var secret = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
            work.write(
                    merchantId,
                    () -> em.createNativeQuery("""
                                    insert into snapshot_key (merchant_id, key_id, public_key, private_key, created_at)
                                    values (?1, ?2, cast(?3 as jsonb), ?4, ?5) on conflict do nothing""")
                            .setParameter(1, merchantId)
                            .setParameter(2, id)
                            .setParameter(3, Json.write(published(id, (ECPublicKey) pair.getPublic())))
                            .setParameter(4, Keyring.current().seal(place(merchantId, id), secret))
                            .setParameter(5, clock.now())
                            .executeUpdate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes keys on P-256", e);
        }
        return work.read(merchantId, () -> known(merchantId)).orElseThrow();
    }

    private static PublicKey published(UUID id, ECPublicKey key) {
        return new PublicKey(
                "EC",
                "P-256",
                coordinate(key.getW().getAffineX()),
                coordinate(key.getW().getAffineY()),
                id.toString(),
                "ES256",
                "sig");
    }

    private static String coordinate(BigInteger value) {
        var bytes = value.toByteArray();
        var fixed = new byte[COORDINATE];
        var length = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE - length, length);
        return url(fixed);
    }

    private static Place place(UUID merchantId, UUID id) {
        return Field.SNAPSHOT_KEY.of(merchantId, id);
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
