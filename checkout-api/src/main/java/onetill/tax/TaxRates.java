package onetill.tax;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import onetill.database.Work;
import onetill.json.Json;

/** The merchant's rates of tax. */
@ApplicationScoped
public class TaxRates {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    /**
     * One rate.
     *
     * @param region of the address, empty for all of the country
     * @param postalPrefix the beginning of the postal code, empty for all
     * @param percent on the price without tax: 19 is 19 %
     * @param validFrom from the beginning of this day, UTC
     */
    public record Rate(
            String country,
            String region,
            String postalPrefix,
            String taxCategory,
            BigDecimal percent,
            LocalDate validFrom) {}

    public List<Rate> all(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select country, region, postal_prefix, tax_category, percent, cast(valid_from as text) from tax_rate
                            where merchant_id = ?1 order by country, region, postal_prefix, tax_category, valid_from""").setParameter(1, merchantId).getResultList();
            return rows.stream().map(row -> rate((Object[]) row)).toList();
        });
    }

    /** All of them, in place of those before. */
    public void replace(UUID merchantId, List<Rate> rates) {
        work.write(merchantId, () -> {
            em.createNativeQuery("delete from tax_rate where merchant_id = ?1")
                    .setParameter(1, merchantId)
                    .executeUpdate();
            return em.createNativeQuery("""
                            insert into tax_rate (merchant_id, country, region, postal_prefix, tax_category, percent, valid_from)
                            select ?1, r.country, r.region, r.postal_prefix, r.tax_category, r.percent, r.valid_from
                            from jsonb_to_recordset(cast(?2 as jsonb)) as r(country text, region text, postal_prefix text,
                                tax_category text, percent numeric, valid_from date)""")
                    .setParameter(1, merchantId)
                    .setParameter(2, Json.write(rates))
                    .executeUpdate();
        });
    }

    private static Rate rate(Object[] row) {
        return new Rate(
                String.valueOf(row[0]),
                (String) row[1],
                (String) row[2],
                (String) row[3],
                new BigDecimal(row[4].toString()),
                LocalDate.parse((String) row[5]));
    }
}
