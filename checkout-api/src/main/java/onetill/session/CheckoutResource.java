package onetill.session;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.PUBLISHABLE_KEY;
import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Principal;
import onetill.access.Role;
import onetill.event.EventStreams;
import onetill.event.Follower;
import onetill.event.Participant;
import onetill.event.Participants;
import onetill.event.SseResourceListener;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.http.Page;
import onetill.idempotency.Once;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Settings;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Checkout sessions over HTTP. Translates; the story is in {@link Checkout}. */
@Path("checkout-sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Checkout sessions")
public class CheckoutResource {

    private static final int MOST = 100;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    @Inject
    Checkout checkout;

    @Inject
    Callers callers;

    @Inject
    CheckoutSessions sessions;

    @Inject
    Handoffs handoffs;

    @Inject
    Assistances assistances;

    @Inject
    Settings settings;

    @Inject
    TenderRequests tenders;

    @Inject
    EventStreams streams;

    @Inject
    Participants participants;

    @Inject
    Clocks clock;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * Opens a session; only the channel is required.
     *
     * @param customerId whom the caller has recognized; from servers and staff only
     * @param complete whether it is to be paid at once, with everything that is known; from servers, tills and staff only
     * @param confirmedTotalMinor what the buyer has seen and said yes to, when it is to be paid at once
     * @param tender with what it is paid at once; left out where nothing is due
     * @param tenders with what it is paid at once when there are several; each but one names its amount
     */
    @Schema(name = "OpenCheckoutSession")
    public record Open(
            @NotBlank @Size(max = 100) String channel,
            @Nullable @Valid @Size(max = 200) List<LineChoice> lineItems,
            @Nullable @Valid Buyer buyer,
            @Valid Change.@Nullable FulfillmentChoice fulfillment,

            @Nullable @Pattern(regexp = "[a-z]{2}(-[A-Z]{2})?", message = "is a language such as de or en-GB")
            String locale,

            @Nullable @PositiveOrZero Long tipMinor,
            @Nullable @Size(max = 10) List<@NotBlank @Size(max = 60) String> discountCodes,
            @Nullable UUID customerId,
            @Nullable Boolean complete,
            @Nullable Long confirmedTotalMinor,
            @Nullable @Valid TenderRequest tender,
            @Nullable @Valid @Size(min = 1, max = 20) List<TenderRequest> tenders) {

        boolean wantsOrder() {
            return Boolean.TRUE.equals(complete);
        }

        Change change() {
            return new Change(lineItems, buyer, fulfillment, locale, tipMinor, discountCodes);
        }
    }

    /** A session and the token of the shopper's device; the token is shown once. */
    @Schema(name = "OpenedCheckoutSession")
    public record OpenedView(SessionView session, @Nullable String clientToken) {
        public static OpenedView of(Checkout.Opened opened) {
            return new OpenedView(SessionView.of(opened.snapshot()), opened.clientToken());
        }
    }

    /**
     * The buyer's yes.
     *
     * @param buyer what a wallet says of the buyer, applied before the total is compared
     * @param fulfillment where the goods go and how, as chosen in the wallet; the address is taken as a whole
     * @param tender with what it is paid; left out where nothing is due
     * @param tenders with what it is paid when there are several; each but one names its amount
     */
    @Schema(name = "CompleteCheckoutSession")
    public record Complete(
            @NotNull Long revision,
            @NotNull Long confirmedTotalMinor,
            @Nullable @Valid TenderRequest tender,
            @Nullable @Valid @Size(min = 1, max = 20) List<TenderRequest> tenders,
            @Nullable @Valid Buyer buyer,
            @Valid Change.@Nullable FulfillmentChoice fulfillment) {

        Submission submission(List<Submission.Share> shares, UUID run) {
            var yes = new Submission(revision, confirmedTotalMinor, shares).by(run);
            return buyer == null && fulfillment == null ? yes : yes.with(buyer, fulfillment);
        }
    }

    /** A part paid ahead. */
    @Schema(name = "Deposit")
    public record DepositRequest(
            @NotNull Long revision,
            @NotNull @Positive Long amountMinor,
            @NotNull @Valid TenderRequest tender) {}

    /** Why a deposit goes back, for the books. */
    @Schema(name = "ReturnDeposit")
    public record ReturnRequest(@NotBlank @Size(max = 200) String reason) {}

