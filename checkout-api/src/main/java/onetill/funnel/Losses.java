package onetill.funnel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import onetill.access.Principal;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.runtime.Ids;
import onetill.session.Checkout;

/** What people who were there say about why somebody did not buy. */
@ApplicationScoped
public class Losses {

    @Inject
    Checkout checkout;

    @Inject
    Events events;

    @Inject
    Ids ids;

    /** Writes it down, in the caller's transaction. The last word counts. */
    public void code(Principal by, UUID sessionId, LossCode code) {
        var session = checkout.get(by, sessionId).session();
        events.record(new Fact(
                by.merchantId(),
                "loss_reason",
                ids.next(),
                1,
                "session.loss_coded",
                session.channelId(),
                session.channelKind().stored(),
                session.step().name().toLowerCase(Locale.ROOT),
                by.actor(),
                Map.of("session_id", sessionId, "code", code.stored())));
    }
}
