package onetill.adapter.kiosk;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import onetill.access.Allow;
import onetill.channel.ChannelKind;
import onetill.channel.Channels;
import onetill.http.Call;
import onetill.session.Change;
import onetill.session.Checkout;
import onetill.session.LineChoice;
import onetill.session.SessionView;
import onetill.session.Submission;
import onetill.session.TenderRequest;
import onetill.session.TenderRequests;

/** A kind of channel nobody has thought of yet: a kiosk that pays on the spot. One class in a folder of its own. */
@Path("channels/{channel}/kiosk-orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class KioskResource {

    @Inject
    Checkout checkout;

    @Inject
    Channels channels;

    @Inject
    TenderRequests tenders;

    @Inject
    Call call;

    public record KioskOrder(
            List<LineChoice> lineItems,
            Change.FulfillmentChoice fulfillment,
            onetill.session.Buyer buyer,
            TenderRequest tender) {}

    @POST
    @Allow(SECRET_KEY)
    public SessionView order(@PathParam("channel") String channel, KioskOrder order) {
        channels.get(call.principal().merchantId(), channel, new ChannelKind("kiosk"));
        var change = new Change(order.lineItems(), order.buyer(), order.fulfillment(), null);
        var session =
                checkout.open(call.principal(), channel, change).snapshot().session();
        var means = tenders.means(call.principal(), session.id(), order.tender());
        return SessionView.of(checkout.complete(
                call.principal(),
                session.id(),
                new Submission(session.revision(), session.total().minor(), means)));
    }
}
