package onetill.fulfillment;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;
import onetill.database.Work;
import onetill.fulfillment.FulfillmentOptionsResource.OptionSetup;
import onetill.fulfillment.HolidaysResource.Holiday;
import onetill.fulfillment.LocationsResource.LocationView;
import onetill.fulfillment.PostalPlacesResource.Place;
import onetill.json.Json;
import onetill.problem.ProblemException;

/** What a merchant has set about fulfillment. Lists are written as a whole: the new one in place of the one before. */
@ApplicationScoped
public class FulfillmentSetup {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    List<OptionSetup> options(UUID merchantId) {
        return read(merchantId, new TypeReference<>() {}, """
                select coalesce(jsonb_agg(jsonb_build_object('id', o.option_id, 'kind', o.kind, 'title', o.title,
                    'location_id', o.location_id, 'cutoff', case when o.cutoff < '24:00' then to_char(o.cutoff, 'HH24:MI') end,
                    'handling_days', o.handling_days, 'rest_days', o.rest_days, 'radius_km', o.radius_km, 'active', o.active,
                    'rates', (select coalesce(jsonb_agg(to_jsonb(r) - 'merchant_id' - 'option_id' - 'rate_no' order by r.rate_no), '[]')
                              from fulfillment_rate r where r.merchant_id = ?1 and r.option_id = o.option_id))
                    order by o.option_id), '[]')
                from fulfillment_option o where o.merchant_id = ?1""");
    }

    void options(UUID merchantId, List<OptionSetup> options) {
        work.write(merchantId, () -> {
            guardLocations(merchantId, options);
            run(merchantId, "delete from fulfillment_option where merchant_id = ?1");
            run(merchantId, """
                    insert into fulfillment_option (merchant_id, option_id, kind, title, location_id, cutoff, handling_days, rest_days,
                        radius_km, active)
                    select ?1, o.id, o.kind, o.title, o.location_id, coalesce(o.cutoff, '24:00'), coalesce(o.handling_days, 0),
                        coalesce(o.rest_days, '["sun"]'), o.radius_km, coalesce(o.active, true)
                    from jsonb_to_recordset(cast(?2 as jsonb)) as o(id text, kind text, title text, location_id text, cutoff time,
                        handling_days int, rest_days jsonb, radius_km numeric, active boolean)""", options);
            return run(merchantId, """
                    insert into fulfillment_rate (merchant_id, option_id, rate_no, currency, country, postal_prefix, min_weight_grams,
                        max_weight_grams, min_value_minor, max_value_minor, amount_minor, per_kg_minor, min_days, max_days)
                    select ?1, o.value ->> 'id', r.ordinality, r.currency, r.country, coalesce(r.postal_prefix, ''),
                        coalesce(r.min_weight_grams, 0), r.max_weight_grams, coalesce(r.min_value_minor, 0), r.max_value_minor,
                        r.amount_minor, coalesce(r.per_kg_minor, 0), coalesce(r.min_days, 0),
                        coalesce(r.max_days, r.min_days, 0)
                    from jsonb_array_elements(cast(?2 as jsonb)) o,
                        rows from (jsonb_to_recordset(o.value -> 'rates') as (currency text, country text, postal_prefix text,
                        min_weight_grams bigint, max_weight_grams bigint, min_value_minor bigint, max_value_minor bigint,
                        amount_minor bigint, per_kg_minor bigint, min_days int, max_days int)) with ordinality as
                        r(currency, country, postal_prefix, min_weight_grams, max_weight_grams, min_value_minor, max_value_minor,
                          amount_minor, per_kg_minor, min_days, max_days, ordinality)""", options);
        });
    }

    private void guardLocations(UUID merchantId, List<OptionSetup> options) {
        var known = locations(merchantId).stream().map(LocationView::id).toList();
        for (var option : options) {
            var location = option.locationId();
            if (location != null && !known.contains(location)) {
                throw ProblemException.invalid(
                        "data", "%s: there is no location %s, but %s".formatted(option.id(), location, known));
            }
        }
    }

