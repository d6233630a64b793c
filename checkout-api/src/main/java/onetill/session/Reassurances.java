package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import onetill.access.Principal;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.problem.ProblemException;
import onetill.reassurance.Reassured;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;

/** What buyers who lingered were shown. */
@ApplicationScoped
public class Reassurances {

    @Inject
    CheckoutSessions sessions;

    @Inject
    Events events;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * Keeps that the buyer was shown what is said beside an ask. The event counts for itself and not as a revision.
     *
     * @throws ProblemException NOT_FOUND when there is no such session; VALIDATION_FAILED when nothing is said there
     */
    Reassured shown(Principal by, UUID id, String ask) {
        return sessions.locked(
                by,
                id,
                session -> session.reassured(ask).orElseGet(() -> {
                    var said = TrustMessageView.of(sessions.snapshot(by, session)).stream()
                            .filter(it -> it.ask().equals(ask))
                            .findFirst()
                            .orElseThrow(() -> ProblemException.invalid(
                                    "ask",
                                    "nothing is said beside \"%s\" now; trust_messages has what is".formatted(ask)));
                    var shown = new Reassured(ask, said.kind(), clock.now());
                    session.reassured(shown);
                    tell(session, by, shown);
                    return shown;
                }));
    }

    private void tell(CheckoutSession session, Principal by, Reassured shown) {
        events.record(new Fact(
                session.merchantId(),
                "reassurance",
                ids.next(),
                1,
                "session.reassured",
                session.channelId(),
                session.channelKind().stored(),
                session.step().name().toLowerCase(Locale.ROOT),
                by.actor(),
                Map.of(
                        "session_id",
                        session.id(),
                        "ask",
                        shown.ask(),
                        "kind",
                        shown.kind().stored())));
    }
}
