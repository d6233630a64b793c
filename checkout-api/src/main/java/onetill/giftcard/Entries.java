package onetill.giftcard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;

/** All entries of all cards; only ever added, under the lock of the card, each with the event that tells of it. */
@ApplicationScoped
class Entries {

    private static final String SELECT = """
            select entry_id, kind, amount_minor, attempt_id, source_type, actor, reason,
                   cast(extract(epoch from created_at) * 1000000 as bigint)
            from gift_card_entry where merchant_id = ?1 and\s""";
    private static final long MICROS = 1_000_000;
    private static final int NANOS_PER_MICRO = 1000;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Events events;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** A source of an entry that nobody else can repeat. */
    Entry.Source once(String type) {
        return new Entry.Source(type, ids.next().toString(), null);
    }

    void add(GiftCard card, Entry.Kind kind, long amountMinor, Entry.Source source, String actor, String reason) {
        var attempt = source.attemptId();
        em.createNativeQuery("""
                        insert into gift_card_entry (merchant_id, entry_id, gift_card_id, kind, amount_minor, attempt_id,
                                                     source_type, source_id, actor, reason, created_at)
                        values (?1, ?2, ?3, ?4, ?5, cast(nullif(?6, '') as uuid), ?7, ?8, ?9, ?10, ?11)""")
                .setParameter(1, card.merchantId())
                .setParameter(2, ids.next())
                .setParameter(3, card.id())
                .setParameter(4, kind.stored())
                .setParameter(5, amountMinor)
                .setParameter(6, attempt == null ? "" : attempt.toString())
                .setParameter(7, source.type())
                .setParameter(8, source.id())
                .setParameter(9, actor)
                .setParameter(10, reason)
                .setParameter(11, clock.now())
                .executeUpdate();
    }

    /** Tells what happened to a card. */
    void happened(GiftCard card, String what, long amountMinor, String actor, Map<String, Object> more) {
        var data = new LinkedHashMap<String, Object>(more);
        data.put("kind", card.kind().stored());
        data.put("amount_minor", amountMinor);
        data.put("balance_minor", card.balance().minor());
        data.put("currency", card.balance().currency().getCurrencyCode());
        events.record(new Fact(
                card.merchantId(),
                "gift_card",
                card.id(),
                card.nextSeq(),
                "gift_card." + what,
                null,
                null,
                null,
                actor,
                data));
    }

    List<Entry> ofCard(UUID merchantId, UUID cardId) {
        return find(merchantId, "gift_card_id = ?2 order by entry_id", cardId);
    }

    List<Entry> ofAttempt(UUID merchantId, UUID attemptId) {
        return find(merchantId, "attempt_id = ?2 order by entry_id", attemptId);
    }

    boolean has(UUID merchantId, Entry.Source source, Entry.Kind kind) {
        return !em.createNativeQuery("""
                        select 1 from gift_card_entry
                        where merchant_id = ?1 and source_type = ?2 and source_id = ?3 and kind = ?4""")
                .setParameter(1, merchantId)
                .setParameter(2, source.type())
                .setParameter(3, source.id())
                .setParameter(4, kind.stored())
                .getResultList()
                .isEmpty();
    }

    private List<Entry> find(UUID merchantId, String condition, UUID value) {
        List<?> rows = em.createNativeQuery(SELECT + condition)
                .setParameter(1, merchantId)
                .setParameter(2, value)
                .getResultList();
        return rows.stream().map(row -> entry((Object[]) row)).toList();
    }

    private static Entry entry(Object[] row) {
        return new Entry(
                (UUID) row[0],
                Entry.Kind.of((String) row[1]),
                ((Number) row[2]).longValue(),
                (UUID) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                time(((Number) row[7]).longValue()));
    }

    private static OffsetDateTime time(long micros) {
        return java.time.Instant.ofEpochSecond(micros / MICROS, micros % MICROS * NANOS_PER_MICRO)
                .atOffset(ZoneOffset.UTC);
    }
}
