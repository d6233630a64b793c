package onetill.drawer;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.drawer.Shift.Closed;
import onetill.drawer.Shift.Count;
import onetill.drawer.Shift.State;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.json.Json;
import onetill.ledger.Ledger;
import onetill.money.Money;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.register.Registers;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import onetill.staff.ApprovalAction;
import onetill.staff.Approvals;
import org.jspecify.annotations.Nullable;

/**
 * All shifts. The float comes out of the safe when a shift is opened and what was counted goes back into it when it is closed,
 * with the difference between them: after that nothing of the shift is left in the drawer, by the ledger.
 */
@ApplicationScoped
public class Shifts {

    private static final String SHIFT = "shift";
    private static final String SELECT = """
            select shift_id, register_id, channel_id, currency, float_minor, opened_by, opened_at, closed_by, closed_at, z_number,
                   expected_minor, counted_minor, difference_minor, cast(counts as text)
            from shift where merchant_id = ?1""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Registers registers;

    @Inject
    Channels channels;

    @Inject
    ShiftReports reports;

    @Inject
    OfflineDays offline;

    @Inject
    Ledger ledger;

    @Inject
    Approvals approvals;

    @Inject
    Audit audit;

    @Inject
    Events events;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** Which shifts; what is null does not matter. */
    public record Wanted(
            @Nullable UUID registerId, @Nullable State state) {}

    /** What moves into a drawer or out of it, and why. */
    public record Movement(CashMovement.Direction direction, CashMovement.Kind kind, long amountMinor, String reason) {}

    /** An open shift under its lock. */
    private record Held(UUID id, UUID registerId, String channelId, Currency currency, long revision) {}

    /**
     * Begins a shift at the register that calls.
     *
     * @throws ProblemException SHIFT_OPEN when the till has one already
     */
    public Shift open(Principal by, long floatMinor) {
        return work.write(by.merchantId(), () -> {
            var register = registers
                    .of(by)
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.FORBIDDEN,
                            "shifts are opened at a register that was enrolled by a code (POST /registers)"));
            var currency = channels.get(by.merchantId(), register.channelId()).currency();
            var id = ids.next();
            var opened = em.createNativeQuery("""
                            insert into shift (merchant_id, shift_id, register_id, channel_id, currency, float_minor, opened_by, opened_at)
                            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict do nothing""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, register.id())
                    .setParameter(4, register.channelId())
                    .setParameter(5, currency.getCurrencyCode())
                    .setParameter(6, floatMinor)
                    .setParameter(7, by.actor())
                    .setParameter(8, clock.now())
                    .executeUpdate();
            if (opened == 0) throw openAlready(by.merchantId(), register.channelId());
            var shift = new Held(id, register.id(), register.channelId(), currency, 1);
            post(by, shift, Ledger.CASH_DRAWER, Ledger.CASH_SAFE, floatMinor, "float");
            tell(by, shift, "opened", Map.of("float_minor", floatMinor));
            audit.record(
                    by,
                    Deed.of(AuditAction.OPEN_SHIFT, id),
                    Map.of("register_id", register.id(), "float_minor", floatMinor));
            return get(by, id);
        });
    }

    private ProblemException openAlready(UUID merchantId, String channelId) {
        var shift = read(em.createNativeQuery(SELECT + " and channel_id = ?2 and closed_at is null")
                        .setParameter(1, merchantId)
                        .setParameter(2, channelId)
                        .getResultList())
                .get(0);
        return new ProblemException(
                        ProblemType.SHIFT_OPEN,
                        "this till has had a shift open since %s: close it first, by counting its drawer"
                                .formatted(shift.openedAt()))
                .with("shift_id", shift.id());
    }

    /** Cash goes into the drawer, or out of it, without a sale. */
    public CashMovement move(Principal by, UUID shiftId, Movement wish) {
        return work.write(by.merchantId(), () -> {
            var shift = held(by, shiftId);
            var movement = new CashMovement(
                    ids.next(),
                    wish.direction(),
                    wish.kind(),
                    wish.amountMinor(),
                    wish.reason(),
                    by.actor(),
                    clock.now());
            keep(by.merchantId(), shiftId, movement);
            var isIn = wish.direction() == CashMovement.Direction.PAY_IN;
            var direction = stored(wish.direction());
            ledger.post(
                    by.merchantId(),
                    movement.id(),
                    isIn ? Ledger.CASH_DRAWER : wish.kind().account(),
                    isIn ? wish.kind().account() : Ledger.CASH_DRAWER,
                    new Money(wish.amountMinor(), shift.currency()),
                    new Ledger.Source("cash_movement", movement.id(), null, shiftId),
                    direction);
            tell(
                    by,
                    shift,
                    direction,
                    Map.of(
                            "movement_id",
                            movement.id(),
                            "kind",
                            wish.kind().stored(),
                            "amount_minor",
                            wish.amountMinor()));
            audit.record(
                    by,
                    Deed.of(AuditAction.MOVE_CASH, shiftId).because(wish.reason()),
                    Map.of(
                            "movement_id",
                            movement.id(),
                            "direction",
                            direction,
                            "kind",
                            wish.kind().stored(),
                            "amount_minor",
                            wish.amountMinor(),
                            "currency",
                            shift.currency().getCurrencyCode()));
            return movement;
        });
    }

    /**
     * The drawer is opened, and nothing is sold: to change a note, or to look.
     *
     * @param approval the token of a manager's approval of open_drawer; a cashier needs one
     */
    public DrawerOpening openDrawer(Principal by, UUID shiftId, String reason, @Nullable String approval) {
        return work.write(by.merchantId(), () -> {
            var shift = held(by, shiftId);
            var id = ids.next();
            var manager = approvals.agreed(by, approval, ApprovalAction.OPEN_DRAWER, shiftId, id);
            var opening = new DrawerOpening(id, reason, by.actor(), manager, clock.now());
            em.createNativeQuery("""
                            insert into drawer_opening (merchant_id, opening_id, shift_id, reason, actor, manager_id, created_at)
                            values (?1, ?2, ?3, ?4, ?5, cast(?6 as uuid), ?7)""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, shiftId)
                    .setParameter(4, reason)
                    .setParameter(5, opening.actor())
                    .setParameter(6, manager == null ? null : manager.toString())
                    .setParameter(7, opening.createdAt())
                    .executeUpdate();
            var told = Map.<String, Object>of("opening_id", id);
            tell(by, shift, "drawer_opened", told);
            audit.record(by, Deed.of(AuditAction.OPEN_DRAWER, shiftId).because(reason), told);
            return opening;
        });
    }

    private void keep(UUID merchantId, UUID shiftId, CashMovement movement) {
        em.createNativeQuery("""
                        insert into cash_movement (merchant_id, movement_id, shift_id, direction, kind, amount_minor, reason, actor, created_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)""")
                .setParameter(1, merchantId)
                .setParameter(2, movement.id())
                .setParameter(3, shiftId)
                .setParameter(4, stored(movement.direction()))
                .setParameter(5, movement.kind().stored())
                .setParameter(6, movement.amountMinor())
                .setParameter(7, movement.reason())
                .setParameter(8, movement.actor())
                .setParameter(9, movement.createdAt())
                .executeUpdate();
    }

    /**
     * Ends a shift: what was counted leaves the drawer, and what it differs by is posted as over or short.
     *
     * @param giveUp why nobody waits any more for offline sales that were announced and have not arrived; null to wait for them
     * @throws ProblemException SHIFT_CLOSED, DRAWER_BUSY while cash of a sale or refund is on its way, OFFLINE_SALES_WAIT
     */
    public Shift close(Principal by, UUID shiftId, List<Count> counts, @Nullable String giveUp) {
        var counted = sum(counts);
        return work.write(by.merchantId(), () -> {
            var shift = held(by, shiftId);
            guardBusy(by.merchantId(), shiftId);
            var lost = lost(by, shift, giveUp);
            var expected = reports.expected(by.merchantId(), shiftId);
            var difference = Math.subtractExact(counted, expected);
            var over = difference > 0;
            post(
                    by,
                    shift,
                    over ? Ledger.CASH_DRAWER : Ledger.CASH_OVER_SHORT,
                    over ? Ledger.CASH_OVER_SHORT : Ledger.CASH_DRAWER,
                    Math.abs(difference),
                    "over_short");
            post(by, shift, Ledger.CASH_SAFE, Ledger.CASH_DRAWER, counted, "counted");
            var number = end(by, shift, counts, new long[] {expected, counted, difference});
            tell(by, shift, "closed", Map.of("z_number", number, "difference_minor", difference));
            audit.record(
                    by,
                    Deed.of(AuditAction.CLOSE_SHIFT, shiftId).because(giveUp),
                    Map.of(
                            "offline_sales_given_up",
                            lost,
                            "z_number",
                            number,
                            "expected_minor",
                            expected,
                            "counted_minor",
                            counted,
                            "difference_minor",
                            difference));
            return get(by, shiftId);
        });
    }

    /** How many offline sales nobody waits for any more. */
    private long lost(Principal by, Held shift, @Nullable String giveUp) {
        var waiting = offline.waiting(by.merchantId(), shift.channelId());
        if (waiting.isEmpty()) return 0;
        var missing = waiting.stream().mapToLong(OfflineDays.Waiting::missing).sum();
        if (giveUp == null) {
            throw new ProblemException(
                            ProblemType.OFFLINE_SALES_WAIT,
                            "%d offline sales of this till were announced and have not arrived: send them, or let a manager give them up (give_up_offline_sales, with the reason)"
                                    .formatted(missing))
                    .with("waiting", waiting);
        }
        if (by.is(PrincipalKind.REGISTER) && !by.has(Role.MANAGER) && !by.has(Role.ADMIN)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "only a manager gives up sales that were announced; sign in as one");
        }
        offline.giveUp(by.merchantId(), shift.channelId());
        return missing;
    }

    /** One open shift at a register is closed at a time, so its numbers have no gap. */
    private long end(Principal by, Held shift, List<Count> counts, long[] amounts) {
        return ((Number) em.createNativeQuery("""
                                update shift set closed_by = ?3, closed_at = ?4, counts = cast(?5 as jsonb), expected_minor = ?6,
                                    counted_minor = ?7, difference_minor = ?8, z_number = (
                                        select coalesce(max(z_number), 0) + 1 from shift where merchant_id = ?1 and register_id = ?9)
                                where merchant_id = ?1 and shift_id = ?2 returning z_number""")
                        .setParameter(1, by.merchantId())
                        .setParameter(2, shift.id())
                        .setParameter(3, by.actor())
                        .setParameter(4, clock.now())
                        .setParameter(5, Json.write(counts))
                        .setParameter(6, amounts[0])
                        .setParameter(7, amounts[1])
                        .setParameter(8, amounts[2])
                        .setParameter(9, shift.registerId())
                        .getSingleResult())
                .longValue();
    }

    private static long sum(List<Count> counts) {
        var seen = new HashSet<Long>();
        var sum = 0L;
        for (var count : counts) {
            if (!seen.add(count.valueMinor())) {
                throw ProblemException.invalid(
                        "counts", "%d stands there twice: give each value once".formatted(count.valueMinor()));
            }
            sum = Math.addExact(sum, Math.multiplyExact(count.valueMinor(), count.count()));
        }
        return sum;
    }

    private void guardBusy(UUID merchantId, UUID shiftId) {
        var busy = ((Number) em.createNativeQuery("""
                                select (select count(*) from payment_attempt where merchant_id = ?1 and shift_id = ?2
                                          and state not in ('captured', 'refunded', 'declined', 'voided'))
                                     + (select count(*) from refund where merchant_id = ?1 and shift_id = ?2
                                          and state in ('sent', 'unknown', 'pending'))""")
                        .setParameter(1, merchantId)
                        .setParameter(2, shiftId)
                        .getSingleResult())
                .longValue();
        if (busy == 0) return;
        throw new ProblemException(
                        ProblemType.DRAWER_BUSY,
                        "%d payments or refunds in cash are under way at this till: finish them, or take them back, and close then"
                                .formatted(busy))
                .retryAfter(2);
    }

    /** An open shift with its row locked until the work ends. */
    private Held held(Principal by, UUID shiftId) {
        List<?> rows = em.createNativeQuery("""
                        update shift set revision = revision + 1 where merchant_id = ?1 and shift_id = ?2 and closed_at is null
                        returning shift_id, register_id, channel_id, currency, revision""")
                .setParameter(1, by.merchantId())
                .setParameter(2, shiftId)
                .getResultList();
        if (rows.isEmpty()) throw isOver(get(by, shiftId));
        var row = (Object[]) rows.get(0);
        var shift = new Held(
                (UUID) row[0],
                (UUID) row[1],
                (String) row[2],
                Currency.getInstance(String.valueOf(row[3])),
                ((Number) row[4]).longValue());
        guardVisible(by, shiftId, shift.channelId());
        return shift;
    }

    private static ProblemException isOver(Shift shift) {
        return new ProblemException(
                        ProblemType.SHIFT_CLOSED,
                        "this shift was closed as Z %d; open another one"
                                .formatted(
                                        Objects.requireNonNull(shift.closed()).zNumber()))
                .with("shift_id", shift.id());
    }

    /** A till sees what happened at its own drawer. */
    private static void guardVisible(Principal by, UUID shiftId, String channelId) {
        if (by.is(PrincipalKind.REGISTER) && !channelId.equals(by.channelId())) {
            throw ProblemException.notFound(SHIFT, shiftId);
        }
    }

    public Shift get(Principal by, UUID shiftId) {
        return work.read(by.merchantId(), () -> {
            var found = read(em.createNativeQuery(SELECT + " and shift_id = ?2")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, shiftId)
                    .getResultList());
            if (found.isEmpty()) throw ProblemException.notFound(SHIFT, shiftId);
            guardVisible(by, shiftId, found.get(0).channelId());
            return found.get(0);
        });
    }

    /** Newest first. A till sees those of its own drawer. */
    public List<Shift> newest(Principal by, Wanted wanted, @Nullable UUID after, int limit) {
        var channel = by.is(PrincipalKind.REGISTER) ? by.channelId() : null;
        return work.read(by.merchantId(), () -> {
            var query = em.createNativeQuery(SELECT
                            + (after == null ? "" : " and shift_id < ?3")
                            + (wanted.registerId() == null ? "" : " and register_id = ?4")
                            + (channel == null ? "" : " and channel_id = ?5")
                            + (wanted.state() == null
                                    ? ""
                                    : wanted.state() == State.OPEN
                                            ? " and closed_at is null"
                                            : " and closed_at is not null")
                            + " order by shift_id desc limit ?2")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, limit);
            if (after != null) query.setParameter(3, after);
            if (wanted.registerId() != null) query.setParameter(4, wanted.registerId());
            if (channel != null) query.setParameter(5, channel);
            return read(query.getResultList());
        });
    }

    private void post(Principal by, Held shift, String debit, String credit, long minor, String kind) {
        ledger.post(
                by.merchantId(),
                shift.id(),
                debit,
                credit,
                new Money(minor, shift.currency()),
                new Ledger.Source(SHIFT, shift.id(), null, shift.id()),
                kind);
    }

    private void tell(Principal by, Held shift, String what, Map<String, Object> data) {
        var told = new java.util.LinkedHashMap<>(data);
        told.put("register_id", shift.registerId());
        told.put("currency", shift.currency().getCurrencyCode());
        events.record(new Fact(
                by.merchantId(),
                SHIFT,
                shift.id(),
                shift.revision(),
                "shift." + what,
                shift.channelId(),
                "pos",
                null,
                by.actor(),
                told));
    }

    private static String stored(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static List<Shift> read(List<?> rows) {
        return rows.stream().map(row -> shift((Object[]) row)).toList();
    }

    private static Shift shift(@Nullable Object[] row) {
        return new Shift(
                (UUID) Objects.requireNonNull(row[0]),
                (UUID) Objects.requireNonNull(row[1]),
                String.valueOf(row[2]),
                String.valueOf(row[3]),
                row[8] == null ? State.OPEN : State.CLOSED,
                number(row[4]),
                String.valueOf(row[5]),
                time(row[6]),
                row[8] == null ? null : closed(row));
    }

    private static Closed closed(@Nullable Object[] row) {
        return new Closed(
                String.valueOf(row[7]),
                time(row[8]),
                number(row[9]),
                number(row[10]),
                number(row[11]),
                number(row[12]),
                Json.read(String.valueOf(row[13]), new TypeReference<List<Count>>() {}));
    }

    private static OffsetDateTime time(@Nullable Object column) {
        return Times.of(Objects.requireNonNull(column));
    }

    private static long number(@Nullable Object column) {
        return ((Number) Objects.requireNonNull(column)).longValue();
    }
}
