package onetill.telephony;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Principal;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.funnel.LossCode;
import onetill.funnel.Losses;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.session.Checkout;
import onetill.session.SessionStatus;
import onetill.telephony.PhoneCall.State;
import onetill.timer.RecurringWork;
import org.jspecify.annotations.Nullable;

/** How calls went, and the end of those of which nobody tells any more. */
@ApplicationScoped
public class WrapUps implements RecurringWork {

    private static final int BATCH = 200;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    PhoneCalls calls;

    @Inject
    CallReasons reasons;

    @Inject
    Checkout checkout;

    @Inject
    Losses losses;

    @Inject
    CallConfig config;

    @Inject
    Clocks clock;

    /** @param keystrokes as the agent's page has counted them */
    record WrapUp(
            String reason, @Nullable String note, @Nullable Integer keystrokes) {}

    /**
     * How a call went, in the words of its channel's list.
     *
     * @throws ProblemException ILLEGAL_TRANSITION while it goes on, and when it was said too long ago; CALL_TAKEN for another agent's
     */
    PhoneCall wrapUp(Principal by, UUID id, WrapUp said) {
        return work.write(by.merchantId(), () -> {
            var call = calls.locked(by.merchantId(), id);
            if (!call.belongsTo(by.device()) && !PhoneCalls.seesAll(by)) throw PhoneCalls.taken();
            guardOver(call);
            var reason = reasons.get(by.merchantId(), call.channelId(), said.reason());
            store(by, call, said);
            codeLoss(by, call, reason.lossCode());
            var done = calls.locked(by.merchantId(), id);
            calls.tell(by, done, "wrapped_up", data(done));
            return done;
        });
    }

    private void guardOver(PhoneCall call) {
        if (!call.state().hasEnded() || call.state() == State.MISSED) {
            throw new ProblemException(
                    ProblemType.ILLEGAL_TRANSITION,
                    call.state() == State.MISSED
                            ? "nobody answered this call, so there is nothing to say of it"
                            : "the call goes on; say how it went when it has ended");
        }
        var before = call.wrappedUpAt();
        if (before == null || before.plus(config.wrapUpChanges).isAfter(clock.now())) return;
        throw new ProblemException(
                ProblemType.ILLEGAL_TRANSITION, "how this call went was said too long ago to say it anew");
    }

    private void store(Principal by, PhoneCall call, WrapUp said) {
        var place = Field.CALL_NOTE.of(by.merchantId(), call.id());
        var note = said.note() == null ? call.note() : said.note();
        em.createNativeQuery("""
            update phone_call set state = 'done', wrapped_up_at = coalesce(wrapped_up_at, ?3), reason = ?4, note = nullif(?5, ''),
                keystrokes = cast(nullif(?6, '') as int), asks_put = cast(nullif(?7, '') as int), seq = seq + 1
            where merchant_id = ?1 and call_id = ?2""")
                .setParameter(1, by.merchantId())
                .setParameter(2, call.id())
                .setParameter(3, clock.now())
                .setParameter(4, said.reason())
                .setParameter(
                        5,
                        note == null || note.isEmpty() ? "" : Keyring.current().seal(place, note))
                .setParameter(
                        6, said.keystrokes() == null ? "" : said.keystrokes().toString())
                .setParameter(7, asksPut(by.merchantId(), call))
                .executeUpdate();
    }

    /** How many different questions its session put while the call went on. */
    private String asksPut(UUID merchantId, PhoneCall call) {
        var sessionId = call.sessionId();
        if (sessionId == null) return "";
        return em.createNativeQuery("""
            select count(distinct asked) from event e
            cross join lateral jsonb_array_elements_text(e.data -> 'asks') asked
            where e.merchant_id = ?1 and e.aggregate_id = ?2 and e.occurred_at between ?3 and ?4
              and jsonb_typeof(e.data -> 'asks') = 'array'""")
                .setParameter(1, merchantId)
                .setParameter(2, sessionId)
                .setParameter(3, call.startedAt())
                .setParameter(4, call.endedAt() == null ? clock.now() : call.endedAt())
                .getSingleResult()
                .toString();
    }

    private void codeLoss(Principal by, PhoneCall call, @Nullable LossCode code) {
        var sessionId = call.sessionId();
        if (sessionId == null || code == null) return;
        if (checkout.get(by, sessionId).session().status() != SessionStatus.COMPLETED) {
            losses.code(by, sessionId, code);
        }
    }

    /** For the funnel, which reads it as attributes of the session. */
    private Map<String, Object> data(PhoneCall done) {
        var data = new HashMap<String, Object>();
        var times = CallTimes.of(done, clock.now());
        data.put("call_reason", String.valueOf(done.reason()));
        data.put("talk_seconds", times.talk());
        data.put("hold_seconds", times.hold());
        data.put("wrap_up_seconds", times.wrapUp());
        data.put("handle_seconds", times.handle());
        if (done.keystrokes() != null) data.put("keystrokes", done.keystrokes());
        return data;
    }

    @Override
    public Duration pause() {
        return config.interval;
    }

    /** Each in a short transaction under its row's lock, so that it does not matter how many nodes do it. */
    @Override
    public void run(UUID merchantId) {
        end(merchantId, "state = 'ringing'", config.longestRinging, CallEvent.Ending.NO_ANSWER);
        end(merchantId, "state in ('active', 'held')", config.longest, CallEvent.Ending.FAILED);
        work.write(
                merchantId,
                () -> em.createNativeQuery(
                                "update phone_call set state = 'done' where merchant_id = ?1 and state = 'wrap_up' and"
                                        + " ended_at < ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, before(config.longestWrapUp))
                        .executeUpdate());
        work.write(
                merchantId,
                () -> em.createNativeQuery("""
                    update phone_call set number = null, number_index = null, note = null
                    where merchant_id = ?1 and ended_at < ?2 and (number is not null or note is not null)""")
                        .setParameter(1, merchantId)
                        .setParameter(2, before(config.numberKept))
                        .executeUpdate());
    }

    private OffsetDateTime before(Duration age) {
        return clock.now().minus(age);
    }

    private void end(UUID merchantId, String condition, Duration longest, CallEvent.Ending ending) {
        List<?> over = work.read(
                merchantId,
                () -> em.createNativeQuery("select call_id from phone_call where merchant_id = ?1 and " + condition
                                + " and started_at < ?2 limit ?3")
                        .setParameter(1, merchantId)
                        .setParameter(2, before(longest))
                        .setParameter(3, BATCH)
                        .getResultList());
        for (var id : over) {
            var event = new CallEvent("overdue", CallEvent.Kind.ENDED, null, null, ending, clock.now());
            work.write(merchantId, () -> {
                calls.take(Principal.system(merchantId), (UUID) id, event);
                return null;
            });
        }
    }
}