    @Schema(name = "Participants")
    public record ParticipantsView(List<Participant> data) {}

    @Schema(name = "CheckoutSessionPage")
    public record SessionPage(
            List<SessionView.Summary> data, @Nullable String nextCursor) {}

    @POST
    @Allow(
            value = {SECRET_KEY, PUBLISHABLE_KEY, REGISTER},
            staff = Role.AGENT)
    @Operation(
            operationId = "openCheckoutSession",
            summary = "Open a checkout session, and buy at once where everything is known",
            description =
                    "With complete and the total the buyer has seen it goes from the intent to the order in one request. What is "
                            + "missing or costs something else is a problem that shows the session; it can be completed as any other.")
    @APIResponse(
            responseCode = "201",
            description = "The session",
            content = @Content(schema = @Schema(implementation = OpenedView.class)))
    @APIResponse(
            responseCode = "202",
            description = "The session; its payment waits for the buyer, or we are checking with the provider",
            content = @Content(schema = @Schema(implementation = OpenedView.class)))
    public Response open(@NotNull @Valid Open request) {
        if (request.wantsOrder()) return buy(request);
        if (request.tender() != null || request.tenders() != null || request.confirmedTotalMinor() != null) {
            throw ProblemException.invalid(
                    "complete",
                    "set it to true to pay at once, or leave out tender, tenders and confirmed_total_minor");
        }
        return Answers.of(once.atOnce(by(), "open", call.idempotencyKey(), request, () -> {
            var opened = OpenedView.of(opened(request, null));
            return Once.Answer.of(CREATED, Answers.etag(opened.session().revision()), opened);
        }));
    }

    private Checkout.Opened opened(Open request, @Nullable UUID run) {
        var customerId = request.customerId();
        return customerId == null
                ? checkout.open(by(), run, request.channel(), request.change())
                : callers.openFor(by(), run, request.channel(), customerId, request.change());
    }

