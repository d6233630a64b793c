package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.agent.Agent;
import onetill.agent.Agents;
import onetill.agent.HandleTimes;
import onetill.customer.Customers;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.money.Money;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import onetill.session.CallRequest.Outcome;
import onetill.session.CallRequest.State;
import onetill.timer.RecurringWork;
import org.jspecify.annotations.Nullable;

/**
 * The queue of buyers who want to be called. An agent who takes a call is in its session, for that is what the buyer asked for;
 * a payment that waits there goes on waiting. When the call is over the number is forgotten, and the agent is out again.
 */
@ApplicationScoped
public class CallRequests implements RecurringWork {

    private static final int BATCH = 100;
    private static final double HALF = 0.5;

    /** Who stands behind so many has no place that is worth counting. */
    private static final int LONGEST_LINE = 1_000;

    private static final String COLUMNS =
            "call_request_id, session_id, state, outcome, tries, agent, number, requested_at, queued_at, taken_at, ended_at, expires_at, seq";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    CheckoutSessions sessions;

    @Inject
    Assistances assistances;

    @Inject
    Agents agents;

    @Inject
    HandleTimes handleTimes;

    @Inject
    Events events;

    @Inject
    CallConfig config;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * A request, and how long it may still take.
     *
     * @param ahead how many are before it; 0 when its turn has come
     * @param expectedWaitSeconds null when too little is known, and when nobody waits any more
     * @param urgency null when nobody waits any more
     */
    record Waiting(
            CallRequest request,
            int ahead,
            @Nullable Long expectedWaitSeconds,
            @Nullable Urgency urgency) {}

    /** The call an agent has taken, and the session it is about. */
    record Taken(CallRequest request, Snapshot snapshot) {}

    /**
     * The buyer wants to be called.
     *
     * @param number the buyer's when null
     * @throws ProblemException VALIDATION_FAILED when there is no number; CALL_REQUESTED when they wait already
     */
    Waiting request(Principal by, UUID sessionId, @Nullable String number) {
        return sessions.locked(by, sessionId, session -> {
            if (Assistances.isOver(session)) throw Assistances.over(session);
            find(by.merchantId(), "session_id = ?2 and state in ('waiting', 'taken')", sessionId)
                    .ifPresent(CallRequests::refuseSecond);
            var called = number == null ? session.buyer().phone() : number;
            if (called == null) {
                throw ProblemException.invalid(
                        "number", "say which number shall be called; the session knows none of the buyer");
            }
            var id = ids.next();
            add(by.merchantId(), id, sessionId, Customers.normalized(called));
            var added = get(by.merchantId(), id);
            tell(by, added, "requested");
            return waiting(by.merchantId(), added);
        });
    }

    private static void refuseSecond(CallRequest open) {
        throw new ProblemException(
                        ProblemType.CALL_REQUESTED, "one call at a time: read this request, or cancel it and ask anew")
                .with("call_request_id", open.id());
    }

