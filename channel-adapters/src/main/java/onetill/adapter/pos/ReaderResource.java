package onetill.adapter.pos;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import onetill.access.Allow;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.channel.ChannelKind;
import onetill.channel.Channels;
import onetill.http.Call;
import onetill.problem.ProblemException;
import onetill.session.TillReaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The card reader of a till, for who stands beside it. */
@Path("channels/{channel}/reader")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Point of sale")
public class ReaderResource {

    @Inject
    TillReaders readers;

    @Inject
    Channels channels;

    @Inject
    Call call;

    @GET
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = Role.CASHIER)
    @Operation(
            operationId = "getReader",
            summary = "Ask the card reader of a till what it is doing",
            description =
                    "The reader is asked now. A state of uncertain means that a card may have been accepted: the server "
                            + "finds out, and lets nobody charge a second time meanwhile.")
    public TillReaders.Reading get(@PathParam("channel") String channel) {
        channels.get(call.principal().merchantId(), channel, ChannelKind.POS);
        if (call.principal().is(PrincipalKind.REGISTER)
                && !channel.equals(call.principal().channelId())) {
            throw ProblemException.notFound("channel", channel);
        }
        return readers.of(call.principal().merchantId(), channel);
    }
}
