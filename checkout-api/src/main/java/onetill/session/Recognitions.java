package onetill.session;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.channel.Channels;
import onetill.customer.Customer;
import onetill.customer.Customers;
import onetill.database.Work;
import onetill.limit.CodeGuesses;
import onetill.notification.Medium;
import onetill.payment.saved.SavedTender;
import onetill.payment.saved.SavedTenders;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.recognition.Consents;
import onetill.recognition.Devices;
import onetill.recognition.Passkeys;
import onetill.recognition.Verifications;
import onetill.recognition.Verifications.Proven;
import org.jspecify.annotations.Nullable;

/**
 * The buyer is somebody the merchant knows. What is stored fills in what nobody has said yet, and is shown only to a buyer who
 * has proven to be them; who merely may be them gets their prices, and helps an agent to be quick.
 */
@ApplicationScoped
public class Recognitions {

    @Inject
    CheckoutSessions sessions;

    @Inject
    Channels channels;

    @Inject
    Customers customers;

    @Inject
    SavedTenders savedTenders;

    @Inject
    Verifications verifications;

    @Inject
    CodeGuesses guesses;

    @Inject
    Devices devices;

    @Inject
    Passkeys passkeys;

    @Inject
    Consents consents;

    @Inject
    Work work;

    /**
     * The session as it is then.
     *
     * @param customer null for a buyer nobody knows, and for one who has not proven to be the customer
     * @param deviceToken by which the device is recognized next time; null when that is not wanted
     */
    public record Recognized(
            Snapshot snapshot,
            @Nullable Customer customer,
            List<SavedTender> savedTenders,
            @Nullable String deviceToken) {}

    /**
     * Sends a code.
     *
     * @param to the address or number; the buyer's when null
     */
    public Verifications.Sent verify(Principal by, UUID sessionId, Medium medium, @Nullable String to) {
        var session = sessions.get(by, sessionId).session();
        CheckoutSessions.guardHolder(by, session);
        var isEmail = medium == Medium.EMAIL;
        var given = to != null
                ? to
                : isEmail ? session.buyer().email() : session.buyer().phone();
        if (given == null) {
            throw ProblemException.invalid(
                    "to",
                    "say where the code shall go; the session knows no " + (isEmail ? "e-mail address" : "number"));
        }
        var recipient = isEmail ? given.trim() : Customers.normalized(given);
        var channel = channels.get(by.merchantId(), session.channelId());
        return verifications.send(by.merchantId(), sessionId, medium, recipient, channel.merchant(), session.locale());
    }

