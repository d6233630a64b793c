package onetill.telephony;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.agent.Agents;
import onetill.channel.ChannelKind;
import onetill.channel.Channels;
import onetill.customer.Customers;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import onetill.session.Checkout;
import onetill.telephony.PhoneCall.Direction;
import onetill.telephony.PhoneCall.State;
import org.jspecify.annotations.Nullable;

/**
 * All calls. What is told of one is kept as it was told, each event once, and the call computed anew from all of them under its
 * row lock: so it comes to the same in whatever order they arrive.
 */
@ApplicationScoped
public class PhoneCalls {

    private static final String COLUMNS = """
        call_id, channel_id, direction, state, number, extension, agent, session_id, call_request_id, started_at, answered_at,
        held_since, hold_seconds, ended_at, ending, wrapped_up_at, reason, note, keystrokes, seq""";

    /** No clock of a telephony is believed further than this. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Agents agents;

    @Inject
    Channels channels;

    @Inject
    Checkout checkout;

    @Inject
    Events events;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** A call an agent tells of. */
    record Opening(
            String channelId,
            Direction direction,
            @Nullable String number,
            @Nullable UUID sessionId,
            @Nullable UUID callRequestId) {}

    /** A telephony tells of a call. What it told before has no effect. */
    void told(Connection connection, Told told) {
        var merchantId = connection.merchantId();
        work.write(merchantId, () -> {
            var id = ofTelephony(connection, told);
            var subject = told.subject();
            var extension = told.extension();
            var agent = subject != null
                    ? PrincipalKind.STAFF.name().toLowerCase(Locale.ROOT) + ":" + subject
                    : extension == null
                            ? null
                            : agents.at(merchantId, extension).orElse(null);
            var event = new CallEvent(
                    told.eventId(),
                    told.type(),
                    told.type() == CallEvent.Kind.ANSWERED ? agent : null,
                    extension,
                    told.ending(),
                    believable(told.at()));
            take(Principal.system(merchantId), id, event);
            return id;
        });
    }

    private OffsetDateTime believable(@Nullable OffsetDateTime said) {
        var now = clock.now();
        if (said == null || said.isAfter(now) || said.isBefore(now.minus(CLOCKS_DIFFER))) return now;
        return said;
    }

    /** The call a telephony names, which is there from the first word about it. */
    private UUID ofTelephony(Connection connection, Told told) {
        var merchantId = connection.merchantId();
        var opening = new Opening(connection.channelId(), told.direction(), told.number(), null, null);
        insert(merchantId, ids.next(), opening, connection.id(), told.callId());
        var id = (UUID)
                em.createNativeQuery("select call_id from phone_call where merchant_id = ?1 and connection_id = ?2 and"
                                + " provider_call_id = ?3")
                        .setParameter(1, merchantId)
                        .setParameter(2, connection.id())
                        .setParameter(3, told.callId())
                        .getSingleResult();
        var number = told.number();
        if (number != null) learnNumber(merchantId, id, number);
        return id;
    }

