package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import onetill.access.CodeTries;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.customer.Customers;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;

/**
 * People of the merchant's help a buyer in what the buyer's own device holds: they ask, and the buyer lets them in; or the
 * buyer has come to them, by a code they said or a call. Then both see the same, and the pen still moves only when somebody
 * takes it.
 */
@ApplicationScoped
public class Assistances {

    /** How often it is told that the same manager looks at the same session. */
    private static final Duration TOLD_AGAIN = Duration.ofHours(1);

    private static final int AT_LEAST_A_SECOND = 1;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    CheckoutSessions sessions;

    @Inject
    Handoffs handoffs;

    @Inject
    Customers customers;

    @Inject
    CodeTries tries;

    @Inject
    Events events;

    @Inject
    AssistanceConfig config;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * Asks the buyer. Who has asked or was let in already is told so.
     *
     * @throws ProblemException ILLEGAL_TRANSITION when there is nobody to ask; ASSISTANCE_REQUESTED; ASSISTANCE_DECLINED
     */
    public Assistance ask(Principal by, UUID sessionId) {
        return sessions.locked(by, sessionId, session -> {
            var present = session.assistance(it -> it.isOf(by.device()) && it.isPresent());
            if (present.isPresent()) return present.get();
            guardAsking(by, session);
            var asked = Assistance.of(ids.next(), by, Assistance.State.ASKED, Assistance.By.REQUEST, clock.now());
            return sessions.record(session, by, asked, "assistance.requested");
        });
    }

    private void guardAsking(Principal by, CheckoutSession session) {
        if (isOver(session)) throw over(session);
        if (!session.isClosedTo(by)) {
            throw new ProblemException(
                    ProblemType.ILLEGAL_TRANSITION,
                    "no buyer's device holds this session, so there is nobody to ask: take the pen");
        }
        session.assistance(Assistance::isAsked)
                .ifPresent(it -> guardPause(ProblemType.ASSISTANCE_REQUESTED, it.since(), config.askTtl));
        session.assistance(it -> it.state() == Assistance.State.DECLINED)
                .ifPresent(it -> guardPause(ProblemType.ASSISTANCE_DECLINED, it.since(), config.pause));
    }

    private void guardPause(ProblemType type, OffsetDateTime since, Duration pause) {
        var left = Duration.between(clock.now(), since.plus(pause));
        if (left.isNegative()) return;
        throw new ProblemException(type, "leave the buyer in peace for a moment, then ask again")
                .retryAfter(Math.max(AT_LEAST_A_SECOND, (int) left.toSeconds()));
    }

    /** The buyer's yes, or not now; saying the same again is harmless. */
    public Snapshot answer(Principal device, UUID sessionId, UUID assistanceId, boolean allowed) {
        return sessions.locked(device, sessionId, session -> {
            if (session.isHeldByDevice()) CheckoutSessions.guardHolder(device, session);
            var asked = get(session, assistanceId);
            var wanted = allowed ? Assistance.State.ALLOWED : Assistance.State.DECLINED;
            if (asked.state() != wanted) {
                guardAsked(asked);
                var type = allowed ? "assistance.allowed" : "assistance.declined";
                sessions.record(session, device, asked.to(wanted, clock.now()), type);
            }
            return sessions.snapshot(device, session);
        });
    }

    private static void guardAsked(Assistance asked) {
        if (asked.isAsked()) return;
        throw new ProblemException(
                ProblemType.ILLEGAL_TRANSITION,
                "this question was answered before; end the help, or wait to be asked again");
    }

    /**
     * The help is over: the buyer, on whichever of their devices, does not want it any more, or the helper leaves. A pen that
     * the helper holds goes back to the buyer who ends it.
     */
    public Snapshot end(Principal by, UUID sessionId, UUID assistanceId) {
        var helper = get(sessions.get(by, sessionId).session(), assistanceId).actor();
        var isBuyer = by.is(PrincipalKind.CLIENT_TOKEN);
        if (!isBuyer && !helper.equals(by.device())) throw ProblemException.notFound("assistance", assistanceId);
        while (true) {
            if (isBuyer && holds(helper, by, sessionId)) {
                return handoffs.takeBack(by, sessionId, session -> sessions.endAssistance(session, by, helper));
            }
            var ended = sessions.locked(by, sessionId, session -> {
                if (isBuyer && session.isHeldBy(helper)) return Optional.<Snapshot>empty(); // taken a moment ago
                sessions.endAssistance(session, by, helper);
                return Optional.of(sessions.snapshot(by, session));
            });
            if (ended.isPresent()) return ended.get();
        }
    }