    /**
     * By a code that was sent. It proves the address also of somebody nobody knows yet.
     *
     * @param consent the words in which the buyer has agreed to be recognized next time; null if they have not
     * @throws ProblemException WRONG_CODE; NOT_FOUND when it is over
     */
    public Recognized byCode(Principal by, UUID sessionId, UUID verificationId, String code, @Nullable String consent) {
        guardOpen(by, sessionId);
        var proven = guesses.counted(by, () -> verifications.prove(by.merchantId(), sessionId, verificationId, code))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.WRONG_CODE, "look at the newest message, and type its six digits again"));
        return work.write(by.merchantId(), () -> {
            var said = say(by, sessionId, proven);
            var known = known(by.merchantId(), proven);
            if (known.isEmpty() && consent == null) return view(by, said, null);
            var customer = known.orElseGet(
                    () -> added(by.merchantId(), said.session().buyer().name(), proven));
            var medium = proven.medium().stored();
            var snapshot = sessions.known(by, sessionId, new Who(customer, medium));
            return view(by, snapshot, token(by, snapshot, customer.id(), consent));
        });
    }

    private Optional<Customer> known(UUID merchantId, Proven proven) {
        return proven.medium() == Medium.EMAIL
                ? customers.byProvenEmail(merchantId, proven.recipient())
                : customers.byProvenPhone(merchantId, proven.recipient());
    }

    private Customer added(UUID merchantId, @Nullable String name, Proven proven) {
        var isEmail = proven.medium() == Medium.EMAIL;
        var id = customers.add(
                merchantId, name, isEmail ? proven.recipient() : null, isEmail ? null : proven.recipient(), null);
        return customer(merchantId, id);
    }

    /** What was proven is what the buyer has said. */
    private Snapshot say(Principal by, UUID sessionId, Proven proven) {
        var buyer = proven.medium() == Medium.EMAIL
                ? new Buyer(proven.recipient(), null, null)
                : new Buyer(null, null, proven.recipient());
        return sessions.change(by, sessionId, null, new Change(null, buyer, null, null));
    }

    /** By a device that was remembered. */
    public Recognized byDevice(Principal by, UUID sessionId, String token) {
        guardOpen(by, sessionId);
        return work.write(by.merchantId(), () -> {
            var customer = deviceOwner(by.merchantId(), token)
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.NOT_FOUND, "this device is not remembered any more; go on without it"));
            return view(by, sessions.known(by, sessionId, new Who(customer, Who.DEVICE)), null);
        });
    }

    private Optional<Customer> deviceOwner(UUID merchantId, String token) {
        return devices.customer(merchantId, token).flatMap(id -> customers.get(merchantId, id));
    }

    /**
     * By a passkey of theirs. One that was added on the word of a device proves no more than that device.
     *
     * @param assertion what the authenticator answered to a challenge of this session
     * @throws ProblemException PASSKEY_REFUSED; NOT_FOUND for a challenge that is over
     */
    public Recognized byPasskey(Principal by, UUID sessionId, JsonNode assertion) {
        guardOpen(by, sessionId);
        var proven = passkeys.prove(by, sessionId, assertion).orElseThrow(Passkeys::refused);
        return work.write(by.merchantId(), () -> {
            var customer = customers.get(by.merchantId(), proven.customerId()).orElseThrow(Passkeys::refused);
            var how = proven.proof() == Passkeys.Proof.DEVICE ? Who.DEVICE : Who.PASSKEY;
            return view(by, sessions.known(by, sessionId, new Who(customer, how)), null);
        });
    }

    /** By the merchant's own server, which knows whom it talks to; or by a person of the staff, as somebody the buyer may be. */
    public Recognized byWord(Principal by, UUID sessionId, UUID customerId) {
        var isProof = by.is(PrincipalKind.SECRET_KEY);
        guardPeople(by, isProof);
        return matched(by, sessionId, customer(by.merchantId(), customerId), isProof ? "server" : null);
    }

    /** By a card of the merchant's programme, which anybody may have found: prices and promotions, nothing stored. */
    public Recognized byLoyaltyId(Principal by, UUID sessionId, String loyaltyId) {
        guardPeople(by, by.is(PrincipalKind.SECRET_KEY) || by.is(PrincipalKind.REGISTER));
        var customer = customers
                .byLoyaltyId(by.merchantId(), loyaltyId)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "no customer has this loyalty id; scan it again or go on without it"));
        return matched(by, sessionId, customer, null);
    }

    /**
     * By a fact that a caller tells of the customer they seem to be.
     *
     * @param fact {@code postal_code} of a stored address, or {@code order_number} of any order
     * @throws ProblemException WRONG_CODE; TOO_MANY_TRIES after three
     */
    public Recognized byFact(Principal by, UUID sessionId, String fact, String value) {
        guardPeople(by, by.is(PrincipalKind.SECRET_KEY));
        var session = sessions.get(by, sessionId).session();
        CheckoutSessions.guardHolder(by, session);
        var customerId = session.customerId();
        if (customerId == null) {
            throw ProblemException.invalid(
                    "fact", "nobody is known by this caller's number; say first who they may be, by customer_id");
        }
        verifications.countFact(by.merchantId(), sessionId);
        if (!customers.knows(by.merchantId(), customerId, fact, value)) {
            throw new ProblemException(
                    ProblemType.WRONG_CODE, "this does not fit; ask for something else, or send the caller a code");
        }
        return matched(by, sessionId, customer(by.merchantId(), customerId), "fact");
    }

    private static void guardPeople(Principal by, boolean alsoAllowed) {
        if (alsoAllowed || by.is(PrincipalKind.STAFF)) return;
        throw new ProblemException(
                ProblemType.FORBIDDEN, "from here a buyer is recognized by a code or by a device that was remembered");
    }

    private Recognized matched(Principal by, UUID sessionId, Customer customer, @Nullable String provenBy) {
        return work.write(
                by.merchantId(), () -> view(by, sessions.known(by, sessionId, new Who(customer, provenBy)), null));
    }

    /**
     * The buyer wants to be recognized by this device. Somebody nobody knows yet becomes a customer, by their own word only:
     * it opens nothing that is not theirs.
     */
    public Recognized remember(Principal by, UUID sessionId, String consent) {
        return work.write(by.merchantId(), () -> {
            var snapshot = sessions.get(by, sessionId);
            var session = snapshot.session();
            CheckoutSessions.guardHolder(by, session);
            var customerId = session.provenCustomerId();
            if (customerId != null) return view(by, snapshot, token(by, snapshot, customerId, consent));
            var buyer = session.buyer();
            if (buyer.email() == null && buyer.phone() == null) {
                throw ProblemException.invalid("remember", "the session knows no e-mail address and no number yet");
            }
            var fresh = customers.addUnproven(by.merchantId(), buyer.name(), buyer.email(), buyer.phone());
            var address = session.delivery().address();
            if (address.isBegun()) customers.deliveredTo(by.merchantId(), fresh, address.kept());
            var token = token(by, snapshot, fresh, consent);
            if (!session.status().isOpen()) return view(by, snapshot, token);
            var who = new Who(customer(by.merchantId(), fresh), Who.DEVICE);
            return view(by, sessions.known(by, sessionId, who), token);
        });
    }

    private @Nullable String token(Principal by, Snapshot snapshot, UUID customerId, @Nullable String consent) {
        if (consent == null) return null;
        var channel = snapshot.session().channelId();
        var given = consents.give(by, customerId, Consents.REMEMBER, consent, channel);
        return devices.remember(by.merchantId(), customerId, given, channel);
    }

    /** It is somebody else: nothing stored stays in the session, and the device is not recognized any more. */
    public Snapshot forget(Principal by, UUID sessionId, @Nullable String deviceToken) {
        return work.write(by.merchantId(), () -> {
            if (deviceToken != null) devices.forget(by.merchantId(), deviceToken);
            return sessions.unknown(by, sessionId);
        });
    }

    /** What is stored of the session's buyer, for whoever holds it. */
    public Recognized get(Principal by, UUID sessionId) {
        var snapshot = sessions.get(by, sessionId);
        CheckoutSessions.guardHolder(by, snapshot.session());
        return view(by, snapshot, null);
    }

    private Recognized view(Principal by, Snapshot snapshot, @Nullable String deviceToken) {
        var session = snapshot.session();
        var customerId = session.provenCustomerId();
        if (customerId == null) return new Recognized(snapshot, null, List.of(), deviceToken);
        return new Recognized(
                snapshot,
                customer(by.merchantId(), customerId),
                savedTenders.of(by.merchantId(), customerId),
                deviceToken);
    }

    private Customer customer(UUID merchantId, UUID customerId) {
        return customers
                .get(merchantId, customerId)
                .orElseThrow(() -> ProblemException.notFound("customer", customerId));
    }

    private void guardOpen(Principal by, UUID sessionId) {
        var session = sessions.get(by, sessionId).session();
        CheckoutSessions.guardHolder(by, session);
        CheckoutSessions.guardNotPaying(session);
    }
}