    private void insert(
            UUID merchantId, UUID id, Opening opening, @Nullable UUID connectionId, @Nullable String providerCallId) {
        var place = Field.CALL_NUMBER.of(merchantId, id);
        var number = opening.number() == null ? null : Customers.normalized(opening.number());
        em.createNativeQuery("""
            insert into phone_call (merchant_id, call_id, channel_id, direction, state, number, number_index, connection_id,
                provider_call_id, session_id, call_request_id, started_at, seq)
            values (?1, ?2, ?3, ?4, 'ringing', ?5, ?6, cast(nullif(?7, '') as uuid), nullif(?8, ''),
                cast(nullif(?9, '') as uuid), cast(nullif(?10, '') as uuid), ?11, 0)
            on conflict (merchant_id, connection_id, provider_call_id) where provider_call_id is not null do nothing""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .setParameter(3, opening.channelId())
                .setParameter(4, opening.direction().stored())
                .setParameter(5, Keyring.current().sealIfAny(place, number))
                .setParameter(6, Keyring.current().index(place, number))
                .setParameter(7, text(connectionId))
                .setParameter(8, text(providerCallId))
                .setParameter(9, text(opening.sessionId()))
                .setParameter(10, text(opening.callRequestId()))
                .setParameter(11, clock.now())
                .executeUpdate();
    }

    /** What came first may not have had it. One that is forgotten stays so. */
    private void learnNumber(UUID merchantId, UUID id, String number) {
        var place = Field.CALL_NUMBER.of(merchantId, id);
        em.createNativeQuery("""
            update phone_call set number = ?3, number_index = ?4
            where merchant_id = ?1 and call_id = ?2 and number is null and (ended_at is null or ended_at > ?5)""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .setParameter(3, Keyring.current().seal(place, Customers.normalized(number)))
                .setParameter(4, Keyring.current().index(place, Customers.normalized(number)))
                .setParameter(5, clock.now().minus(CLOCKS_DIFFER))
                .executeUpdate();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** An agent tells of a call themselves, where no telephony does. It is theirs, and goes on. */
    PhoneCall open(Principal by, Opening opening) {
        channels.get(by.merchantId(), opening.channelId(), ChannelKind.PHONE);
        if (opening.sessionId() != null) checkout.get(by, opening.sessionId());
        return work.write(by.merchantId(), () -> {
            var id = ids.next();
            insert(by.merchantId(), id, opening, null, null);
            take(by, id, by(by, CallEvent.Kind.ANSWERED));
            return get(by, id);
        });
    }

    private CallEvent by(Principal agent, CallEvent.Kind type) {
        var ending = type == CallEvent.Kind.ENDED ? CallEvent.Ending.COMPLETED : null;
        return new CallEvent(ids.next().toString(), type, agent.device(), null, ending, clock.now());
    }

    /**
     * An agent says what happens to a call. What is so already has no effect.
     *
     * @throws ProblemException CALL_TAKEN for another agent's; ILLEGAL_TRANSITION for what cannot happen to it any more
     */
    PhoneCall say(Principal by, UUID id, CallEvent.Kind type) {
        return work.write(by.merchantId(), () -> {
            var call = locked(by.merchantId(), id);
            if (call.agent() != null && !call.belongsTo(by.device())) throw taken();
            if (isSoAlready(call, type)) return call;
            guard(call, type);
            take(by, id, by(by, type));
            return get(by, id);
        });
    }

    private static boolean isSoAlready(PhoneCall call, CallEvent.Kind type) {
        return switch (type) {
            case RINGING -> call.state() == State.RINGING;
            case ANSWERED -> call.agent() != null && !call.state().hasEnded();
            case HELD -> call.state() == State.HELD;
            case RESUMED -> call.state() == State.ACTIVE;
            case ENDED -> call.state().hasEnded();
        };
    }

    private static void guard(PhoneCall call, CallEvent.Kind type) {
        var isGoingOn = call.state() == State.ACTIVE || call.state() == State.HELD;
        var fits = type == CallEvent.Kind.ANSWERED || type == CallEvent.Kind.ENDED
                ? isGoingOn || call.state() == State.RINGING
                : isGoingOn;
        if (fits) return;
        throw new ProblemException(
                ProblemType.ILLEGAL_TRANSITION,
                "the call is %s, so it cannot be %s now".formatted(call.state().stored(), type.stored()));
    }

    static ProblemException taken() {
        return new ProblemException(ProblemType.CALL_TAKEN, "another agent is at this call; take another one");
    }

    /** Keeps an event and computes the call anew. */
    void take(Principal by, UUID id, CallEvent event) {
        var merchantId = by.merchantId();
        var before = locked(merchantId, id);
        var added = em.createNativeQuery("""
            insert into phone_call_event (merchant_id, call_id, event_id, type, agent, extension, ending, occurred_at)
            values (?1, ?2, ?3, ?4, nullif(?5, ''), nullif(?6, ''), nullif(?7, ''), ?8)
            on conflict do nothing""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .setParameter(3, event.id())
                .setParameter(4, event.type().stored())
                .setParameter(5, text(event.agent()))
                .setParameter(6, text(event.extension()))
                .setParameter(7, event.ending() == null ? "" : event.ending().stored())
                .setParameter(8, event.at())
                .executeUpdate();
        if (added == 0) return;
        var isWrappedUp = before.wrappedUpAt() != null;
        store(merchantId, id, CallHistory.of(history(merchantId, id)), isWrappedUp);
        tell(by, locked(merchantId, id), event.type().stored());
    }

    private List<CallEvent> history(UUID merchantId, UUID id) {
        List<?> rows = em.createNativeQuery("""
            select event_id, type, agent, extension, ending, occurred_at from phone_call_event
            where merchant_id = ?1 and call_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new CallEvent(
                        (String) row[0],
                        CallEvent.Kind.valueOf(upper(row[1])),
                        (String) row[2],
                        (String) row[3],
                        ending(row[4]),
                        Times.of(row[5])))
                .toList();
    }

    private void store(UUID merchantId, UUID id, CallHistory history, boolean isWrappedUp) {
        em.createNativeQuery("""
            update phone_call set state = ?3, started_at = coalesce(cast(nullif(?4, '') as timestamptz), started_at),
                answered_at = cast(nullif(?5, '') as timestamptz), held_since = cast(nullif(?6, '') as timestamptz),
                ended_at = cast(nullif(?7, '') as timestamptz), ending = nullif(?8, ''), agent = nullif(?9, ''),
                extension = nullif(?10, ''), hold_seconds = ?11, seq = seq + 1
            where merchant_id = ?1 and call_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .setParameter(3, history.state(isWrappedUp).stored())
                .setParameter(4, text(history.startedAt()))
                .setParameter(5, text(history.answeredAt()))
                .setParameter(6, text(history.heldSince()))
                .setParameter(7, text(history.endedAt()))
                .setParameter(
                        8, history.ending() == null ? "" : history.ending().stored())
                .setParameter(9, text(history.agent()))
                .setParameter(10, text(history.extension()))
                .setParameter(11, history.held().toSeconds())
                .executeUpdate();
    }

    /** Never with a number: events hold ids. */
    void tell(Principal by, PhoneCall call, String what) {
        tell(by, call, what, new HashMap<>());
    }

    void tell(Principal by, PhoneCall call, String what, Map<String, Object> data) {
        data.put("state", call.state().stored());
        data.put("direction", call.direction().stored());
        if (call.agent() != null) data.put("agent", call.agent());
        if (call.extension() != null) data.put("extension", call.extension());
        if (call.sessionId() != null) data.put("session_id", call.sessionId());
        events.record(new Fact(
                by.merchantId(),
                "call",
                call.id(),
                call.seq(),
                "call." + what,
                call.channelId(),
                ChannelKind.PHONE.stored(),
                null,
                by.actor(),
                data));
    }

    /**
     * Says which session a call is about, or keeps a draft of the note; what is null stays.
     *
     * @throws ProblemException CALL_TAKEN for another agent's; NOT_FOUND for a session the agent may not see
     */
    PhoneCall change(Principal by, UUID id, @Nullable UUID sessionId, @Nullable String note) {
        if (sessionId != null) checkout.get(by, sessionId);
        return work.write(by.merchantId(), () -> {
            var call = locked(by.merchantId(), id);
            if (!call.belongsTo(by.device())) throw taken();
            var sealed = note == null || note.isEmpty()
                    ? ""
                    : Keyring.current().seal(Field.CALL_NOTE.of(by.merchantId(), id), note);
            em.createNativeQuery("""
                update phone_call set session_id = coalesce(cast(nullif(?3, '') as uuid), session_id),
                    note = case when ?4 then nullif(?5, '') else note end, seq = seq + ?6
                where merchant_id = ?1 and call_id = ?2""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, text(sessionId))
                    .setParameter(4, note != null)
                    .setParameter(5, sealed)
                    .setParameter(6, sessionId == null ? 0 : 1)
                    .executeUpdate();
            var changed = get(by, id);
            if (sessionId != null) tell(by, changed, "changed");
            return changed;
        });
    }

