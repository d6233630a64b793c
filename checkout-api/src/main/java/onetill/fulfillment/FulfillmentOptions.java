package onetill.fulfillment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import onetill.json.Json;
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
     * What is to reach somebody.
     *
     * @param country where the goods go
     * @param postalCode as far as it is known
     * @param onlyDigital whether there is nothing to carry
     * @param handoverAt the location of a till: what is picked up is taken along there; null elsewhere
     * @param valueMinor the price of the goods before discounts
     * @param quantities sku to quantity of what has to be carried
     * @param neededBy the last day on which it may arrive; null when the buyer did not say
     */
    public record Asked(
            UUID merchantId,
            UUID sessionId,
            String channelId,
            Currency currency,
            String country,
            String postalCode,
            boolean onlyDigital,
            @Nullable String handoverAt,
            long weightGrams,
            long valueMinor,
            Map<String, Long> quantities,
            @Nullable LocalDate neededBy) {}

    /**
     * The options, cheapest first, what a rule prefers before them. Goods can be picked up where all of them are in stock.
     * Digital goods need none but the digital one; a till hands over where it stands, or has it sent.
     */
    public List<FulfillmentOption> available(Asked asked) {
        var handover = asked.handoverAt();
        List<?> rows = em.createNativeQuery("""
                        select cast(to_jsonb(fitting) as text) from (
                        select distinct on (o.option_id) o.option_id, o.kind, o.title,
                            r.amount_minor + r.per_kg_minor * ((?7 + 999) / 1000) as amount_minor, o.location_id,
                            r.min_days, r.max_days, m.time_zone, o.cutoff, o.handling_days, o.rest_days,
                            l.time_zone as location_zone, l.opening_hours, l.closed_on, coalesce(l.pickup_minutes, 0) as pickup_minutes,
                            o.radius_km, (select km_between(l.latitude, l.longitude, p.latitude, p.longitude) from postal_place p
                             where p.merchant_id = ?1 and p.country = ?3 and p.postal_code = ?6) as distance_km,
                            (select coalesce(jsonb_agg(h.day), '[]') from holiday h where h.merchant_id = ?1
                             and h.country = m.country and h.day > current_date - 2) as holidays_here,
                            (select coalesce(jsonb_agg(h.day), '[]') from holiday h where h.merchant_id = ?1
                             and h.country = ?3 and h.day > current_date - 2) as holidays_there,
                            coalesce((select f.rules from fulfillment_rules f where f.merchant_id = ?1), '[]') as rules
                        from fulfillment_option o
                        join merchant m on m.merchant_id = o.merchant_id
                        join fulfillment_rate r on r.merchant_id = o.merchant_id and r.option_id = o.option_id
                        left join location l on l.merchant_id = o.merchant_id and l.location_id = o.location_id
                        where o.merchant_id = ?1 and o.active and r.currency = ?2 and (r.country is null or r.country = ?3)
                          and starts_with(?6, r.postal_prefix)
                          and ?7 between r.min_weight_grams and coalesce(r.max_weight_grams, ?7)
                          and ?8 between r.min_value_minor and coalesce(r.max_value_minor, ?8)
                          and (o.kind = 'digital') = ?4 and (?5 = '' or o.kind <> 'pickup' or o.location_id = ?5)
                          and (o.kind <> 'pickup' or ?5 <> '' or not exists (
                              select 1 from jsonb_each_text(cast(?9 as jsonb)) w
                              where exists (select 1 from stock s where s.merchant_id = ?1 and s.sku = w.key)
                                and cast(w.value as bigint) >
                                    coalesce((select sum(s.available) from stock s where s.merchant_id = ?1 and s.sku = w.key
                                              and s.location_id = o.location_id), 0)
                                  + coalesce((select sum(h.quantity) from stock_hold h where h.merchant_id = ?1 and h.session_id = ?10
                                              and h.sku = w.key and h.location_id = o.location_id), 0)))
                        order by o.option_id, length(r.postal_prefix) desc, r.country is null, r.amount_minor) fitting
                        where radius_km is null or distance_km <= radius_km
                        order by amount_minor, min_days, option_id""")
                .setParameter(1, asked.merchantId())
                .setParameter(2, asked.currency().getCurrencyCode())
                .setParameter(3, asked.country())
                .setParameter(4, asked.onlyDigital())
                .setParameter(5, handover == null || asked.onlyDigital() ? "" : handover)
                .setParameter(6, asked.postalCode())
                .setParameter(7, asked.weightGrams())
                .setParameter(8, asked.valueMinor())
                .setParameter(9, Json.write(asked.quantities()))
                .setParameter(10, asked.sessionId())
                .getResultList();
        var found = rows.stream()
                .map(row -> Json.read(String.valueOf(row), Found.class))
                .toList();
        if (found.isEmpty()) return List.of();
        var neededBy = asked.neededBy();
        var options = found.stream()
                .map(each -> option(each, asked.currency()))
                .filter(option -> neededBy == null || !option.latest().isAfter(neededBy))
                .toList();
        var today = clock.today(ZoneId.of(found.get(0).timeZone()));
        var now = new FulfillmentRule.Now(clock.now(), today);
        return FulfillmentRule.apply(found.get(0).rules(), options, asked.channelId(), now);
    }

    /** An option with its rate, as it is stored. */
    private record Found(
            String optionId,
            FulfillmentKind kind,
            String title,
            long amountMinor,
            @Nullable String locationId,
            int minDays,
            int maxDays,
            String timeZone,
            String cutoff,
            int handlingDays,
            Set<Week> restDays,
            @Nullable String locationZone,
            @Nullable Map<Week, List<List<LocalTime>>> openingHours,
            @Nullable Set<LocalDate> closedOn,
            int pickupMinutes,
            @Nullable BigDecimal radiusKm,
            @Nullable BigDecimal distanceKm,
            Set<LocalDate> holidaysHere,
            Set<LocalDate> holidaysThere,
            List<FulfillmentRule> rules) {

        LocalTime lastOrders() {
            return cutoff.startsWith("24") ? LocalTime.MAX : LocalTime.parse(cutoff);
        }
    }

    private FulfillmentOption option(Found found, Currency currency) {
        return found.kind() == FulfillmentKind.PICKUP ? pickup(found, currency) : sent(found, currency);
    }

    private FulfillmentOption pickup(Found found, Currency currency) {
        var zone = found.locationZone() == null ? found.timeZone() : found.locationZone();
        var ordered = clock.now().atZoneSameInstant(ZoneId.of(zone));
        var hours = new OpeningHours(
                found.openingHours() == null ? Map.of() : found.openingHours(),
                found.closedOn() == null ? Set.of() : found.closedOn());
        var ready = hours.ready(ordered.plusDays(found.minDays()), Duration.ofMinutes(found.pickupMinutes()));
        return new FulfillmentOption(
                found.optionId(),
                found.kind(),
                found.title(),
                new Money(found.amountMinor(), currency),
                found.locationId(),
                ready.toLocalDate(),
                ready.toLocalDate(),
                ready.toOffsetDateTime(),
                hours.isOpen(ordered),
                found.distanceKm(),
                false,
                null);
    }

    private FulfillmentOption sent(Found found, Currency currency) {
        var ordered = clock.now().atZoneSameInstant(ZoneId.of(found.timeZone()));
        var days = new WorkingDays(found.restDays(), found.holidaysHere(), found.holidaysThere());
        var leaves = found.kind() == FulfillmentKind.DIGITAL
                ? ordered.toLocalDate()
                : days.leaves(ordered, found.lastOrders(), found.handlingDays());
        return new FulfillmentOption(
                found.optionId(),
                found.kind(),
                found.title(),
                new Money(found.amountMinor(), currency),
                found.locationId(),
                days.arrives(leaves, found.minDays()),
                days.arrives(leaves, found.maxDays()),
                null,
                false,
                found.distanceKm(),
                false,
                null);
    }
}
