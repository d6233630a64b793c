package onetill.session;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import onetill.access.Principal;
import onetill.channel.Channels;
import onetill.customer.Customers;
import onetill.database.Work;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.recognition.Consents;
import onetill.recognition.Passkey;
import onetill.recognition.Passkeys;
import onetill.runtime.Ids;

/** The passkeys of a session's buyer: asked for, added, and looked after by the buyer. */
@ApplicationScoped
public class BuyerPasskeys {

    @Inject
    CheckoutSessions sessions;

    @Inject
    Channels channels;

    @Inject
    Customers customers;

    @Inject
    Passkeys passkeys;

    @Inject
    Consents consents;

    @Inject
    Work work;

    @Inject
    Ids ids;

    /** Asks whoever is there for a passkey, and tells nobody whether there is one. */
    public Passkeys.Question toRecognize(Principal by, UUID sessionId) {
        held(by, sessionId);
        return passkeys.toRecognize(by, sessionId);
    }

    /**
     * Asks the buyer's device to make a passkey.
     *
     * @throws ProblemException FORBIDDEN for a buyer who has neither proven who they are nor paid
     */
    public Passkeys.Question toRegister(Principal by, UUID sessionId) {
        var session = held(by, sessionId);
        var customerId = owner(session).orElseGet(ids::next);
        var merchant = channels.get(by.merchantId(), session.channelId()).merchant();
        return passkeys.toRegister(by, sessionId, new Passkeys.Owner(customerId, merchant, name(session, merchant)));
    }

    /** The customer the buyer is; empty for a guest who has paid, and becomes one. */
    private static Optional<UUID> owner(CheckoutSession session) {
        var proven = session.provenCustomerId();
        if (proven != null) return Optional.of(proven);
        if (session.status() == SessionStatus.COMPLETED && session.customerId() == null) return Optional.empty();
        throw new ProblemException(
                ProblemType.FORBIDDEN,
                "a passkey is added by a buyer who was recognized, or has paid as a guest; let them type a code first");
    }

    /** By what the buyer's device tells their passkeys apart. It stays on the device. */
    private static String name(CheckoutSession session, String merchant) {
        var buyer = session.buyer();
        return Stream.of(buyer.email(), buyer.phone(), buyer.name())
                .filter(it -> it != null && !it.isBlank())
                .findFirst()
                .orElse(merchant);
    }

    /**
     * Keeps a passkey the buyer's device has made. A guest who has paid becomes a customer with it, by their own word only.
     *
     * @param consent the words in which the buyer has agreed
     * @throws ProblemException PASSKEY_REFUSED, NOT_FOUND for a challenge that is over, FORBIDDEN
     */
    public Passkey add(Principal by, UUID sessionId, JsonNode credential, String label, String consent) {
        held(by, sessionId);
        var made = passkeys.made(by, sessionId, credential).orElseThrow(Passkeys::refused);
        return work.write(by.merchantId(), () -> {
            var session = held(by, sessionId);
            var owner = owner(session);
            if (owner.isEmpty()) become(session, made.customerId());
            else if (!owner.get().equals(made.customerId())) throw Passkeys.refused();
            var proof = Who.DEVICE.equals(session.recognizedBy()) ? Passkeys.Proof.DEVICE : Passkeys.Proof.BUYER;
            var given = consents.give(by, made.customerId(), Consents.PASSKEY, consent, session.channelId());
            return passkeys.add(by, made, new Passkeys.Origin(given, session.channelId(), proof), label);
        });
    }

    private void become(CheckoutSession session, UUID customerId) {
        var merchantId = session.merchantId();
        var buyer = session.buyer();
        if (customers.get(merchantId, customerId).isPresent()) throw Passkeys.refused();
        customers.addUnproven(merchantId, customerId, buyer.name(), buyer.email(), buyer.phone());
        var address = session.delivery().address();
        if (address.isBegun()) customers.deliveredTo(merchantId, customerId, address.kept());
    }

    public List<Passkey> list(Principal by, UUID sessionId) {
        return passkeys.of(by.merchantId(), proven(by, sessionId));
    }

    public Passkey rename(Principal by, UUID sessionId, UUID passkeyId, String label) {
        return passkeys.rename(by.merchantId(), proven(by, sessionId), passkeyId, label);
    }

    public void remove(Principal by, UUID sessionId, UUID passkeyId) {
        passkeys.remove(by, proven(by, sessionId), passkeyId);
    }

    private UUID proven(Principal by, UUID sessionId) {
        var customerId = held(by, sessionId).provenCustomerId();
        if (customerId != null) return customerId;
        throw new ProblemException(
                ProblemType.FORBIDDEN, "only a buyer who was recognized sees what is stored of them");
    }

    private CheckoutSession held(Principal by, UUID sessionId) {
        var session = sessions.get(by, sessionId).session();
        CheckoutSessions.guardHolder(by, session);
        return session;
    }
}