    /**
     * What rings for an agent or for nobody in particular, and what is theirs and not done; the oldest first. Where there is too
     * much of it the oldest are left out: nobody may miss the call that has just begun.
     */
    List<PhoneCall> current(Principal by) {
        var latest = work.read(
                by.merchantId(),
                () -> all(by.merchantId(), """
                    state in ('ringing', 'active', 'held', 'wrap_up') and (agent = ?2 or agent is null and state <> 'wrap_up' and (
                        extension is null or not exists (select from desk_agent a where a.merchant_id = ?1
                          and a.extension = phone_call.extension and a.agent <> ?2 and a.expires_at > cast(?3 as timestamptz))))
                    order by started_at desc, call_id desc limit 20""", by.device(), clock.now().toString()));
        return latest.stream()
                .sorted(Comparator.comparing(PhoneCall::startedAt).thenComparing(PhoneCall::id))
                .toList();
    }

    /** Newest first. Agents see their own, and those nobody has answered. */
    List<PhoneCall> list(Principal by, @Nullable State state, boolean own, @Nullable UUID after, int limit) {
        var onlyTheirs = own || !seesAll(by);
        var mine = own ? "agent = ?2" : "(agent is null or agent = ?2)";
        var condition = (onlyTheirs ? mine : "cast(?2 as text) is not null")
                + " and (?3 = '' or state = ?3) and (?4 = '' or call_id < cast(nullif(?4, '') as uuid))"
                + " order by call_id desc limit " + limit;
        return work.read(
                by.merchantId(),
                () -> all(by.merchantId(), condition, by.device(), state == null ? "" : state.stored(), text(after)));
    }

