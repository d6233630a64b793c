package onetill.telephony;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.channel.ChannelKind;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Times;
import onetill.session.Change;
import onetill.session.Checkout;
import onetill.session.SessionStatus;
import onetill.session.SessionView;
import onetill.session.Snapshot;
import onetill.session.Submission;
import onetill.session.TenderRequest;
import onetill.session.TenderRequests;
import onetill.telephony.KeypadEntry.State;
import onetill.timer.RecurringWork;
import org.jspecify.annotations.Nullable;

/**
 * Cards typed on the keys of a phone. The telephony takes the keys, tells how far the caller is, and hands over a token of the payment
 * provider, which pays the session by the same path as every other tender. No digit comes here.
 */
@ApplicationScoped
public class KeypadEntries implements RecurringWork {

    private static final Logger LOG = Logger.getLogger(KeypadEntries.class.getName());
    private static final int BATCH = 50;
    private static final String COLUMNS = """
        entry_id, session_id, call_id, connection_id, agent, state, revision, amount_minor, currency, consent, cast(fields as text),
        token, problem, started_at, expires_at, ended_at, seq""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Connections connections;

    @Inject
    Captures captures;

    @Inject
    Channels channels;

    @Inject
    Checkout checkout;

    @Inject
    TenderRequests tenders;

    @Inject
    Events events;

    @Inject
    KeypadConfig config;

    @Inject
    Clocks clock;

    /** What the caller has agreed to pay. */
    record Agreed(
            long revision,
            long confirmedTotalMinor,
            String consent,
            @Nullable UUID callId) {}

    /**
     * How far the caller is with a field.
     *
     * @param number counts the words of one entry, so that a late one changes nothing
     */
    record Progress(KeypadField field, long number) {}

    /**
     * The telephony takes the caller's keys from now on.
     *
     * @param id the same for the same request, however often it comes
     * @throws ProblemException NOT_READY, NOT_THE_HOLDER, TOTAL_CHANGED, KEYPAD_ENTRY_OPEN, TENDER_NOT_OFFERED where no telephony of the
     *     channel takes keys, PROVIDER_UNAVAILABLE when it does not answer
     */
    KeypadEntry start(Principal by, UUID id, String channelId, UUID sessionId, Agreed agreed) {
        var channel = channels.get(by.merchantId(), channelId, ChannelKind.PHONE);
        var connection = connections.all(by.merchantId(), channelId).stream()
                .filter(it -> it.captureUrl() != null)
                .findFirst()
                .filter(it -> channel.tenders().contains("card"))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.TENDER_NOT_OFFERED,
                        "no telephony of this channel takes cards by the keys; send a pay link or use a saved tender"));
        var session = SessionView.of(checkout.getWithBuyer(by, sessionId));
        guardPayable(by, session, agreed);
        var entry = work.write(by.merchantId(), () -> added(by, id, connection, session, agreed));
        if (entry.state() != State.STARTING) return entry;
        try {
            captures.start(connection, entry, providerCallId(by.merchantId(), agreed.callId()), session.locale());
        } catch (ProblemException e) {
            end(by.merchantId(), id, State.FAILED, "provider_unavailable");
            throw e;
        }
        return work.write(by.merchantId(), () -> {
            if (locked(by.merchantId(), id).state() == State.STARTING) set(by.merchantId(), id, State.TYPING, null);
            return get(by.merchantId(), id);
        });
    }

    private static void guardPayable(Principal by, SessionView session, Agreed agreed) {
        if (!session.holder().actor().equals(by.device())) {
            throw new ProblemException(ProblemType.NOT_THE_HOLDER, "take the pen before the caller pays: POST …/holder")
                    .with("holder", session.holder());
        }
        if (session.status() != SessionStatus.READY_FOR_COMPLETE) {
            throw new ProblemException(
                    ProblemType.NOT_READY,
                    "the session is %s; answer what it still asks for, and read it back"
                            .formatted(session.status().name().toLowerCase(Locale.ROOT)));
        }
        if (session.revision() == agreed.revision() && session.totalMinor() == agreed.confirmedTotalMinor()) return;
        throw new ProblemException(
                        ProblemType.TOTAL_CHANGED,
                        "the caller agreed to another state of the session; read it back again and start anew")
                .with("session", session);
    }

    private KeypadEntry added(Principal by, UUID id, Connection connection, SessionView session, Agreed agreed) {
        var known = find(by.merchantId(), "entry_id = ?2", id);
        if (known.isPresent()) return known.get();
        find(by.merchantId(), "session_id = ?2 and state in ('starting', 'typing', 'captured')", session.id())
                .ifPresent(KeypadEntries::refuseSecond);
        var now = clock.now();
        em.createNativeQuery("""
            insert into keypad_entry (merchant_id, entry_id, session_id, call_id, connection_id, agent, state, revision,
                amount_minor, currency, consent, fields, started_at, expires_at, seq)
            values (?1, ?2, ?3, cast(nullif(?4, '') as uuid), ?5, ?6, 'starting', ?7, ?8, ?9, ?10, cast(?11 as jsonb), ?12,
                ?13, 1)""")
                .setParameter(1, by.merchantId())
                .setParameter(2, id)
                .setParameter(3, session.id())
                .setParameter(4, agreed.callId() == null ? "" : agreed.callId().toString())
                .setParameter(5, connection.id())
                .setParameter(6, by.device())
                .setParameter(7, agreed.revision())
                .setParameter(8, agreed.confirmedTotalMinor())
                .setParameter(9, session.currency())
                .setParameter(10, agreed.consent())
                .setParameter(11, Json.write(KeypadField.untouched()))
                .setParameter(12, now)
                .setParameter(13, now.plus(config.ttl))
                .executeUpdate();
        var added = get(by.merchantId(), id);
        tell(by, added, "started", new HashMap<>());
        return added;
    }

    private static void refuseSecond(KeypadEntry live) {
        throw new ProblemException(
                        ProblemType.KEYPAD_ENTRY_OPEN,
                        "one at a time: go on with this one, or cancel it and start anew")
                .with("keypad_entry_id", live.id());
    }

    /** The telephony's own name for the call, by which it finds the line; empty for a call it has not told of. */
    private String providerCallId(UUID merchantId, @Nullable UUID callId) {
        if (callId == null) return "";
        List<?> found = work.read(
                merchantId,
                () -> em.createNativeQuery(
                                "select provider_call_id from phone_call where merchant_id = ?1 and call_id = ?2 and"
                                        + " provider_call_id is not null")
                        .setParameter(1, merchantId)
                        .setParameter(2, callId)
                        .getResultList());
        return found.isEmpty() ? "" : found.get(0).toString();
    }

    /** @throws ProblemException NOT_FOUND */
    KeypadEntry ofSession(Principal by, String channelId, UUID sessionId, UUID id) {
        channels.get(by.merchantId(), channelId, ChannelKind.PHONE);
        checkout.get(by, sessionId);
        return work.read(by.merchantId(), () -> find(by.merchantId(), "entry_id = ?2", id))
                .filter(it -> it.sessionId().equals(sessionId))
                .orElseThrow(() -> ProblemException.notFound("keypad entry", id));
    }

    /**
     * One field is typed once more.
     *
     * @throws ProblemException ILLEGAL_TRANSITION when nothing is typed any more; PROVIDER_UNAVAILABLE
     */
    KeypadEntry restart(Principal by, String channelId, UUID sessionId, UUID id, KeypadField.Name field) {
        var entry = ofSession(by, channelId, sessionId, id);
        guardTyped(entry);
        captures.restart(connection(by.merchantId(), entry), entry, field);
        return work.write(by.merchantId(), () -> {
            var now = locked(by.merchantId(), id);
            guardTyped(now);
            store(by.merchantId(), now, KeypadField.empty(field), null);
            var restarted = get(by.merchantId(), id);
            tell(by, restarted, "progress", data(KeypadField.empty(field)));
            return restarted;
        });
    }

    private static void guardTyped(KeypadEntry entry) {
        if (entry.state().isTyped()) return;
        throw new ProblemException(
                ProblemType.ILLEGAL_TRANSITION,
                "this entry is %s; start a new one".formatted(entry.state().stored()));
    }

    /** Nothing is typed any more. Safe to repeat; a payment that is under way goes on. */
    KeypadEntry cancel(Principal by, String channelId, UUID sessionId, UUID id) {
        var entry = ofSession(by, channelId, sessionId, id);
        if (!entry.state().isTyped()) return entry;
        end(by.merchantId(), id, State.CANCELED, null);
        captures.cancel(connection(by.merchantId(), entry), entry);
        return get(by.merchantId(), id);
    }

    private Connection connection(UUID merchantId, KeypadEntry entry) {
        return connections.byId(merchantId, entry.connectionId());
    }

    // What the telephony tells.

    /** How far the caller is. What is told late or twice changes nothing. */
    void progress(Connection connection, UUID id, Progress progress) {
        var merchantId = connection.merchantId();
        work.write(merchantId, () -> {
            var entry = of(connection, id);
            if (!entry.state().isTyped()) return entry;
            if (!store(merchantId, entry, progress.field(), progress.number())) return entry;
            var after = get(merchantId, id);
            tell(Principal.system(merchantId), after, "progress", data(progress.field()));
            return after;
        });
    }

    private static Map<String, Object> data(KeypadField field) {
        var data = new HashMap<String, Object>();
        data.put("field", field.name().stored());
        data.put("digits", field.digits());
        data.put("field_state", field.state().name().toLowerCase(Locale.ROOT));
        return data;
    }

    /** @param number null for what we have said ourselves, which stands until the telephony says more */
    private boolean store(UUID merchantId, KeypadEntry entry, KeypadField field, @Nullable Long number) {
        var fields = new ArrayList<KeypadField>();
        for (var each : entry.fields()) fields.add(each.name() == field.name() ? field : each);
        return em.createNativeQuery("""
            update keypad_entry set state = 'typing', fields = cast(?3 as jsonb), told = greatest(told, ?4), seq = seq + 1,
                expires_at = case when ?5 then ?6 else expires_at end
            where merchant_id = ?1 and entry_id = ?2 and (?5 or told < ?4)""")
                        .setParameter(1, merchantId)
                        .setParameter(2, entry.id())
                        .setParameter(3, Json.write(fields))
                        .setParameter(4, number == null ? 0L : number)
                        .setParameter(5, number == null)
                        .setParameter(6, clock.now().plus(config.ttl))
                        .executeUpdate()
                > 0;
    }

    /** All is typed, and the provider has made this of it. It pays at once; should that be cut short, a timer goes on with it. */
    void completed(Connection connection, UUID id, String token) {
        var merchantId = connection.merchantId();
        var isNews = work.write(merchantId, () -> {
            var entry = of(connection, id);
            if (!entry.state().isTyped()) return false;
            em.createNativeQuery("""
                update keypad_entry set state = 'captured', token = ?3, captured_at = ?4, seq = seq + 1
                where merchant_id = ?1 and entry_id = ?2""")
                    .setParameter(1, merchantId)
                    .setParameter(2, id)
                    .setParameter(3, Keyring.current().seal(Field.KEYPAD_TOKEN.of(merchantId, id), token))
                    .setParameter(4, clock.now())
                    .executeUpdate();
            tell(Principal.system(merchantId), get(merchantId, id), "captured", new HashMap<>());
            return true;
        });
        if (isNews) pay(merchantId, id);
    }

    /** The caller hung up, or gave up. */
    void failed(Connection connection, UUID id, String reason) {
        var entry = work.read(connection.merchantId(), () -> of(connection, id));
        if (entry.state().isTyped()) end(connection.merchantId(), id, State.FAILED, reason);
    }

    private KeypadEntry of(Connection connection, UUID id) {
        return find(connection.merchantId(), "entry_id = ?2 for update", id)
                .filter(it -> it.connectionId().equals(connection.id()))
                .orElseThrow(() -> ProblemException.notFound("keypad entry", id));
    }

    // What becomes of it.

    /** The entry's id names the payment, so that whoever does this again goes on with the one that was begun. */
    private void pay(UUID merchantId, UUID id) {
        var entry = get(merchantId, id);
        var token = entry.token();
        if (entry.state() != State.CAPTURED || token == null) return;
        var agent = agent(merchantId, entry);
        try {
            settle(merchantId, entry, paid(agent, entry, token));
        } catch (ProblemException e) {
            if (isOver(e.type())) end(merchantId, id, State.FAILED, e.type().slug());
            else LOG.log(Level.INFO, "keypad entry {0} is paid later: {1}", new Object[] {id, e.type()});
        }
    }

    private Snapshot paid(Principal agent, KeypadEntry entry, String token) {
        var card = new TenderRequest("card", null, token, null, null, null, null, null, null, null);
        var shares = tenders.shares(agent, entry.sessionId(), card, null);
        return checkout.complete(
                agent,
                entry.sessionId(),
                new Submission(
                        entry.revision(), entry.amountMinor(), shares, Change.NOTHING, entry.consent(), entry.id()));
    }

    /** A payment that is under way is asked for again; all else will not be another one later. */
    private static boolean isOver(ProblemType type) {
        return !Set.of(
                        ProblemType.PAYMENT_IN_PROGRESS,
                        ProblemType.PROVIDER_UNAVAILABLE,
                        ProblemType.DATABASE_UNAVAILABLE,
                        ProblemType.IDEMPOTENCY_IN_FLIGHT)
                .contains(type);
    }

    /** Who asked for it: the session is on their pen. */
    private static Principal agent(UUID merchantId, KeypadEntry entry) {
        var subject = entry.agent().replaceFirst("^[a-z_]+:", "");
        return new Principal(PrincipalKind.STAFF, merchantId, subject, subject, null, null, Set.of(Role.AGENT));
    }

    private void settle(UUID merchantId, KeypadEntry entry, Snapshot snapshot) {
        var session = snapshot.session();
        switch (session.status()) {
            case COMPLETED -> end(merchantId, entry.id(), State.PAID, null);
            case COMPLETE_IN_PROGRESS -> {
                /* the provider is silent; asked again by the timer */
            }
            case REQUIRES_ESCALATION -> {
                // Nobody can confirm by the phone: the payment is taken back, and a link lets the caller.
                checkout.withdraw(agent(merchantId, entry), entry.sessionId());
                end(merchantId, entry.id(), State.DECLINED, "authentication_required");
            }
            case INCOMPLETE, READY_FOR_COMPLETE, CANCELED -> end(merchantId, entry.id(), State.DECLINED, why(snapshot));
        }
    }

    private static String why(Snapshot snapshot) {
        var messages = SessionView.of(snapshot).messages();
        return messages.isEmpty()
                ? "declined"
                : messages.get(messages.size() - 1).code();
    }

    private void end(UUID merchantId, UUID id, State state, @Nullable String problem) {
        work.write(merchantId, () -> {
            var entry = locked(merchantId, id);
            if (!entry.state().isLive()) return entry;
            set(merchantId, id, state, problem);
            var ended = get(merchantId, id);
            var data = new HashMap<String, Object>();
            if (problem != null) data.put("problem", problem);
            tell(Principal.system(merchantId), ended, state.stored(), data);
            return ended;
        });
    }

    private void set(UUID merchantId, UUID id, State state, @Nullable String problem) {
        em.createNativeQuery("""
            update keypad_entry set state = ?3, problem = nullif(?4, ''), seq = seq + case when ?5 then 1 else 0 end,
                token = case when ?5 then null else token end, ended_at = case when ?5 then cast(?6 as timestamptz) end
            where merchant_id = ?1 and entry_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .setParameter(3, state.stored())
                .setParameter(4, problem == null ? "" : problem)
                .setParameter(5, !state.isLive())
                .setParameter(6, clock.now().toString())
                .executeUpdate();
    }

    private void tell(Principal by, KeypadEntry entry, String what, Map<String, Object> data) {
        data.put("session_id", entry.sessionId());
        data.put("agent", entry.agent());
        data.put("state", entry.state().stored());
        if (entry.callId() != null) data.put("call_id", entry.callId());
        events.record(new Fact(
                by.merchantId(),
                "keypad_entry",
                entry.id(),
                entry.seq(),
                "keypad_entry." + what,
                null,
                ChannelKind.PHONE.stored(),
                null,
                by.actor(),
                data));
    }

    @Override
    public Duration pause() {
        return config.interval;
    }

    /** Ends what nobody typed in time, and goes on with payments that were cut short. Each under its own lock, on any node. */
    @Override
    @ActivateRequestContext // a payment looks at who has come from where: nobody from anywhere
    public void run(UUID merchantId) {
        for (var entry : due(merchantId)) {
            if (entry.state() == State.CAPTURED) {
                pay(merchantId, entry.id());
                continue;
            }
            end(merchantId, entry.id(), State.EXPIRED, null);
            captures.cancel(connection(merchantId, entry), entry);
        }
    }

    private List<KeypadEntry> due(UUID merchantId) {
        return work.read(
                merchantId,
                () -> all(
                        merchantId,
                        "state in ('starting', 'typing', 'captured') and (state <> 'captured' and expires_at <= ?2"
                                + " or state = 'captured' and captured_at <= ?3) limit " + BATCH,
                        clock.now(),
                        clock.now().minus(config.payAgain)));
    }

    private KeypadEntry get(UUID merchantId, UUID id) {
        return work.read(merchantId, () -> find(merchantId, "entry_id = ?2", id))
                .orElseThrow(() -> ProblemException.notFound("keypad entry", id));
    }

    private KeypadEntry locked(UUID merchantId, UUID id) {
        return find(merchantId, "entry_id = ?2 for update", id)
                .orElseThrow(() -> ProblemException.notFound("keypad entry", id));
    }

    private Optional<KeypadEntry> find(UUID merchantId, String condition, Object value) {
        return all(merchantId, condition, value).stream().findFirst();
    }

    private List<KeypadEntry> all(UUID merchantId, String condition, Object... values) {
        var query = em.createNativeQuery(
                        "select " + COLUMNS + " from keypad_entry where merchant_id = ?1 and " + condition)
                .setParameter(1, merchantId);
        for (var i = 0; i < values.length; i++) query.setParameter(i + 2, values[i]);
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> read(merchantId, (Object[]) row)).toList();
    }

    private static KeypadEntry read(UUID merchantId, Object[] row) {
        var id = (UUID) row[0];
        return new KeypadEntry(
                id,
                (UUID) row[1],
                (UUID) row[2],
                (UUID) row[3],
                (String) row[4],
                State.valueOf(row[5].toString().toUpperCase(Locale.ROOT)),
                ((Number) row[6]).longValue(),
                ((Number) row[7]).longValue(),
                row[8].toString(),
                (String) row[9],
                Json.read(row[10].toString(), new TypeReference<List<KeypadField>>() {}),
                Keyring.current().openIfAny(Field.KEYPAD_TOKEN.of(merchantId, id), row[11]),
                (String) row[12],
                Times.of(row[13]),
                Times.of(row[14]),
                time(row[15]),
                ((Number) row[16]).longValue());
    }

    private static @Nullable OffsetDateTime time(@Nullable Object stored) {
        return stored == null ? null : Times.of(stored);
    }
}
