package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.database.Work;
import onetill.order.Exchange;
import onetill.order.Exchanges;
import onetill.order.Orders;
import onetill.order.Returns;
import onetill.problem.ProblemException;

/** Sessions in which goods that come back pay for others. */
@ApplicationScoped
public class ExchangeSessions {

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    Exchanges exchanges;

    @Inject
    Checkout checkout;

    @Inject
    CheckoutSessions sessions;

    /** An exchange, and the session of what goes out. */
    public record Begun(Exchange exchange, Checkout.Opened opened) {}

    /**
     * Opens the session of what goes out; the goods come back when it is paid, and not before.
     *
     * @throws ProblemException as for a return, and as for opening a session
     */
    public Begun begin(Principal by, UUID orderId, Returns.Wish back, Change out) {
        return work.write(by.merchantId(), () -> {
            var order = orders.get(by.merchantId(), orderId);
            var asked = back.channelId();
            var own = by.is(PrincipalKind.REGISTER) ? Objects.requireNonNull(by.channelId()) : order.channelId();
            var opened = checkout.open(by, asked == null ? own : asked, out);
            var session = opened.snapshot().session();
            if (!session.currency().equals(order.total().currency())) {
                throw ProblemException.invalid(
                        "channel",
                        "channel %s sells in %s and the order was paid in %s; take it back and sell anew"
                                .formatted(
                                        session.channelId(),
                                        session.currency(),
                                        order.total().currency()));
            }
            var credit = exchanges.begin(by, orderId, session.id(), back);
            var snapshot = sessions.editing(by, session.id(), it -> it.exchangeFor(credit));
            return new Begun(
                    exchanges.get(by.merchantId(), orderId, session.id()),
                    new Checkout.Opened(snapshot, opened.clientToken()));
        });
    }
}
