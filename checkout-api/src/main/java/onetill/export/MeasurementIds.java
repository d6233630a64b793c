package onetill.export;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Principal;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.recognition.Consents;
import onetill.recognition.SessionConsents;
import onetill.recognition.SessionConsents.Word;
import onetill.runtime.Clocks;
import onetill.session.Checkout;

/** By what those who measure know the browsers of buyers: kept under a consent, encrypted, and forgotten with the consent. */
@ApplicationScoped
public class MeasurementIds {

    private static final TypeReference<Map<String, String>> IDS = new TypeReference<>() {};

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Checkout checkout;

    @Inject
    SessionConsents consents;

    @Inject
    Clocks clock;

    /**
     * Replaces all that was kept for a session.
     *
     * @throws ProblemException VALIDATION_FAILED when the buyer has not agreed that one of them is kept
     */
    Map<BrowserId, String> put(Principal by, UUID sessionId, Map<BrowserId, String> ids) {
        return work.write(by.merchantId(), () -> {
            var session = checkout.get(by, sessionId).session();
            for (var id : ids.keySet()) {
                var word = consents.word(by.merchantId(), sessionId, session.provenCustomerId(), id.purpose());
                if (word != Word.GIVEN) throw notAgreed(id);
            }
            for (var purpose : List.of(Consents.ANALYTICS, Consents.MARKETING_MEASUREMENT)) {
                var under = new LinkedHashMap<String, String>();
                ids.forEach((id, value) -> {
                    if (id.purpose().equals(purpose)) under.put(id.stored(), value);
                });
                replace(by.merchantId(), sessionId, purpose, under);
            }
            return ids;
        });
    }

    private static ProblemException notAgreed(BrowserId id) {
        return ProblemException.invalid(
                id.stored(),
                "the buyer has not agreed to %s; keep their consent first (POST /checkout-sessions/{id}/consents), or leave this out"
                        .formatted(id.purpose()));
    }

    private void replace(UUID merchantId, UUID sessionId, String purpose, Map<String, String> ids) {
        em.createNativeQuery("delete from measurement_ids where merchant_id = ?1 and session_id = ?2 and purpose = ?3")
                .setParameter(1, merchantId)
                .setParameter(2, sessionId)
                .setParameter(3, purpose)
                .executeUpdate();
        if (ids.isEmpty()) return;
        em.createNativeQuery("""
                        insert into measurement_ids (merchant_id, session_id, purpose, ids, updated_at) values (?1, ?2, ?3, ?4, ?5)""")
                .setParameter(1, merchantId)
                .setParameter(2, sessionId)
                .setParameter(3, purpose)
                .setParameter(
                        4,
                        Keyring.current()
                                .seal(Field.MEASUREMENT_IDS.of(merchantId, sessionId, purpose), Json.write(ids)))
                .setParameter(5, clock.now())
                .executeUpdate();
    }

    /** Forgets what was kept before then. */
    int forget(UUID merchantId, OffsetDateTime before) {
        return work.write(
                merchantId,
                () -> em.createNativeQuery("delete from measurement_ids where merchant_id = ?1 and updated_at < ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, before)
                        .executeUpdate());
    }

    Map<BrowserId, String> of(UUID merchantId, UUID sessionId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(
                            "select purpose, ids from measurement_ids where merchant_id = ?1 and session_id = ?2")
                    .setParameter(1, merchantId)
                    .setParameter(2, sessionId)
                    .getResultList();
            var all = new EnumMap<BrowserId, String>(BrowserId.class);
            for (var each : rows) {
                var row = (Object[]) each;
                var place = Field.MEASUREMENT_IDS.of(merchantId, sessionId, row[0]);
                Json.read(Keyring.current().open(place, String.valueOf(row[1])), IDS)
                        .forEach((id, value) -> all.put(BrowserId.of(id), value));
            }
            return all;
        });
    }
}