    /** From the intent to the order in one request. */
    private Response buy(Open request) {
        if (by().is(PUBLISHABLE_KEY)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "a page opens the session first, and completes it with its client token");
        }
        var confirmed = request.confirmedTotalMinor();
        if (confirmed == null) {
            throw ProblemException.invalid(
                    "confirmed_total_minor", "say what the buyer has seen and confirmed, such as the total of a quote");
        }
        return Answers.of(once.inSteps(by(), "buy", call.idempotencyKey(), request, run -> {
            var opened = opened(request, run);
            var session = opened.snapshot().session();
            var shares = tenders.shares(by(), session.id(), request.tender(), request.tenders());
            var done = checkout.complete(
                    by(), session.id(), new Submission(session.revision(), confirmed, shares).by(run));
            var view = OpenedView.of(new Checkout.Opened(done, opened.clientToken()));
            return Once.Answer.of(
                    view.session().status().isPaying() ? ACCEPTED : CREATED,
                    Answers.etag(view.session().revision()),
                    view);
        }));
    }

    @GET
    @Path("current")
    @Allow(CLIENT_TOKEN)
    @Operation(operationId = "getCurrentCheckoutSession", summary = "Get the session a client token belongs to")
    @APIResponse(
            responseCode = "200",
            description = "The session",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response current() {
        var id = by().sessionId();
        if (id == null) throw ProblemException.notFound("checkout session", "of this token");
        return ok(checkout.get(by(), id));
    }

    @GET
    @Path("{id}")
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "getCheckoutSession",
            summary = "Get a checkout session",
            description =
                    "Agents and cashiers see nothing of a buyer whose own device holds it (buyer_hidden) until they were let in.")
    @APIResponse(
            responseCode = "200",
            description = "The session",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response get(@PathParam("id") UUID id) {
        var snapshot = checkout.get(by(), id);
        assistances.seen(by(), snapshot);
        return ok(snapshot);
    }

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listCheckoutSessions", summary = "List checkout sessions, newest first")
    public SessionPage list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = sessions.newest(by().merchantId(), status(status), channel, Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, CheckoutSession::id, SessionView.Summary::of);
        return new SessionPage(page.data(), page.nextCursor());
    }

    @PATCH
    @Path("{id}")
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = Role.AGENT)
    @Operation(
            operationId = "changeCheckoutSession",
            summary = "Change line items, buyer, fulfillment or language",
            description = "Any of them, several at once. A payment that waits for the buyer is taken back first.")
    @APIResponse(
            responseCode = "200",
            description = "The session as it is now",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response change(@PathParam("id") UUID id, @NotNull @Valid Change change) {
        return ok(checkout.change(by(), id, call.ifMatch(), change));
    }

    @POST
    @Path("{id}/quotes")
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = Role.AGENT)
    @Operation(
            operationId = "quoteCheckoutSession",
            summary = "Say what this session would cost elsewhere",
            description =
                    "For a wallet's sheet, which tells only a part of the address before the buyer has said yes. Nothing is kept.")
    public QuotesResource.QuoteView quote(@PathParam("id") UUID id, @NotNull @Valid QuotesResource.Elsewhere request) {
        return QuotesResource.QuoteView.of(SessionView.of(checkout.quote(by(), id, request.change())));
    }

    @POST
    @Path("{id}/handoffs")
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = {Role.AGENT, Role.CASHIER})
    @Operation(
            operationId = "offerHandoff",
            summary = "Let the session go on elsewhere",
            description = "A code to say and a link to open; the first that is used ends both.")
    @APIResponse(
            responseCode = "201",
            description = "The code and the link, shown once",
            content = @Content(schema = @Schema(implementation = HandoffResource.HandoffView.class)))
    public Response offer(@PathParam("id") UUID id) {
        return Answers.of(once.atOnce(by(), "handoff:" + id, call.idempotencyKey(), Map.of(), () -> {
            var offered = handoffs.offer(by(), id);
            return Once.Answer.of(
                    CREATED,
                    Map.of(),
                    new HandoffResource.HandoffView(
                            offered.code(),
                            offered.codeExpiresAt(),
                            settings.publicUrl() + "/checkout/#"
                                    + offered.link().token(),
                            offered.link().expiresAt()));
        }));
    }

    @POST
    @Path("{id}/holder")
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = {Role.AGENT, Role.CASHIER})
    @Operation(
            operationId = "takePen",
            summary = "Take the pen of a session one can see",
            description =
                    "Whoever held it sees it at once, and can take it back. Not while money is moving. From a buyer's own device "
                            + "people of the merchant's take it only after the buyer has let them in.")
    public SessionView takePen(@PathParam("id") UUID id, @NotNull @Valid HandoffResource.TakePen request) {
        return SessionView.of(handoffs.takePen(by(), id, request.channel()));
    }

    @POST
    @Path("{id}/complete")
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = Role.AGENT)
    @Operation(
            operationId = "completeCheckoutSession",
            summary = "Confirm the total and pay it",
            description =
                    "What a wallet knows of the buyer and the delivery comes along, and is kept whatever the answer. "
                            + "200 when the outcome is known: completed, waiting for the buyer, or declined with a message. "
                            + "202 while the provider's answer is not known: ask again, never pay again.")
    @APIResponse(
            responseCode = "200",
            description = "The session with its outcome",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    @APIResponse(
            responseCode = "202",
            description = "We are checking with the provider",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response complete(@PathParam("id") UUID id, @NotNull @Valid Complete request) {
        return Answers.of(once.inSteps(by(), "complete:" + id, call.idempotencyKey(), request, run -> {
            var shares = tenders.shares(by(), id, request.tender(), request.tenders());
            return paid(checkout.complete(by(), id, request.submission(shares, run)));
        }));
    }

    @POST
    @Path("{id}/deposits")
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = Role.AGENT)
    @Operation(
            operationId = "payDeposit",
            summary = "Pay a part ahead",
            description = "The money is taken at once; the session stays open and lives longer, and the rest can be "
                    + "paid in any channel. 202 while the provider's answer is not known.")
    @APIResponse(
            responseCode = "200",
            description = "The session with its outcome",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response deposit(@PathParam("id") UUID id, @NotNull @Valid DepositRequest request) {
        return Answers.of(once.inSteps(by(), "deposit:" + id, call.idempotencyKey(), request, run -> {
            var means = tenders.means(by(), id, request.tender());
            return paid(checkout.deposit(by(), id, run, request.revision(), request.amountMinor(), means));
        }));
    }

    @POST
    @Path("{id}/deposits/{tender_id}/return")
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.AGENT, Role.MANAGER})
    @Operation(
            operationId = "returnDeposit",
            summary = "Give a deposit back",
            description = "All of it, to where it came from. The session goes on.")
    @APIResponse(
            responseCode = "200",
            description = "The session",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response returnDeposit(
            @PathParam("id") UUID id, @PathParam("tender_id") UUID tenderId, @NotNull @Valid ReturnRequest request) {
        return Answers.of(once.inSteps(
                by(),
                "return:" + tenderId,
                call.idempotencyKey(),
                request,
                run -> paid(checkout.returnDeposit(by(), id, tenderId, request.reason()))));
    }

    @POST
    @Path("{id}/payment/refresh")
    @Consumes(MediaType.WILDCARD)
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = Role.AGENT)
    @Operation(
            operationId = "refreshPayment",
            summary = "Ask the provider what became of the payment",
            description = "After the bank's page, the card reader or the app's payment sheet. Safe to repeat.")
    @APIResponse(
            responseCode = "200",
            description = "The session with its outcome",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response refresh(@PathParam("id") UUID id) {
        return Answers.of(paid(checkout.refresh(by(), id)));
    }

    @POST
    @Path("{id}/payment/withdraw")
    @Consumes(MediaType.WILDCARD)
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = Role.AGENT)
    @Operation(
            operationId = "withdrawPayment",
            summary = "Take back a payment that waits for the buyer",
            description = "When the money came first, the session is completed instead. Safe to repeat.")
    @APIResponse(
            responseCode = "200",
            description = "The session",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response withdraw(@PathParam("id") UUID id) {
        return Answers.of(paid(checkout.withdraw(by(), id)));
    }

    @POST
    @Path("{id}/cancel")
    @Consumes(MediaType.WILDCARD)
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = Role.AGENT)
    @Operation(operationId = "cancelCheckoutSession", summary = "Give a session up")
    @APIResponse(
            responseCode = "200",
            description = "The canceled session",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response cancel(@PathParam("id") UUID id) {
        return ok(checkout.cancel(by(), id));
    }

    @GET
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "streamCheckoutSessionEvents",
            summary = "Follow one session",
            description =
                    "Server-sent events; resumes after Last-Event-ID, begins with the next event without it. "
                            + "Messages of the type presence say who looks at it, and have no id. A stream ends when its credential does.")
    @APIResponse(
            responseCode = "200",
            description = "A stream of server-sent events",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public void events(
            @PathParam("id") UUID id,
            @Context SseEventSink sink,
            @Context Sse sse,
            @HeaderParam("Last-Event-ID") @Nullable String lastSeen) {
        var where = by().is(REGISTER)
                ? by().channelId()
                : by().is(CLIENT_TOKEN) ? checkout.get(by(), id).session().channelId() : null;
        streams.listen(
                new Follower(by(), call.proof(), id, where, clock.now()),
                SseResourceListener.seen(lastSeen),
                () -> checkout.get(by(), id),
                new SseResourceListener(sink, sse));
    }

    @GET
    @Path("{id}/participants")
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listParticipants",
            summary = "See who looks at a session now",
            description = "Whoever has a stream of it open, at whatever node: what kind of somebody, never who. "
                    + "The same is told on its stream as presence.")
    public ParticipantsView participants(@PathParam("id") UUID id) {
        checkout.get(by(), id);
        return new ParticipantsView(participants.of(by().merchantId(), id));
    }

    /** The answer to a payment: 202 as long as nobody knows. */
    public static Once.Answer paid(Snapshot snapshot) {
        var view = SessionView.of(snapshot);
        var checking = view.payment().state() == SessionView.PaymentView.State.CHECKING;
        return Once.Answer.of(checking ? ACCEPTED : OK, Answers.etag(view.revision()), view);
    }

    private static Response ok(Snapshot snapshot) {
        var view = SessionView.of(snapshot);
        var response = Response.ok(view);
        Answers.etag(view.revision()).forEach(response::header);
        return response.build();
    }

    private static @Nullable SessionStatus status(@Nullable String given) {
        if (given == null || given.isBlank()) return null;
        try {
            return SessionStatus.valueOf(given.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("status", "there is no status " + given);
        }
    }

    private Principal by() {
        return call.principal();
    }
}