    List<FulfillmentRule> rules(UUID merchantId) {
        return read(
                merchantId,
                new TypeReference<>() {},
                "select coalesce((select rules from fulfillment_rules where merchant_id = ?1), '[]')");
    }

    void rules(UUID merchantId, List<FulfillmentRule> rules) {
        work.write(merchantId, () -> run(merchantId, """
                insert into fulfillment_rules (merchant_id, rules) values (?1, cast(?2 as jsonb))
                on conflict (merchant_id) do update set rules = excluded.rules""", rules));
    }

    List<Holiday> holidays(UUID merchantId) {
        return read(merchantId, new TypeReference<>() {}, """
                select coalesce(jsonb_agg(jsonb_build_object('country', country, 'day', day, 'name', name) order by country, day), '[]')
                from holiday where merchant_id = ?1""");
    }

    void holidays(UUID merchantId, List<Holiday> holidays) {
        work.write(merchantId, () -> {
            run(merchantId, "delete from holiday where merchant_id = ?1");
            return run(merchantId, """
                    insert into holiday (merchant_id, country, day, name) select ?1, h.country, h.day, h.name
                    from jsonb_to_recordset(cast(?2 as jsonb)) as h(country text, day date, name text)""", holidays);
        });
    }

    void places(UUID merchantId, List<Place> places) {
        work.write(merchantId, () -> {
            run(merchantId, "delete from postal_place where merchant_id = ?1");
            return run(merchantId, """
                    insert into postal_place (merchant_id, country, postal_code, latitude, longitude)
                    select ?1, p.country, p.postal_code, p.latitude, p.longitude
                    from jsonb_to_recordset(cast(?2 as jsonb)) as p(country text, postal_code text, latitude numeric,
                        longitude numeric)""", places);
        });
    }

    List<LocationView> locations(UUID merchantId) {
        return read(merchantId, new TypeReference<>() {}, """
                select coalesce(jsonb_agg(to_jsonb(l) - 'merchant_id' - 'location_id' || jsonb_build_object('id', l.location_id)
                    order by l.location_id), '[]')
                from location l where l.merchant_id = ?1""");
    }

    void location(UUID merchantId, LocationView location) {
        work.write(merchantId, () -> run(merchantId, """
                insert into location (merchant_id, location_id, name, line1, postal_code, city, country, time_zone, opening_hours,
                    closed_on, pickup_minutes, latitude, longitude)
                select ?1, l.id, l.name, l.line1, l.postal_code, l.city, l.country, l.time_zone, coalesce(l.opening_hours, '{}'),
                    coalesce(l.closed_on, '[]'), coalesce(l.pickup_minutes, 0), l.latitude, l.longitude
                from jsonb_to_record(cast(?2 as jsonb)) as l(id text, name text, line1 text, postal_code text, city text, country text,
                    time_zone text, opening_hours jsonb, closed_on jsonb, pickup_minutes int, latitude numeric, longitude numeric)
                on conflict (merchant_id, location_id) do update set name = excluded.name, line1 = excluded.line1,
                    postal_code = excluded.postal_code, city = excluded.city, country = excluded.country,
                    time_zone = excluded.time_zone, opening_hours = excluded.opening_hours, closed_on = excluded.closed_on,
                    pickup_minutes = excluded.pickup_minutes, latitude = excluded.latitude,
                    longitude = excluded.longitude""", location));
    }

    private <T> T read(UUID merchantId, TypeReference<T> type, String sql) {
        return work.read(merchantId, () -> {
            var found = em.createNativeQuery("select cast((" + sql + ") as text)")
                    .setParameter(1, merchantId)
                    .getSingleResult();
            return Json.read(String.valueOf(found), type);
        });
    }

    private int run(UUID merchantId, String sql) {
        return em.createNativeQuery(sql).setParameter(1, merchantId).executeUpdate();
    }

    private int run(UUID merchantId, String sql, Object value) {
        return em.createNativeQuery(sql)
                .setParameter(1, merchantId)
                .setParameter(2, Json.write(value))
                .executeUpdate();
    }
}
