package onetill.adapter.phone;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.channel.ChannelKind;
import onetill.channel.Channels;
import onetill.customer.Customer;
import onetill.customer.PhoneNumbers;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Settings;
import onetill.session.Buyer;
import onetill.session.Callers;
import onetill.session.Change;
import onetill.session.Checkout;
import onetill.session.CheckoutResource;
import onetill.session.Handoffs;
import onetill.session.LineChoice;
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

/** An agent takes an order by phone. */
@Path("channels/{channel}/calls")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Phone")
public class PhoneResource {

    private static final int CREATED = 201;

    @Inject
    Checkout checkout;

    @Inject
    Callers callers;

    @Inject
    Channels channels;

    @Inject
    Handoffs handoffs;

    @Inject
    TenderRequests tenders;

    @Inject
    Instance<KeyedEntry> keyedEntry;

    @Inject
    Once once;

    @Inject
    Call call;

    @Inject
    Settings settings;

    /**
     * Somebody calls.
     *
     * @param sessionId what they call about: then nothing new is opened, and the number they call from lets the agent in when it
     *     is the one in that session
     */
    @Schema(name = "OpenCall")
    public record OpenCall(
            @Nullable @Pattern(regexp = PhoneNumbers.PATTERN, message = PhoneNumbers.HELP)
            String callerNumber,

            @Nullable @Valid @Size(max = 200) List<LineChoice> lineItems,
            @Nullable @Valid Buyer buyer,
            @Valid Change.@Nullable FulfillmentChoice fulfillment,

            @Nullable @Pattern(regexp = "[a-z]{2}(-[A-Z]{2})?", message = "is a language such as de or en-GB")
            String locale,

            @Nullable UUID sessionId) {

        Change change() {
            return new Change(lineItems, buyer, fulfillment, locale);
        }

        /** What is asked for with a session that is there already. */
        void guardJoining() {
            if (callerNumber == null) {
                throw ProblemException.invalid("caller_number", "say from which number they call about this session");
            }
            if (lineItems == null && buyer == null && fulfillment == null && locale == null) return;
            throw ProblemException.invalid(
                    "session_id", "the session is there already: join it first, take the pen, then change it");
        }
    }

    /**
     * The call's session, and what may be said about the caller. A number alone proves nothing, so no stored data is in
     * it: only that somebody with this number is known and which tenders could be offered.
     */
    @Schema(name = "PhoneCall")
    public record CallView(SessionView session, @Nullable CallerView customer, String readBack) {}

    @Schema(name = "Caller")
    public record CallerView(boolean nameKnown, List<SavedTenderView> savedTenders) {
        static CallerView of(Customer customer) {
            return new CallerView(
                    customer.name() != null,
                    customer.savedTenders().stream()
                            .map(it -> new SavedTenderView(it.id(), it.label()))
                            .toList());
        }
    }

    @Schema(name = "SavedTender")
    public record SavedTenderView(UUID id, String label) {}

    /** What the agent reads out before the caller says yes. */
    @Schema(name = "ReadBack")
    public record ReadBackView(String text) {}

    /**
     * Where the link goes; the merchant's own telephony or mail sends it.
     *
     * @param savedTenderId lets whoever opens it pay with this one saved tender too, after the bank has asked the
     *     cardholder: the way on when a charge ended with {@code authentication_required}
     */
    @Schema(name = "MintPayLink")
    public record PayLinkRequest(
            @Nullable @Size(max = 254) String sendTo,
            @Nullable UUID savedTenderId) {}

    @Schema(name = "PayLink")
    public record PayLinkView(
            String url, OffsetDateTime expiresAt, @Nullable String sendTo) {}

    /** What the caller agreed to, in the words that were read to them. */
    @Schema(name = "Consent")
    public record Consent(
            @NotBlank @Size(max = 1000) String text,
            @AssertTrue(message = "must be given") boolean given) {}

    @Schema(name = "ChargeCall")
    public record ChargeRequest(
            @NotNull Long revision,
            @NotNull Long confirmedTotalMinor,
            @NotNull UUID savedTenderId,
            @NotNull @Valid Consent consent) {}

    @POST
    @Allow(value = SECRET_KEY, staff = Role.AGENT)
    @Operation(
            operationId = "openCall",
            summary = "Open a session for a caller",
            description = "Or, with session_id, help in the one they call about; its pen is then taken by holder.")
    @APIResponse(
            responseCode = "201",
            description = "The call",
            content = @Content(schema = @Schema(implementation = CallView.class)))
    public Response open(@PathParam("channel") String channel, @NotNull @Valid OpenCall request) {
        return Answers.of(once.atOnce(call.principal(), "call:" + channel, call.idempotencyKey(), request, () -> {
            guard(channel);
            var opened = opened(channel, request);
            var view = SessionView.of(opened.snapshot());
            var customer = opened.customer();
            return Once.Answer.of(
                    CREATED,
                    Answers.etag(view.revision()),
                    new CallView(view, customer == null ? null : CallerView.of(customer), ReadBack.of(view)));
        }));
    }

