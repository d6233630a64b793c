package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;
import onetill.access.Principal;
import onetill.database.Work;
import onetill.json.Json;
import onetill.order.Additions;
import onetill.order.OrderAddition;
import onetill.order.Orders;
import onetill.problem.ProblemException;

/** Sessions that sell what is added to an order. */
@ApplicationScoped
public class AdditionSessions {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    Additions additions;

    @Inject
    Checkout checkout;

    @Inject
    CheckoutSessions sessions;

    /** An addition, and the session that sells it. */
    public record Begun(OrderAddition addition, Checkout.Opened opened) {}

    /**
     * Opens the session, for the buyer of the order, its address and its way of delivery, in its channel.
     *
     * @throws ProblemException FULFILLMENT_STATE when nothing of the order waits any more, and as for opening a session
     */
    public Begun begin(Principal by, UUID orderId, List<LineChoice> lineItems, String reason) {
        return work.write(by.merchantId(), () -> {
            var order = orders.get(by.merchantId(), orderId);
            var buyer = Json.read(order.buyer(), Buyer.class);
            var sold = Json.read(order.fulfillment(), SessionView.FulfillmentView.class);
            var first = new Change(
                    lineItems, again(buyer), new Change.FulfillmentChoice(sold.optionId(), sold.address(), null), null);
            var opened = checkout.open(by, order.channelId(), first);
            var session = opened.snapshot().session();
            em.flush(); // it is locked by its row below
            additions.begin(by, orderId, session.id(), reason);
            var customerId = order.customerId();
            var snapshot = sessions.editing(by, session.id(), it -> {
                it.addTo(orderId);
                if (customerId != null) it.match(customerId);
            });
            return new Begun(
                    additions.get(by.merchantId(), session.id()), new Checkout.Opened(snapshot, opened.clientToken()));
        });
    }

    /** Who it is; what they have agreed to was for what they bought then. */
    private static Buyer again(Buyer buyer) {
        return new Buyer(
                buyer.email(), buyer.name(), buyer.phone(), buyer.company(), buyer.vatId(), null, null, null, null);
    }
}
