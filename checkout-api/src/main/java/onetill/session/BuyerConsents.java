package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.database.Work;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.recognition.Consents;
import onetill.recognition.Consents.Consent;

/** What a session's buyer agrees to, and takes back. */
@ApplicationScoped
public class BuyerConsents {

    @Inject
    CheckoutSessions sessions;

    @Inject
    Consents consents;

    @Inject
    Work work;

    /**
     * The buyer agrees to be recognized by the cards they pay with from now on. At a till it is enough that they may be the
     * customer: the cards will tell no more than that.
     */
    public Consent giveForCards(Principal by, UUID sessionId, String text) {
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

    public List<Consent> list(Principal by, UUID sessionId) {
        return consents.of(by.merchantId(), proven(by, sessionId));
    }

    public Consent withdraw(Principal by, UUID sessionId, UUID consentId) {
        return consents.withdraw(by, proven(by, sessionId), consentId);
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
