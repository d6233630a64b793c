package onetill.funnel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.database.Work;
import onetill.event.Event;
import onetill.json.Json;

/** All journeys, and the counts that are made of them. */
@ApplicationScoped
class Journeys {

    // What is written, as JSON of all rows.

    static final String KEEP = """
            insert into funnel_session select * from jsonb_populate_recordset(cast(null as funnel_session), cast(?1 as jsonb))
            on conflict (merchant_id, session_id) do update set
                opened_at = excluded.opened_at, active_at = excluded.active_at, entered_at = excluded.entered_at,
                channel_id = excluded.channel_id, step = excluded.step, outcome = excluded.outcome,
                may_be_given_up = excluded.may_be_given_up, reason = excluded.reason,
                total_minor = excluded.total_minor, currency = excluded.currency,
                attributes = excluded.attributes, path = excluded.path, journey = excluded.journey""";

    static final String COUNT = """
            insert into funnel_count as c select * from jsonb_populate_recordset(cast(null as funnel_count), cast(?1 as jsonb))
            on conflict (merchant_id, grain, measure, at, channel_id, step, detail)
                do update set n = c.n + excluded.n, minor = c.minor + excluded.minor""";

    static final String COUNT_BY_ATTRIBUTE = """
            insert into funnel_attribute_count as c
            select * from jsonb_populate_recordset(cast(null as funnel_attribute_count), cast(?1 as jsonb))
            on conflict (merchant_id, attribute, grain, at, value, channel_id, step) do update set
                entered = c.entered + excluded.entered, advanced = c.advanced + excluded.advanced,
                handed_on = c.handed_on + excluded.handed_on, went_back = c.went_back + excluded.went_back,
                waiting = c.waiting + excluded.waiting, lost = c.lost + excluded.lost,
                sessions = c.sessions + excluded.sessions, won = c.won + excluded.won""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    Optional<Journey> find(UUID merchantId, UUID sessionId) {
        return work.read(
                merchantId,
                () -> Optional.ofNullable(of(merchantId, List.of(sessionId)).get(sessionId)));
    }

    /** Those that are known, by their sessions. */
    Map<UUID, Journey> of(UUID merchantId, Collection<UUID> sessions) {
        List<?> rows = em.createNativeQuery("""
                        select session_id, cast(journey as text) from funnel_session
                        where merchant_id = ?1 and session_id = any(cast(?2 as uuid[]))""")
                .setParameter(1, merchantId)
                .setParameter(2, array(sessions))
                .getResultList();
        var found = new HashMap<UUID, Journey>();
        for (var row : rows) {
            var columns = (Object[]) row;
            found.put((UUID) columns[0], Json.read(columns[1].toString(), Journey.class));
        }
        return found;
    }

    /** The own events of a session, as far as they have a position up to this one. */
    @SuppressWarnings("unchecked")
    List<Happened> events(UUID merchantId, UUID sessionId, long upTo) {
        List<Event> events = em.createNativeQuery("""
                        select * from event where merchant_id = ?1 and aggregate_id = ?2 and position <= ?3 order by seq""", Event.class)
                .setParameter(1, merchantId)
                .setParameter(2, sessionId)
                .setParameter(3, upTo)
                .getResultList();
        return events.stream()
                .map(Happened::of)
                .filter(it -> it != null && it.isOfSession())
                .map(Happened.class::cast)
                .toList();
    }

    /** Those who have rested too long, by what their channel calls that. */
    List<UUID> rested(UUID merchantId, OffsetDateTime now, long lostAfterSeconds, int limit) {
        List<?> rows = em.createNativeQuery("""
                        select f.session_id from funnel_session f
                        join channel c on c.merchant_id = f.merchant_id and c.channel_id = f.channel_id
                        where f.merchant_id = ?1 and f.may_be_given_up
                          and f.active_at <= cast(?2 as timestamptz) - coalesce(c.recovery_after_seconds, ?3) * interval '1 second'
                        order by f.active_at limit ?4""")
                .setParameter(1, merchantId)
                .setParameter(2, now)
                .setParameter(3, lostAfterSeconds)
                .setParameter(4, limit)
                .getResultList();
        return rows.stream().map(UUID.class::cast).toList();
    }

    /** Writes them, and what has changed in the counts by it, in one statement each. */
    void keep(UUID merchantId, Collection<Journey> changed, Counts difference, AttributeCounts byAttribute) {
        if (!changed.isEmpty()) keep(merchantId, changed);
        if (!difference.cells().isEmpty()) count(merchantId, difference);
        var cells = byAttribute.inOrder();
        if (!cells.isEmpty()) count(merchantId, cells);
    }

    private void keep(UUID merchantId, Collection<Journey> changed) {
        var rows = changed.stream().map(it -> row(merchantId, it)).toList();
        em.createNativeQuery(KEEP).setParameter(1, Json.write(rows)).executeUpdate();
    }

    static Map<String, Object> row(UUID merchantId, Journey journey) {
        var last = journey.last();
        var finding = journey.finding();
        var row = new LinkedHashMap<String, Object>();
        row.put("merchant_id", merchantId);
        row.put("session_id", journey.sessionId());
        row.put("opened_at", journey.openedAt());
        row.put("active_at", journey.activeAt());
        row.put("entered_at", last == null ? journey.openedAt() : last.enteredAt());
        row.put("channel_id", last == null ? "" : last.channelId());
        row.put("step", last == null ? "" : last.step());
        row.put("outcome", journey.outcome().stored());
        row.put("may_be_given_up", journey.mayBeGivenUp());
        row.put("reason", finding == null ? null : finding.reason().stored());
        row.put("total_minor", journey.openMinor());
        row.put("currency", journey.currency());
        row.put("attributes", journey.attributes());
        row.put("path", path(journey));
        row.put("journey", journey);
        return row;
    }

    /** The stays in short, for reports that look at journeys one by one. */
    private static List<Map<String, Object>> path(Journey journey) {
        var path = new ArrayList<Map<String, Object>>();
        var seen = new HashSet<String>();
        for (var i = 0; i < journey.stays().size(); i++) {
            var stay = journey.stays().get(i);
            path.add(Map.of(
                    "step", stay.step(),
                    "channel", stay.channelId(),
                    "at", stay.enteredAt().toInstant().toEpochMilli(),
                    "first", seen.add(stay.channelId() + " " + stay.step()),
                    "fate", journey.fate(i).name().toLowerCase(Locale.ROOT)));
        }
        return path;
    }

    private void count(UUID merchantId, Counts difference) {
        var rows = difference.cells().entrySet().stream()
                .map(it -> row(merchantId, it.getKey(), it.getValue()))
                .toList();
        em.createNativeQuery(COUNT).setParameter(1, Json.write(rows)).executeUpdate();
    }

    private void count(UUID merchantId, List<Map.Entry<AttributeCounts.Cell, AttributeCounts.Numbers>> cells) {
        var rows = cells.stream()
                .map(it -> row(merchantId, it.getKey(), it.getValue()))
                .toList();
        em.createNativeQuery(COUNT_BY_ATTRIBUTE)
                .setParameter(1, Json.write(rows))
                .executeUpdate();
    }

    static Map<String, Object> row(UUID merchantId, Counts.Cell cell, Counts.Amount amount) {
        var row = new LinkedHashMap<String, Object>();
        row.put("merchant_id", merchantId);
        row.put("grain", cell.grain().stored());
        row.put("at", cell.at());
        row.put("measure", cell.measure().stored());
        row.put("channel_id", cell.channelId());
        row.put("step", cell.step());
        row.put("detail", cell.detail());
        row.put("n", amount.n());
        row.put("minor", amount.minor());
        return row;
    }

    static Map<String, Object> row(UUID merchantId, AttributeCounts.Cell cell, AttributeCounts.Numbers numbers) {
        var row = new LinkedHashMap<String, Object>();
        row.put("merchant_id", merchantId);
        row.put("attribute", cell.attribute());
        row.put("grain", cell.grain().stored());
        row.put("at", cell.at());
        row.put("value", cell.value());
        row.put("channel_id", cell.channelId());
        row.put("step", cell.step());
        row.put("entered", numbers.entered());
        row.put("advanced", numbers.advanced());
        row.put("handed_on", numbers.handedOn());
        row.put("went_back", numbers.wentBack());
        row.put("waiting", numbers.waiting());
        row.put("lost", numbers.lost());
        row.put("sessions", numbers.sessions());
        row.put("won", numbers.won());
        return row;
    }

    /** The values of attributes that are counted apart. Called under the lock of the merchant's position. */
    AttributeValues values(UUID merchantId) {
        List<?> rows = em.createNativeQuery(
                        "select attribute, value from funnel_attribute_value where merchant_id = ?1")
                .setParameter(1, merchantId)
                .getResultList();
        return new AttributeValues(rows.stream()
                .map(Object[].class::cast)
                .map(row -> new AttributeValues.Value((String) row[0], (String) row[1]))
                .toList());
    }

    /** Keeps those that came first now. */
    void keep(UUID merchantId, AttributeValues values) {
        if (values.news().isEmpty()) return;
        em.createNativeQuery("""
                        insert into funnel_attribute_value (merchant_id, attribute, value)
                        select ?1, n.attribute, n.value from jsonb_to_recordset(cast(?2 as jsonb)) as n(attribute text, value text)""")
                .setParameter(1, merchantId)
                .setParameter(2, Json.write(values.news()))
                .executeUpdate();
    }

    /** Everything of a merchant, to be made anew. */
    void forget(UUID merchantId) {
        for (var table :
                List.of("funnel_attribute_count", "funnel_attribute_value", "funnel_count", "funnel_session")) {
            em.createNativeQuery("delete from " + table + " where merchant_id = ?1")
                    .setParameter(1, merchantId)
                    .executeUpdate();
        }
    }

    private static String array(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
