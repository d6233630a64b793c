package onetill.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.encryption.Place;
import onetill.encryption.Unreadable;
import onetill.json.Json;

/** Takes people out of sessions. The sessions stay, with what was in the basket and how it was to reach somebody. */
@ApplicationScoped
public class BuyerData {

    private static final Logger LOG = Logger.getLogger(BuyerData.class.getName());

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    /** All at once; whoever has one of them locked is waited for. */
    public void forget(UUID merchantId, Collection<UUID> sessions) {
        if (sessions.isEmpty()) return;
        var ids = sessions.stream().map(UUID::toString).collect(Collectors.joining(" "));
        work.write(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select session_id, cast(fulfillment as text) from checkout_session
                            where merchant_id = ?1 and cast(session_id as text) = any(string_to_array(?2, ' '))
                            order by session_id for update""")
                    .setParameter(1, merchantId)
                    .setParameter(2, ids)
                    .getResultList();
            var without = rows.stream()
                    .map(Object[].class::cast)
                    .map(row -> Map.of(
                            "id",
                            row[0],
                            "document",
                            withoutAddress(merchantId, (UUID) row[0], String.valueOf(row[1]))))
                    .toList();
            em.createNativeQuery("""
                            update checkout_session s set buyer = '{}', email_index = null, phone_index = null, reminder_agreed = false,
                                known_addresses = '[]', fulfillment = cast(v.document as jsonb)
                            from jsonb_to_recordset(cast(?2 as jsonb)) as v(id uuid, document text)
                            where s.merchant_id = ?1 and s.session_id = v.id""")
                    .setParameter(1, merchantId)
                    .setParameter(2, Json.write(without))
                    .executeUpdate();
            forgetWords(merchantId, ids);
            return rows.size();
        });
    }

    /** What they agreed to, what their browsers are called, and what they wrote about the purchase. */
    private void forgetWords(UUID merchantId, String ids) {
        for (var sql : List.of(
                "delete from measurement_ids where",
                "delete from session_consent where",
                "update phone_call set number = null, number_index = null, note = null where",
                "update feedback set text = null where text is not null and")) {
            em.createNativeQuery(sql + " merchant_id = ?1 and cast(session_id as text) = any(string_to_array(?2, ' '))")
                    .setParameter(1, merchantId)
                    .setParameter(2, ids)
                    .executeUpdate();
        }
    }

    private static String withoutAddress(UUID merchantId, UUID session, String stored) {
        var keyring = Keyring.current();
        var place = Field.SESSION_FULFILLMENT.of(merchantId, session);
        var document = read(keyring, place, stored);
        document.putObject("address");
        return keyring.sealJson(place, Json.write(document));
    }

    /** What nobody can read any more is forgotten, too: one such session must not keep all the others from it. */
    private static ObjectNode read(Keyring keyring, Place place, String stored) {
        try {
            return Json.read(keyring.open(place, stored), ObjectNode.class);
        } catch (Unreadable e) {
            LOG.warning("a fulfillment is forgotten as a whole: " + e.getMessage());
            return Json.MAPPER.createObjectNode();
        }
    }
}
