package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.database.Work;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.recognition.Consents;
import onetill.recognition.Consents.Consent;
import onetill.recognition.SessionConsents;

/** What a session's buyer agrees to, and takes back. */
@ApplicationScoped
public class BuyerConsents {

    @Inject
    CheckoutSessions sessions;

    @Inject
    Consents consents;

    @Inject
    SessionConsents ofSessions;

    @Inject
    Work work;

    /** The buyer agrees. To be recognized by their cards only customers can; to all else whoever buys can, for this session. */
    public Consent give(Principal by, UUID sessionId, String purpose, String text) {
        return Consents.CARD.equals(purpose)
                ? giveForCards(by, sessionId, text)
                : giveForSession(by, sessionId, purpose, text);
    }

    private Consent giveForSession(Principal by, UUID sessionId, String purpose, String text) {
        return work.write(by.merchantId(), () -> {
            var session = held(by, sessionId);
            var id = ofSessions.give(by, sessionId, purpose, text, session.channelId());
            return ofSessions.get(by.merchantId(), sessionId, id);
        });
    }

    /**
     * The buyer agrees to be recognized by the cards they pay with from now on. At a till it is enough that they may be the
     * customer: the cards will tell no more than that.
     */
    private Consent giveForCards(Principal by, UUID sessionId, String text) {
        return work.write(by.merchantId(), () -> {
            var session = held(by, sessionId);
            var atTill = session.channelKind().isFaceToFace() && !by.is(PrincipalKind.CLIENT_TOKEN);
            var customerId =
                    atTill && session.recognizedBy() == null ? session.customerId() : session.provenCustomerId();
            if (customerId == null) throw unknown();
            var id = consents.give(by, customerId, Consents.CARD, text, session.channelId());
            return consents.get(by.merchantId(), customerId, id);
        });
    }

    /** Those of the session first; what a customer has agreed to is shown to nobody but that customer. */
    public List<Consent> list(Principal by, UUID sessionId) {
        var session = held(by, sessionId);
        var here = ofSessions.of(by.merchantId(), sessionId);
        var customerId = session.provenCustomerId();
        if (customerId == null && here.isEmpty()) throw unknown();
        if (customerId == null) return here;
        return Stream.concat(here.stream(), consents.of(by.merchantId(), customerId).stream())
                .toList();
    }

    /** What was agreed to for a session can be taken back by whoever sees it, also when the pen is elsewhere: it only ends something. */
    public Consent withdraw(Principal by, UUID sessionId, UUID consentId) {
        sessions.get(by, sessionId);
        var isOfSession = ofSessions.find(by.merchantId(), sessionId, consentId).isPresent();
        return isOfSession
                ? ofSessions.withdraw(by, sessionId, consentId)
                : consents.withdraw(by, proven(by, sessionId), consentId);
    }

    private UUID proven(Principal by, UUID sessionId) {
        var customerId = held(by, sessionId).provenCustomerId();
        if (customerId == null) throw unknown();
        return customerId;
    }

    private static ProblemException unknown() {
        return new ProblemException(
                ProblemType.FORBIDDEN,
                "the buyer was not recognized; let them prove who they are, or scan their loyalty card");
    }

    private CheckoutSession held(Principal by, UUID sessionId) {
        var session = sessions.get(by, sessionId).session();
        CheckoutSessions.guardHolder(by, session);
        return session;
    }
}
