package onetill.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;
import onetill.catalog.ScaleBarcodesResource.ScaleBarcode;
import onetill.database.Work;
import onetill.json.Json;

/** How a merchant's scales print barcodes. */
@ApplicationScoped
public class ScaleBarcodes {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    List<ScaleBarcode> all(UUID merchantId) {
        return work.read(merchantId, () -> {
            var found = em.createNativeQuery("""
                            select cast(coalesce(jsonb_agg(to_jsonb(s) - 'merchant_id' order by s.prefix), '[]') as text)
                            from scale_barcode s where merchant_id = ?1""").setParameter(1, merchantId).getSingleResult();
            return Json.read(String.valueOf(found), new TypeReference<List<ScaleBarcode>>() {});
        });
    }

    void replace(UUID merchantId, List<ScaleBarcode> barcodes) {
        work.write(merchantId, () -> {
            em.createNativeQuery("delete from scale_barcode where merchant_id = ?1")
                    .setParameter(1, merchantId)
                    .executeUpdate();
            return em.createNativeQuery("""
                            insert into scale_barcode (merchant_id, prefix, item_digits, value_digits, holds)
                            select ?1, s.prefix, s.item_digits, s.value_digits, s.holds
                            from jsonb_to_recordset(cast(?2 as jsonb)) as s(prefix text, item_digits int, value_digits int, holds text)""")
                    .setParameter(1, merchantId)
                    .setParameter(2, Json.write(barcodes))
                    .executeUpdate();
        });
    }
}
