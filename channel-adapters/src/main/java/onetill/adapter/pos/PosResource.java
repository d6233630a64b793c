package onetill.adapter.pos;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import onetill.access.Allow;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.channel.ChannelKind;
import onetill.channel.Channels;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.problem.ProblemException;
import onetill.session.Buyer;
import onetill.session.Change;
import onetill.session.Checkout;
import onetill.session.LineChoice;
import onetill.session.SessionStatus;
import onetill.session.SessionView;
import onetill.session.Submission;
import onetill.session.TenderRequest;
import onetill.session.TenderRequests;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A till rings up a whole basket and takes the tender in one request. */
@Path("channels/{channel}/sales")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Point of sale")
public class PosResource {

    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    @Inject
    Checkout checkout;

    @Inject
    Channels channels;

    @Inject
    TenderRequests tenders;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * What was scanned and how it is paid.
     *
     * @param tender with what it is paid
     * @param tenders with what it is paid when there are several; each but one names its amount
     * @param tipMinor what the buyer adds for the people who serve, where the till takes tips
     */
    @Schema(name = "Sale")
    public record Sale(
            @NotNull @Valid @Size(min = 1, max = 200) List<LineChoice> lineItems,
            @Nullable @Valid TenderRequest tender,
            @Nullable @Valid @Size(min = 1, max = 20) List<TenderRequest> tenders,
            @Nullable @Valid Buyer buyer,
            @Nullable @PositiveOrZero Long tipMinor) {}

    /**
     * What became of the sale.
     *
     * @param changeMinor what to hand back, in the minor unit of the session's currency; null when nothing was cash
     */
    @Schema(name = "SaleResult")
    public record SaleView(
            SessionView session,
            SessionView.@Nullable OrderRef order,
            @Nullable Long changeMinor) {}

    @POST
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = Role.CASHIER)
    @Operation(
            operationId = "ringUpSale",
            summary = "Ring up a basket and take the tender",
            description =
                    "Cash is done at once, with the change to hand back. A card waits on the till's reader: 202 with "
                            + "the action present_card; follow the session's events or call payment/refresh.")
    @APIResponse(
            responseCode = "201",
            description = "The sale is paid, or was declined with a message",
            content = @Content(schema = @Schema(implementation = SaleView.class)))
    @APIResponse(
            responseCode = "202",
            description = "The card reader waits for the buyer, or the provider's answer is not known yet",
            content = @Content(schema = @Schema(implementation = SaleView.class)))
    public Response ring(@PathParam("channel") String channel, @NotNull @Valid Sale sale) {
        return Answers.of(once.inSteps(call.principal(), "sale:" + channel, call.idempotencyKey(), sale, run -> {
            guardOwnTill(channel);
            var opened = checkout.open(
                            call.principal(),
                            run,
                            channel,
                            new Change(sale.lineItems(), sale.buyer(), null, null, sale.tipMinor()))
                    .snapshot()
                    .session();
            var shares = tenders.shares(call.principal(), opened.id(), sale.tender(), sale.tenders());
            var done = checkout.complete(
                    call.principal(),
                    opened.id(),
                    new Submission(opened.revision(), opened.total().minor(), shares).by(run));
            var view = SessionView.of(done);
            var waits = done.session().status() == SessionStatus.REQUIRES_ESCALATION
                    || done.session().status() == SessionStatus.COMPLETE_IN_PROGRESS;
            return Once.Answer.of(
                    waits ? ACCEPTED : CREATED,
                    Answers.etag(view.revision()),
                    new SaleView(view, view.order(), done.changeMinor()));
        }));
    }

    private void guardOwnTill(String channel) {
        channels.get(call.principal().merchantId(), channel, ChannelKind.POS);
        if (call.principal().is(PrincipalKind.REGISTER)
                && !channel.equals(call.principal().channelId())) {
            throw ProblemException.notFound("channel", channel);
        }
    }
}
