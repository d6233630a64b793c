package onetill.fulfillment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import onetill.money.Money;
import onetill.runtime.Clocks;
import org.jspecify.annotations.Nullable;

/** Which ways of fulfillment a session can choose: data, one statement. */
@ApplicationScoped
public class FulfillmentOptions {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Clocks clock;

    /**
     * The options for goods sent to a country, cheapest first. Digital goods need none but the digital one; a till
     * hands over where it stands.
     *
     * @param country where the goods go
     * @param onlyDigital whether there is nothing to carry
     * @param handoverAt the location of a till: goods are taken along there; null elsewhere
     */
    public List<FulfillmentOption> available(
            UUID merchantId, Currency currency, String country, boolean onlyDigital, @Nullable String handoverAt) {
        List<?> rows = em.createNativeQuery("""
                        select option_id, kind, title, amount_minor, location_id, min_days, max_days, m.time_zone
                        from fulfillment_rate r join merchant m on m.merchant_id = r.merchant_id
                        where r.merchant_id = ?1 and currency = ?2 and (r.country is null or r.country = ?3)
                          and (kind = 'digital') = ?4 and (?5 = '' or (kind = 'pickup' and location_id = ?5))
                        order by amount_minor, min_days, option_id""")
                .setParameter(1, merchantId)
                .setParameter(2, currency.getCurrencyCode())
                .setParameter(3, country)
                .setParameter(4, onlyDigital)
                .setParameter(5, handoverAt == null || onlyDigital ? "" : handoverAt)
                .getResultList();
        return rows.stream().map(row -> option((Object[]) row, currency)).toList();
    }

    private FulfillmentOption option(Object[] row, Currency currency) {
        var today = clock.today(ZoneId.of((String) row[7]));
        return new FulfillmentOption(
                (String) row[0],
                FulfillmentKind.of((String) row[1]),
                (String) row[2],
                new Money(((Number) row[3]).longValue(), currency),
                (String) row[4],
                workingDays(today, ((Number) row[5]).intValue()),
                workingDays(today, ((Number) row[6]).intValue()));
    }

    /** Carriers rest on Sundays. */
    static LocalDate workingDays(LocalDate from, int days) {
        var day = from;
        for (var left = days; left > 0; left--) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() == DayOfWeek.SUNDAY) day = day.plusDays(1);
        }
        return day;
    }
}