    private boolean holds(String helper, Principal by, UUID sessionId) {
        return sessions.get(by, sessionId).session().isHeldBy(helper);
    }

    /**
     * A buyer calls about what their device holds. The number they call from lets the agent in when it is the one in the session.
     *
     * @throws ProblemException CONSENT_NEEDED when it is not; TOO_MANY_TRIES
     */
    public Snapshot byCall(Principal by, UUID sessionId, String callerNumber) {
        var session = sessions.get(by, sessionId).session();
        if (!session.isClosedTo(by)) return sessions.get(by, sessionId);
        if (isOver(session)) throw over(session);
        var fits = tries.counted(
                by, config.callGuard(), () -> isOf(session, callerNumber) ? Optional.of(true) : Optional.empty());
        if (fits.isEmpty()) {
            throw new ProblemException(
                    ProblemType.CONSENT_NEEDED,
                    "this is not the number in the session: ask the buyer by assistance-requests, or for a code");
        }
        return sessions.locked(by, sessionId, locked -> {
            sessions.letIn(locked, by, Assistance.By.CALL);
            return sessions.snapshot(by, locked);
        });
    }

    private boolean isOf(CheckoutSession session, String callerNumber) {
        var called = Customers.normalized(callerNumber);
        var said = session.buyer().phone();
        if (said != null && Customers.normalized(said).equals(called)) return true;
        var customerId = session.customerId();
        if (customerId == null || session.recognizedBy() == null) return false;
        var stored = customers
                .get(session.merchantId(), customerId)
                .map(it -> it.phone())
                .orElse(null);
        return stored != null && Customers.normalized(stored).equals(called);
    }

    /** A manager looks at what a buyer's device holds without being let in: they may, and it is told. */
    public void seen(Principal by, Snapshot snapshot) {
        var session = snapshot.session();
        if (!session.isClosedTo(by) || snapshot.buyerHidden()) return;
        work.write(by.merchantId(), () -> {
            if (isNews(by, session.id())) tell(by, session);
            return null;
        });
    }

    private boolean isNews(Principal by, UUID sessionId) {
        var now = clock.now();
        return em.createNativeQuery("""
                        insert into session_viewing as v (merchant_id, session_id, actor, viewed_at) values (?1, ?2, ?3, ?4)
                        on conflict (merchant_id, session_id, actor) do update set viewed_at = excluded.viewed_at
                            where v.viewed_at <= cast(?5 as timestamptz)""")
                        .setParameter(1, by.merchantId())
                        .setParameter(2, sessionId)
                        .setParameter(3, by.device())
                        .setParameter(4, now)
                        .setParameter(5, now.minus(TOLD_AGAIN))
                        .executeUpdate()
                > 0;
    }

    private void tell(Principal by, CheckoutSession session) {
        events.record(new Fact(
                session.merchantId(),
                "viewing",
                ids.next(),
                1,
                "session.viewed",
                session.channelId(),
                session.channelKind().stored(),
                null,
                by.actor(),
                Map.of("session_id", session.id())));
    }

    /** Looks that are told again anyway. */
    void forgetViewings(UUID merchantId) {
        work.write(
                merchantId,
                () -> em.createNativeQuery("delete from session_viewing where merchant_id = ?1 and viewed_at <= ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, clock.now().minus(TOLD_AGAIN))
                        .executeUpdate());
    }

    static boolean isOver(CheckoutSession session) {
        return session.status() == SessionStatus.COMPLETED || session.status() == SessionStatus.CANCELED;
    }

    static ProblemException over(CheckoutSession session) {
        return new ProblemException(
                ProblemType.ILLEGAL_TRANSITION,
                "the session is %s: nobody is at it any more"
                        .formatted(session.status().stored()));
    }

    private static Assistance get(CheckoutSession session, UUID assistanceId) {
        return session.assistance(it -> it.id().equals(assistanceId))
                .orElseThrow(() -> ProblemException.notFound("assistance", assistanceId));
    }
}
