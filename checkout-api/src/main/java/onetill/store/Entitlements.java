package onetill.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.channel.ChannelKind;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import onetill.store.Entitlement.Last;
import onetill.store.Entitlement.Said;
import onetill.store.Entitlement.State;
import org.jspecify.annotations.Nullable;

/**
 * All entitlements. Each is counted anew from the purchases of its original and from what the store has said, under the lock of
 * its row, whenever one of them changed: so the order of news does not matter.
 */
@ApplicationScoped
public class Entitlements {

    private static final String COLUMNS = """
            select entitlement_id, store, environment, product_id, sku, kind, state, expires_at, cast(customer_id as text),
                   account_token, created_at, updated_at
            from entitlement where merchant_id = ?1""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Events events;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** What an entitlement hangs on. */
    record Original(UUID merchantId, Store store, StoreEnvironment environment, String id) {}

    /** Who it is for, as far as somebody has said so; the first one stays. */
    record Owner(@Nullable UUID customerId, @Nullable String accountToken) {

        static final Owner UNKNOWN = new Owner(null, null);
    }

    private record Row(
            UUID id, long seq, State state, @Nullable OffsetDateTime expiresAt, String productId, Said said) {}

    private record Found(String channelId, String productId, String sku, String kind, Last last) {}

    private record Seed(
            UUID merchantId,
            UUID entitlementId,
            String channelId,
            String store,
            String environment,
            String originalId,
            String productId,
            String sku,
            String kind,
            @Nullable UUID customerId,
            @Nullable String accountToken) {}

    /** Those of a customer, newest first. */
    public List<Entitlement> ofCustomer(UUID merchantId, UUID customerId) {
        return work.read(merchantId, () -> {
            if (!exists(merchantId, customerId)) throw ProblemException.notFound("customer", customerId);
            return read(em.createNativeQuery(COLUMNS + " and customer_id = ?2 order by entitlement_id desc")
                    .setParameter(1, merchantId)
                    .setParameter(2, customerId)
                    .getResultList());
        });
    }

    /** Those of an account of the app, newest first. */
    public List<Entitlement> ofAccount(UUID merchantId, String accountToken) {
        return work.read(
                merchantId,
                () -> read(em.createNativeQuery(COLUMNS + " and account_token = ?2 order by entitlement_id desc")
                        .setParameter(1, merchantId)
                        .setParameter(2, accountToken)
                        .getResultList()));
    }

    boolean exists(UUID merchantId, UUID customerId) {
        return !em.createNativeQuery(
                        "select 1 from customer where merchant_id = ?1 and customer_id = ?2 and erased_at is null")
                .setParameter(1, merchantId)
                .setParameter(2, customerId)
                .getResultList()
                .isEmpty();
    }

    /** The one that hangs on this original. */
    Optional<Entitlement> of(Original original) {
        return work
                .read(
                        original.merchantId(),
                        () -> read(em.createNativeQuery(
                                        COLUMNS + " and store = ?2 and environment = ?3 and original_id = ?4")
                                .setParameter(1, original.merchantId())
                                .setParameter(2, original.store().stored())
                                .setParameter(3, original.environment().stored())
                                .setParameter(4, original.id())
                                .getResultList()))
                .stream()
                .findFirst();
    }

    /** A purchase was recorded, refunded or reinstated. Within the work that did so. */
    void counted(Principal by, Original original, Owner owner) {
        change(by, original, owner);
    }

    /**
     * The store has said something of an original whose purchases are recorded. Within the caller's work.
     *
     * @param asOf when the news tells the state as a whole; older news then changes nothing. Null when it only adds to it
     */
    void said(Principal by, Original original, Said said, @Nullable OffsetDateTime asOf) {
        if (asOf == null) {
            mark(
                    original,
                    "ended_at = greatest(e.ended_at, r.ended_at), withdrawn_at = greatest(e.withdrawn_at, r.withdrawn_at),"
                            + " extended_to = greatest(e.extended_to, r.extended_to)",
                    "true",
                    said,
                    clock.now());
        } else {
            mark(
                    original,
                    "ended_at = r.ended_at, withdrawn_at = coalesce(r.withdrawn_at, e.withdrawn_at),"
                            + " extended_to = r.extended_to, as_of = r.as_of",
                    "(e.as_of is null or e.as_of <= r.as_of)",
                    said,
                    asOf);
        }
        change(by, original, Owner.UNKNOWN);
    }

    private void mark(Original original, String assignments, String condition, Said said, OffsetDateTime asOf) {
        var marks = new java.util.LinkedHashMap<String, @Nullable Object>();
        marks.put("ended_at", said.endedAt());
        marks.put("withdrawn_at", said.withdrawnAt());
        marks.put("extended_to", said.extendedTo());
        marks.put("as_of", asOf);
        em.createNativeQuery("""
                        update entitlement e set %s
                        from jsonb_to_record(cast(?5 as jsonb)) as r(ended_at timestamptz, withdrawn_at timestamptz,
                            extended_to timestamptz, as_of timestamptz)
                        where e.merchant_id = ?1 and e.store = ?2 and e.environment = ?3 and e.original_id = ?4 and %s""".formatted(assignments, condition))
                .setParameter(1, original.merchantId())
                .setParameter(2, original.store().stored())
                .setParameter(3, original.environment().stored())
                .setParameter(4, original.id())
                .setParameter(5, Json.write(marks))
                .executeUpdate();
    }

    private void change(Principal by, Original original, Owner owner) {
        var found = last(original);
        if (found.isEmpty()) return;
        var now = clock.now();
        var last = found.get();
        var isNew = insert(original, last, owner, now);
        var row = locked(original);
        own(original, owner);
        var state = Entitlement.state(last.last(), row.said(), now);
        var until = Entitlement.until(last.last(), row.said());
        var same = !isNew
                && state == row.state()
                && last.productId().equals(row.productId())
                && Objects.equals(instant(until), instant(row.expiresAt()));
        if (same) return;
        update(original, last, state, until, row.seq() + 1, now);
        tell(by, original, last, row, state, until, isNew);
    }

    private static @Nullable Object instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private Optional<Found> last(Original original) {
        List<?> rows = em.createNativeQuery("""
                        select channel_id, product_id, sku, kind, state, purchased_at, expires_at from store_purchase
                        where merchant_id = ?1 and store = ?2 and environment = ?3 and original_id = ?4
                        order by purchased_at desc, recorded_at desc limit 1""")
                .setParameter(1, original.merchantId())
                .setParameter(2, original.store().stored())
                .setParameter(3, original.environment().stored())
                .setParameter(4, original.id())
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .findFirst()
                .map(row -> new Found(
                        (String) row[0],
                        (String) row[1],
                        (String) row[2],
                        (String) row[3],
                        new Last("refunded".equals(row[4]), Times.of(row[5]), time(row[6]))));
    }

    private boolean insert(Original original, Found last, Owner owner, OffsetDateTime now) {
        var seed = new Seed(
                original.merchantId(),
                ids.next(),
                last.channelId(),
                original.store().stored(),
                original.environment().stored(),
                original.id(),
                last.productId(),
                last.sku(),
                last.kind(),
                owner.customerId(),
                owner.accountToken());
        return em.createNativeQuery("""
                        insert into entitlement (merchant_id, entitlement_id, channel_id, store, environment, original_id,
                                                 product_id, sku, kind, customer_id, account_token, state, seq, created_at, updated_at)
                        select r.merchant_id, r.entitlement_id, r.channel_id, r.store, r.environment, r.original_id, r.product_id,
                               r.sku, r.kind, r.customer_id, r.account_token, 'active', 0, ?2, ?2
                        from jsonb_to_record(cast(?1 as jsonb)) as r(merchant_id uuid, entitlement_id uuid, channel_id text,
                            store text, environment text, original_id text, product_id text, sku text, kind text,
                            customer_id uuid, account_token text)
                        on conflict (merchant_id, store, environment, original_id) do nothing""")
                        .setParameter(1, Json.write(seed))
                        .setParameter(2, now)
                        .executeUpdate()
                == 1;
    }

    private Row locked(Original original) {
        var row = (Object[]) em.createNativeQuery("""
                        select entitlement_id, seq, state, expires_at, product_id, ended_at, withdrawn_at, extended_to
                        from entitlement where merchant_id = ?1 and store = ?2 and environment = ?3 and original_id = ?4
                        for update""")
                .setParameter(1, original.merchantId())
                .setParameter(2, original.store().stored())
                .setParameter(3, original.environment().stored())
                .setParameter(4, original.id())
                .getSingleResult();
        return new Row(
                (UUID) row[0],
                ((Number) row[1]).longValue(),
                stateOf(row[2]),
                time(row[3]),
                (String) row[4],
                new Said(time(row[5]), time(row[6]), time(row[7])));
    }

    /** The first who is named stays: a purchase that is shown again by somebody else does not change hands. */
    private void own(Original original, Owner owner) {
        if (owner.customerId() == null && owner.accountToken() == null) return;
        em.createNativeQuery("""
                        update entitlement e set customer_id = coalesce(e.customer_id, r.customer_id),
                            account_token = coalesce(e.account_token, r.account_token)
                        from jsonb_to_record(cast(?5 as jsonb)) as r(customer_id uuid, account_token text)
                        where e.merchant_id = ?1 and e.store = ?2 and e.environment = ?3 and e.original_id = ?4
                          and (e.customer_id is null or e.account_token is null)""")
                .setParameter(1, original.merchantId())
                .setParameter(2, original.store().stored())
                .setParameter(3, original.environment().stored())
                .setParameter(4, original.id())
                .setParameter(5, Json.write(owner))
                .executeUpdate();
    }

    private void update(
            Original original, Found last, State state, @Nullable OffsetDateTime until, long seq, OffsetDateTime now) {
        em.createNativeQuery("""
                        update entitlement set state = ?5, expires_at = cast(nullif(?6, '') as timestamptz), product_id = ?7,
                            sku = ?8, kind = ?9, channel_id = ?10, seq = ?11, updated_at = ?12
                        where merchant_id = ?1 and store = ?2 and environment = ?3 and original_id = ?4""")
                .setParameter(1, original.merchantId())
                .setParameter(2, original.store().stored())
                .setParameter(3, original.environment().stored())
                .setParameter(4, original.id())
                .setParameter(5, state.name().toLowerCase(java.util.Locale.ROOT))
                .setParameter(6, until == null ? "" : until.toString())
                .setParameter(7, last.productId())
                .setParameter(8, last.sku())
                .setParameter(9, last.kind())
                .setParameter(10, last.channelId())
                .setParameter(11, seq)
                .setParameter(12, now)
                .executeUpdate();
    }

    private void tell(
            Principal by,
            Original original,
            Found last,
            Row row,
            State state,
            @Nullable OffsetDateTime until,
            boolean isNew) {
        var data = new java.util.LinkedHashMap<String, Object>();
        data.put("entitlement_id", row.id());
        data.put("state", state);
        data.put("product_id", last.productId());
        data.put("sku", last.sku());
        if (until != null) data.put("expires_at", until.toString());
        events.record(new Fact(
                original.merchantId(),
                "entitlement",
                row.id(),
                row.seq() + 1,
                isNew ? "entitlement.granted" : "entitlement.changed",
                last.channelId(),
                ChannelKind.IN_APP.stored(),
                null,
                by.actor(),
                Map.copyOf(data)));
    }

    /** What has run out since it was written is told as it is now. */
    private List<Entitlement> read(List<?> rows) {
        var now = clock.now();
        return rows.stream().map(row -> entitlement((Object[]) row, now)).toList();
    }

    private static Entitlement entitlement(@Nullable Object[] row, OffsetDateTime now) {
        var until = time(row[7]);
        var state = stateOf(String.valueOf(row[6]));
        var over = state == State.ACTIVE && until != null && !until.isAfter(now);
        return new Entitlement(
                (UUID) Objects.requireNonNull(row[0]),
                Store.of(String.valueOf(row[1])),
                StoreEnvironment.of(String.valueOf(row[2])),
                String.valueOf(row[3]),
                String.valueOf(row[4]),
                String.valueOf(row[5]),
                over ? State.EXPIRED : state,
                until,
                row[8] == null ? null : UUID.fromString(row[8].toString()),
                (String) row[9],
                Times.of(Objects.requireNonNull(row[10])),
                Times.of(Objects.requireNonNull(row[11])));
    }

    private static State stateOf(Object stored) {
        return State.valueOf(stored.toString().toUpperCase(java.util.Locale.ROOT));
    }

    private static @Nullable OffsetDateTime time(@Nullable Object column) {
        return column == null ? null : Times.of(column);
    }
}