    private void add(UUID merchantId, UUID id, UUID sessionId, String number) {
        em.createNativeQuery("""
                        insert into call_request (merchant_id, call_request_id, session_id, number, state, requested_at, queued_at,
                                                  queued_ahead, expires_at, seq)
                        values (?1, ?2, ?3, ?4, 'waiting', ?5, ?5,
                            (select count(*) from call_request q where q.merchant_id = ?1 and q.state = 'waiting'), ?6, 1)""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .setParameter(3, sessionId)
                .setParameter(4, Keyring.current().seal(Field.CALL_REQUEST_NUMBER.of(merchantId, id), number))
                .setParameter(5, clock.now())
                .setParameter(6, clock.now().plus(config.requestTtl))
                .executeUpdate();
    }

    /** Those of one session, the newest first. */
    List<Waiting> ofSession(Principal by, UUID sessionId) {
        sessions.get(by, sessionId); // who must not see it gets a 404
        return work.read(
                by.merchantId(),
                () -> all(by.merchantId(), "session_id = ?2 order by requested_at desc limit 20", sessionId).stream()
                        .map(it -> waiting(by.merchantId(), it))
                        .toList());
    }

    Waiting ofSession(Principal by, UUID sessionId, UUID id) {
        sessions.get(by, sessionId);
        return work.read(by.merchantId(), () -> waiting(by.merchantId(), inSession(by, sessionId, id)));
    }

    private CallRequest inSession(Principal by, UUID sessionId, UUID id) {
        return Optional.of(get(by.merchantId(), id))
                .filter(it -> it.sessionId().equals(sessionId))
                .orElseThrow(() -> ProblemException.notFound("call request", id));
    }

    /** The buyer does not want to be called any more. Safe to repeat. */
    Waiting cancel(Principal by, UUID sessionId, UUID id) {
        sessions.get(by, sessionId);
        return work.write(by.merchantId(), () -> {
            inSession(by, sessionId, id);
            end(by, locked(by.merchantId(), id), State.CANCELED, null);
            return waiting(by.merchantId(), get(by.merchantId(), id));
        });
    }

    /** The queue, the most urgent first, or calls that were taken. */
    List<Waiting> queue(Principal by, State state, int limit) {
        return work.read(by.merchantId(), () -> state == State.WAITING ? waiting(by, limit) : taken(by, limit));
    }

    private List<Waiting> waiting(Principal by, int limit) {
        var line = line(by.merchantId());
        var pace = pace(by.merchantId());
        var places = new HashMap<UUID, Integer>();
        for (var i = 0; i < Math.min(limit, line.size()); i++)
            places.put(line.get(i).requestId(), i);
        return all(by.merchantId(), "state = ?2 order by queued_at, call_request_id limit " + LONGEST_LINE, "waiting")
                .stream()
                .filter(it -> places.containsKey(it.id()))
                .sorted(Comparator.comparing(it -> places.getOrDefault(it.id(), 0)))
                .map(it -> {
                    var place = places.getOrDefault(it.id(), 0);
                    return new Waiting(it, place, pace.until(place), line.get(place));
                })
                .toList();
    }

    private List<Waiting> taken(Principal by, int limit) {
        return all(by.merchantId(), "state = ?2 order by taken_at, call_request_id limit " + limit, "taken").stream()
                .map(it -> new Waiting(it, 0, null, null))
                .toList();
    }

    /** All who wait, the most urgent first. */
    private List<Urgency> line(UUID merchantId) {
        List<?> rows = em.createNativeQuery("""
                        select r.call_request_id, r.queued_at, s.total_minor, s.currency, exists (
                            select 1 from payment_attempt a where a.merchant_id = r.merchant_id and a.reference = r.session_id
                              and a.state = 'declined')
                        from call_request r
                        join checkout_session s on s.merchant_id = r.merchant_id and s.session_id = r.session_id
                        where r.merchant_id = ?1 and r.state = 'waiting' order by r.queued_at limit ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, LONGEST_LINE)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> Urgency.of(
                        (UUID) row[0],
                        Times.of(row[1]),
                        (Boolean) row[4],
                        Money.of(((Number) row[2]).longValue(), row[3].toString()),
                        config))
                .sorted(Urgency.ORDER)
                .toList();
    }

    /**
     * The most urgent call goes to an agent who asks for one. Agents who ask at once each get another; one who has a call gets that
     * again, until they have said how it went.
     */
    Optional<Taken> next(Principal by) {
        return work.write(by.merchantId(), () -> {
            lock(by);
            var own = find(by.merchantId(), "state = 'taken' and agent = ?2 order by taken_at limit 1", by.device());
            if (own.isPresent()) return Optional.of(again(by, own.get()));
            for (var each : line(by.merchantId())) {
                var free = find(
                        by.merchantId(),
                        "call_request_id = ?2 and state = 'waiting' for update skip locked",
                        each.requestId());
                if (free.isEmpty()) continue;
                var taken = takenIfNeeded(by, free.get());
                if (taken.isPresent()) return taken;
            }
            return Optional.empty();
        });
    }

    /** Also of a purchase that is over meanwhile: how the call went is still to be said. */
    private Taken again(Principal by, CallRequest own) {
        return sessions.locked(by, own.sessionId(), session -> {
            if (!Assistances.isOver(session)) sessions.letIn(session, by, Assistance.By.CALL_REQUEST);
            return new Taken(own, sessions.snapshot(by, session));
        });
    }

    /** One agent who asks twice at once gets one call. */
    private void lock(Principal by) {
        em.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, by.merchantId() + " next call of " + by.device())
                .getSingleResult();
    }

    /** @return empty for a purchase that is over: nobody needs to be called about it */
    private Optional<Taken> takenIfNeeded(Principal by, CallRequest request) {
        var isOver = sessions.locked(by, request.sessionId(), Assistances::isOver);
        if (isOver) {
            end(by, request, State.CANCELED, null);
            return Optional.empty();
        }
        return Optional.of(entered(by, markTaken(by, request)));
    }

    /**
     * An agent takes the call, and is let into its session. Of many who try one gets it; that one may repeat it.
     *
     * @throws ProblemException CALL_TAKEN by somebody else; ILLEGAL_TRANSITION when it is over
     */
    Taken take(Principal by, UUID id) {
        return work.write(by.merchantId(), () -> {
            var request = locked(by.merchantId(), id);
            if (request.state() == State.WAITING) request = markTaken(by, request);
            else guardOwn(by, request);
            return entered(by, request);
        });
    }

    private CallRequest markTaken(Principal by, CallRequest request) {
        em.createNativeQuery("""
                        update call_request set state = 'taken', agent = ?3, taken_at = ?4, expires_at = ?5, seq = seq + 1
                        where merchant_id = ?1 and call_request_id = ?2""")
                .setParameter(1, by.merchantId())
                .setParameter(2, request.id())
                .setParameter(3, by.device())
                .setParameter(4, clock.now())
                .setParameter(5, clock.now().plus(config.callTtl))
                .executeUpdate();
        var taken = get(by.merchantId(), request.id());
        tell(by, taken, "taken");
        return taken;
    }

    private Taken entered(Principal by, CallRequest taken) {
        return sessions.locked(by, taken.sessionId(), session -> {
            if (Assistances.isOver(session)) throw Assistances.over(session);
            sessions.letIn(session, by, Assistance.By.CALL_REQUEST);
            return new Taken(taken, sessions.snapshot(by, session));
        });
    }

    private static void guardOwn(Principal by, CallRequest request) {
        if (!request.state().isOpen()) {
            throw new ProblemException(
                    ProblemType.ILLEGAL_TRANSITION,
                    "this call is %s; take the next one"
                            .formatted(request.state().stored()));
        }
        if (request.state() == State.WAITING) {
            throw new ProblemException(ProblemType.ILLEGAL_TRANSITION, "nobody has taken this call yet; take it first");
        }
        if (by.device().equals(request.agent())) return;
        throw new ProblemException(ProblemType.CALL_TAKEN, "another agent is at this call; take the next one");
    }

    /**
     * How the call went. The number is forgotten, unless nobody answered and it is to be tried again later.
     *
     * @param again puts it back at the end of the queue; only for {@code not_reached}
     */
    Waiting finish(Principal by, UUID id, Outcome outcome, boolean again) {
        if (again && outcome != Outcome.NOT_REACHED) {
            throw ProblemException.invalid("again", "only who was not reached is called again; leave it out");
        }
        return work.write(by.merchantId(), () -> {
            var request = locked(by.merchantId(), id);
            if (request.state() == State.FINISHED && outcome == request.outcome()) {
                return waiting(by.merchantId(), request);
            }
            if (request.state() != State.TAKEN || !isInCharge(by)) guardOwn(by, request);
            if (again) putBack(by, request);
            else end(by, request, State.FINISHED, outcome);
            return waiting(by.merchantId(), get(by.merchantId(), id));
        });
    }

    /** Whoever answers for the desk may end what an agent has left behind. */
    private static boolean isInCharge(Principal by) {
        return by.has(Role.MANAGER) || by.has(Role.ADMIN) || by.is(PrincipalKind.SECRET_KEY);
    }

    private void putBack(Principal by, CallRequest request) {
        em.createNativeQuery("""
                        update call_request set state = 'waiting', outcome = 'not_reached', tries = tries + 1, agent = null,
                            taken_at = null, queued_at = ?3, expires_at = ?4, seq = seq + 1, queued_ahead =
                            (select count(*) from call_request q where q.merchant_id = ?1 and q.state = 'waiting')
                        where merchant_id = ?1 and call_request_id = ?2""")
                .setParameter(1, by.merchantId())
                .setParameter(2, request.id())
                .setParameter(3, clock.now())
                .setParameter(4, clock.now().plus(config.requestTtl))
                .executeUpdate();
        tell(by, get(by.merchantId(), request.id()), "requeued");
        letOut(by, request);
    }

    private void end(Principal by, CallRequest request, State state, @Nullable Outcome outcome) {
        if (!request.state().isOpen()) return;
        em.createNativeQuery("""
                        update call_request set state = ?3, outcome = coalesce(?4, outcome), number = null, ended_at = ?5,
                            seq = seq + 1
                        where merchant_id = ?1 and call_request_id = ?2""")
                .setParameter(1, by.merchantId())
                .setParameter(2, request.id())
                .setParameter(3, state.stored())
                .setParameter(4, outcome == null ? null : outcome.stored())
                .setParameter(5, clock.now())
                .executeUpdate();
        tell(by, get(by.merchantId(), request.id()), state.stored());
        letOut(by, request);
    }

    /** The agent was let in for this call. */
    private void letOut(Principal by, CallRequest request) {
        var agent = request.agent();
        if (agent == null) return;
        var system = Principal.system(by.merchantId());
        sessions.locked(system, request.sessionId(), session -> {
            var cameForIt = session.assistance(it -> it.isOf(agent) && it.by() == Assistance.By.CALL_REQUEST);
            if (cameForIt.isPresent()) sessions.endAssistance(session, by, agent);
            return null;
        });
    }

    private Waiting waiting(UUID merchantId, CallRequest request) {
        if (request.state() != State.WAITING) return new Waiting(request, 0, null, null);
        var line = line(merchantId);
        for (var place = 0; place < line.size(); place++) {
            if (!line.get(place).requestId().equals(request.id())) continue;
            return new Waiting(request, place, pace(merchantId).until(place), line.get(place));
        }
        return new Waiting(request, line.size(), null, null);
    }

    /**
     * How the queue moves.
     *
     * @param perPlace seconds for one place; null when too little is known
     * @param free agents who could take a call now
     */
    private record Pace(@Nullable Double perPlace, long free) {

        @Nullable
        Long until(int ahead) {
            var places = Math.max(0, ahead + 1 - free);
            return perPlace == null ? null : Long.valueOf((long) Math.floor(perPlace * places + HALF));
        }
    }

    /** By the agents at the desk and how long they are at a call; where nobody has signed in, by what people waited lately. */
    private Pace pace(UUID merchantId) {
        var there = agents.all(merchantId).stream()
                .filter(it -> it.state() != Agent.State.AWAY)
                .toList();
        if (there.isEmpty()) return new Pace(waitedForEachPlace(merchantId), 0);
        var median = handleTimes.median(merchantId, config.estimateCalls);
        var free =
                there.stream().filter(it -> it.state() == Agent.State.AVAILABLE).count();
        return new Pace(median == null ? null : median / there.size(), free);
    }

    /**
     * The median of what people waited lately for each place. When the one who waits longest has waited more than that already, then
     * that: a desk nobody is at any more makes no promises out of its better hours.
     */
    private @Nullable Double waitedForEachPlace(UUID merchantId) {
        var row = (Object[]) em.createNativeQuery("""
                        select w.calls, w.per_place,
                               (select max(extract(epoch from cast(?3 as timestamptz) - q.queued_at) / (q.queued_ahead + 1))
                                  from call_request q where q.merchant_id = ?1 and q.state = 'waiting')
                        from (select count(*) as calls, percentile_cont(0.5) within group (order by
                                  extract(epoch from taken_at - queued_at) / (queued_ahead + 1)) as per_place
                              from call_request where merchant_id = ?1 and taken_at > cast(?2 as timestamptz)) w""")
                .setParameter(1, merchantId)
                .setParameter(2, clock.now().minus(config.estimateWindow))
                .setParameter(3, clock.now())
                .getSingleResult();
        var calls = ((Number) row[0]).intValue();
        if (calls == 0 || calls < config.estimateCalls) return null;
        var longest = row[2] == null ? 0 : ((Number) row[2]).doubleValue();
        return Math.max(((Number) row[1]).doubleValue(), longest);
    }

    private CallRequest get(UUID merchantId, UUID id) {
        return find(merchantId, "call_request_id = ?2", id)
                .orElseThrow(() -> ProblemException.notFound("call request", id));
    }

    private CallRequest locked(UUID merchantId, UUID id) {
        return find(merchantId, "call_request_id = ?2 for update", id)
                .orElseThrow(() -> ProblemException.notFound("call request", id));
    }

    private Optional<CallRequest> find(UUID merchantId, String where, Object value) {
        return all(merchantId, where, value).stream().findFirst();
    }

    private List<CallRequest> all(UUID merchantId, String where, Object value) {
        List<?> rows = em.createNativeQuery(
                        "select " + COLUMNS + " from call_request where merchant_id = ?1 and " + where)
                .setParameter(1, merchantId)
                .setParameter(2, value)
                .getResultList();
        return rows.stream().map(row -> read(merchantId, (Object[]) row)).toList();
    }

    private static CallRequest read(UUID merchantId, Object[] row) {
        var outcome = (String) row[3];
        return new CallRequest(
                (UUID) row[0],
                (UUID) row[1],
                State.valueOf(((String) row[2]).toUpperCase(Locale.ROOT)),
                outcome == null ? null : Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                ((Number) row[4]).intValue(),
                (String) row[5],
                Keyring.current().openIfAny(Field.CALL_REQUEST_NUMBER.of(merchantId, row[0]), row[6]),
                Times.of(row[7]),
                Times.of(row[8]),
                row[9] == null ? null : Times.of(row[9]),
                row[10] == null ? null : Times.of(row[10]),
                Times.of(row[11]),
                ((Number) row[12]).longValue());
    }

    private void tell(Principal by, CallRequest request, String what) {
        var data = new HashMap<String, Object>();
        data.put("session_id", request.sessionId());
        data.put("tries", request.tries());
        if (request.outcome() != null) data.put("outcome", request.outcome().stored());
        events.record(new Fact(
                by.merchantId(),
                "call_request",
                request.id(),
                request.seq(),
                "call_request." + what,
                null,
                null,
                null,
                by.actor(),
                data));
    }

    @Override
    public Duration pause() {
        return config.interval;
    }

    /** Ends what nobody came to, and what its buyer does not need any more. */
    @Override
    public void run(UUID merchantId) {
        var system = Principal.system(merchantId);
        for (var id : overdue(merchantId)) {
            work.write(merchantId, () -> {
                var request = locked(merchantId, id);
                var isLate = !request.expiresAt().isAfter(clock.now());
                end(system, request, isLate ? State.EXPIRED : State.CANCELED, null);
                return null;
            });
        }
        assistances.forgetViewings(merchantId);
        work.write(
                merchantId,
                () -> em.createNativeQuery("delete from call_request where merchant_id = ?1 and ended_at < ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, clock.now().minus(config.kept))
                        .executeUpdate());
    }

    private List<UUID> overdue(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select c.call_request_id from call_request c
                            join checkout_session s on s.merchant_id = c.merchant_id and s.session_id = c.session_id
                            where c.merchant_id = ?1 and c.state in ('waiting', 'taken') and (c.expires_at <= ?2
                              or c.state = 'waiting' and s.status in ('completed', 'canceled'))
                            limit ?3""")
                    .setParameter(1, merchantId)
                    .setParameter(2, clock.now())
                    .setParameter(3, BATCH)
                    .getResultList();
            return rows.stream().map(UUID.class::cast).toList();
        });
    }
}