    /** @throws ProblemException NOT_FOUND also for what another agent has */
    PhoneCall get(Principal by, UUID id) {
        return work.read(by.merchantId(), () -> find(by.merchantId(), "call_id = ?2", id))
                .filter(it -> seesAll(by) || it.agent() == null || it.belongsTo(by.device()))
                .orElseThrow(() -> ProblemException.notFound("call", id));
    }

    static boolean seesAll(Principal by) {
        return by.has(Role.MANAGER) || by.has(Role.ADMIN) || !by.is(PrincipalKind.STAFF);
    }

    PhoneCall locked(UUID merchantId, UUID id) {
        return find(merchantId, "call_id = ?2 for update", id).orElseThrow(() -> ProblemException.notFound("call", id));
    }

    private Optional<PhoneCall> find(UUID merchantId, String condition, Object value) {
        return all(merchantId, condition, value).stream().findFirst();
    }

    private List<PhoneCall> all(UUID merchantId, String condition, Object... values) {
        Query query = em.createNativeQuery(
                        "select " + COLUMNS + " from phone_call where merchant_id = ?1 and " + condition)
                .setParameter(1, merchantId);
        for (var i = 0; i < values.length; i++) query.setParameter(i + 2, values[i]);
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> read(merchantId, (Object[]) row)).toList();
    }

    private static PhoneCall read(UUID merchantId, Object[] row) {
        var id = (UUID) row[0];
        var keyring = Keyring.current();
        return new PhoneCall(
                id,
                (String) row[1],
                Direction.valueOf(upper(row[2])),
                State.valueOf(upper(row[3])),
                keyring.openIfAny(Field.CALL_NUMBER.of(merchantId, id), row[4]),
                (String) row[5],
                (String) row[6],
                (UUID) row[7],
                (UUID) row[8],
                Times.of(row[9]),
                time(row[10]),
                time(row[11]),
                ((Number) row[12]).longValue(),
                time(row[13]),
                ending(row[14]),
                time(row[15]),
                (String) row[16],
                keyring.openIfAny(Field.CALL_NOTE.of(merchantId, id), row[17]),
                row[18] == null ? null : ((Number) row[18]).intValue(),
                ((Number) row[19]).longValue());
    }

    private static String upper(Object stored) {
        return stored.toString().toUpperCase(Locale.ROOT);
    }

    private static CallEvent.@Nullable Ending ending(@Nullable Object stored) {
        return stored == null ? null : CallEvent.Ending.valueOf(upper(stored));
    }

    private static @Nullable OffsetDateTime time(@Nullable Object stored) {
        return stored == null ? null : Times.of(stored);
    }
}
