package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.customer.Customer;
import onetill.customer.Customers;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Sessions for people who call. */
@ApplicationScoped
public class Callers {

    @Inject
    Checkout checkout;

    @Inject
    Customers customers;

    @Inject
    Assistances assistances;

    /** A call's session, and the customer the number belongs to, if there is one. */
    public record OpenedCall(Snapshot snapshot, @Nullable Customer customer) {}

    /**
     * Opens a session for somebody whom a server or one of the staff has recognized. A server's word is proof; a person of the
     * staff may be told anything, so what is stored is not shown before the buyer has proven to be them.
     *
     * @param run names a request that can come again; null when its answer is kept together with the session
     * @throws ProblemException FORBIDDEN for a page or a till, which cannot recognize anybody; NOT_FOUND
     */
    public Checkout.Opened openFor(Principal by, @Nullable UUID run, String channelId, UUID customerId, Change first) {
        if (!by.is(PrincipalKind.SECRET_KEY) && !by.is(PrincipalKind.STAFF)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "only a server or staff may say who the customer is");
        }
        var customer = customers
                .get(by.merchantId(), customerId)
                .orElseThrow(() -> ProblemException.notFound("customer", customerId));
        var who = new Who(customer, by.is(PrincipalKind.SECRET_KEY) ? "server" : null);
        return checkout.openFor(by, run, who, channelId, first);
    }

    /**
     * Opens a session for a caller. A known number names the customer, so that the agent can offer what was saved; nothing
     * stored is copied into the session, because a number alone proves nothing.
     */
    public OpenedCall open(Principal by, String channelId, @Nullable String number, Change first) {
        var customer = number == null ? Optional.<Customer>empty() : customers.byPhone(by.merchantId(), number);
        var buyer = first.buyer() == null ? Buyer.NOBODY : first.buyer();
        var called = number == null || buyer.phone() != null ? buyer : buyer.with(new Buyer(null, null, number));
        var change = new Change(
                first.lineItems(),
                called,
                first.fulfillment(),
                first.locale(),
                first.tipMinor(),
                first.discountCodes());
        var known = customer.map(it -> new Who(it, null)).orElse(null);
        var opened = checkout.openFor(by, null, known, channelId, change).snapshot();
        return new OpenedCall(opened, customer.orElse(null));
    }

    /**
     * Somebody calls about a session that their own device holds. The number lets the agent in when it is the buyer's; what is
     * stored of a customer still needs their proof.
     *
     * @throws ProblemException CONSENT_NEEDED when it is another number; TOO_MANY_TRIES
     */
    public OpenedCall join(Principal by, UUID sessionId, String number) {
        var customer = customers.byPhone(by.merchantId(), number);
        return new OpenedCall(assistances.byCall(by, sessionId, number), customer.orElse(null));
    }
}