    private void guard(String channel) {
        channels.get(call.principal().merchantId(), channel, ChannelKind.PHONE);
    }

    private Callers.OpenedCall opened(String channel, OpenCall request) {
        var by = call.principal();
        var sessionId = request.sessionId();
        if (sessionId == null) return callers.open(by, channel, request.callerNumber(), request.change());
        request.guardJoining();
        return callers.join(by, sessionId, String.valueOf(request.callerNumber()));
    }

    @GET
    @Path("{session_id}/read-back")
    @Allow(value = SECRET_KEY, staff = Role.AGENT)
    @Operation(operationId = "readBackCall", summary = "Get what to read out before the caller agrees")
    public ReadBackView readBack(@PathParam("channel") String channel, @PathParam("session_id") UUID id) {
        guard(channel);
        return new ReadBackView(ReadBack.of(SessionView.of(checkout.getWithBuyer(call.principal(), id))));
    }

    @POST
    @Path("{session_id}/pay-links")
    @Allow(value = SECRET_KEY, staff = Role.AGENT)
    @Operation(
            operationId = "mintPayLink",
            summary = "Make a link with which the caller pays this session",
            description = "Good for one device. Whoever opens it holds the session from then on.")
    @APIResponse(
            responseCode = "201",
            description = "The link, shown once",
            content = @Content(schema = @Schema(implementation = PayLinkView.class)))
    public Response payLink(
            @PathParam("channel") String channel,
            @PathParam("session_id") UUID id,
            @NotNull @Valid PayLinkRequest request) {
        guard(channel);
        return Answers.of(once.atOnce(call.principal(), "pay-link:" + id, call.idempotencyKey(), request, () -> {
            var minted = handoffs.mint(
                    call.principal(),
                    id,
                    Handoffs.PAY_LINK,
                    request.sendTo(),
                    request.savedTenderId(),
                    settings.payLinkTtl());
            var url = settings.publicUrl() + "/checkout/#" + minted.token();
            return Once.Answer.of(CREATED, Map.of(), new PayLinkView(url, minted.expiresAt(), request.sendTo()));
        }));
    }

    @POST
    @Path("{session_id}/charges")
    @Allow(value = SECRET_KEY, staff = Role.AGENT)
    @Operation(
            operationId = "chargeCall",
            summary = "Pay with a tender the customer agreed to keep",
            description = "Needs the caller's consent to this total, in the words that were read out.")
    @APIResponse(
            responseCode = "200",
            description = "The session with its outcome",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response charge(
            @PathParam("channel") String channel,
            @PathParam("session_id") UUID id,
            @NotNull @Valid ChargeRequest request) {
        guard(channel);
        return Answers.of(once.inSteps(call.principal(), "charge:" + id, call.idempotencyKey(), request, run -> {
            var tender = TenderRequest.saved(request.savedTenderId());
            var shares = tenders.shares(call.principal(), id, tender, null);
            var submission = new Submission(
                    request.revision(),
                    request.confirmedTotalMinor(),
                    shares,
                    Change.NOTHING,
                    request.consent().text(),
                    run);
            return CheckoutResource.paid(checkout.complete(call.principal(), id, submission));
        }));
    }

    @POST
    @Path("{session_id}/keyed-entries")
    @Consumes(MediaType.WILDCARD)
    @Allow(value = SECRET_KEY, staff = Role.AGENT)
    @Operation(
            operationId = "beginKeyedEntry",
            summary = "Let a card be typed on a reader",
            description = "Only where the merchant has provided a terminal that can do it; otherwise 422.")
    @APIResponse(
            responseCode = "202",
            description = "The reader asks for the card",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response keyedEntry(@PathParam("channel") String channel, @PathParam("session_id") UUID id) {
        guard(channel);
        checkout.getWithBuyer(call.principal(), id);
        if (keyedEntry.isUnsatisfied()) {
            throw new ProblemException(
                    ProblemType.TENDER_NOT_OFFERED,
                    "no terminal here lets a card be typed; send a pay link or use a saved tender");
        }
        keyedEntry.get().begin(call.principal(), id);
        return Response.accepted(SessionView.of(checkout.get(call.principal(), id)))
                .build();
    }
}
