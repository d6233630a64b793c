package onetill.problem;

import java.util.Locale;

/** Every error the API can answer. The name becomes the type URI: {@code /problems/total-changed}. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    IDEMPOTENCY_KEY_MISSING(400, "This call needs an Idempotency-Key header"),
    INVALID_CURSOR(400, "This cursor is not one of ours"),
    UNAUTHENTICATED(401, "Say who you are"),
    FORBIDDEN(403, "You may not do this"),
    CONSENT_NEEDED(403, "The buyer has not let you in"),
    SCOPE_MISSING(403, "This key may not do this"),
    ORIGIN_NOT_ALLOWED(403, "This key is for other pages"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This address does not take this method"),
    NOT_ACCEPTABLE(406, "We cannot answer in this form"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    ILLEGAL_TRANSITION(409, "The session's status does not allow this"),
    PAYMENT_IN_PROGRESS(409, "A payment of this session is under way"),
    NOT_THE_HOLDER(409, "Somebody else holds this session now"),
    ASSISTANCE_REQUESTED(409, "Somebody asks the buyer already"),
    ASSISTANCE_DECLINED(409, "The buyer has said: not now"),
    CALL_REQUESTED(409, "The buyer waits for a call already"),
    CALL_TAKEN(409, "Another agent has taken this call"),
    KEYPAD_ENTRY_OPEN(409, "The caller of this session types a card already"),
    TOTAL_CHANGED(409, "The total is no longer what the buyer confirmed"),
    DEPOSIT_EXCEEDS_TOTAL(409, "More was paid ahead than the session now costs"),
    OUT_OF_STOCK(409, "There is not enough of an item left"),
    STOCK_TOO_LOW(409, "There is less in stock than is to be taken out"),
    IDEMPOTENCY_IN_FLIGHT(409, "The first request with this key is still running"),
    CODE_TAKEN(409, "Another promotion has this code"),
    FULFILLMENT_STATE(409, "The fulfillment's status does not allow this"),
    ORDER_CHANGED(409, "The order is no longer what was shown"),
    DIFFERENCE_TO_COLLECT(409, "The order would cost more than was paid for it"),
    ORDER_NOT_PAID(409, "The money of this order was let go or given back"),
    REFUND_TOO_LARGE(409, "More than was taken cannot be given back"),
    RETURN_LIMIT(409, "Too much came back without a receipt today"),
    REFUNDED_BY_STORE(409, "Only the app store gives this money back"),
    STORE_NOT_SET_UP(409, "This channel does not sell in this app store"),
    PURCHASE_PENDING(409, "The app store has not been paid yet"),
    FEEDBACK_GIVEN(409, "Feedback about this order was given already"),
    EXPORT_NOT_STOPPED(409, "Only what was given up or withheld can be sent again"),
    SESSION_NOT_PARKED(409, "This session does not wait any more"),
    SHIFT_OPEN(409, "This till has an open shift already"),
    NO_OPEN_SHIFT(409, "There is no open shift at this register"),
    SHIFT_CLOSED(409, "This shift is closed"),
    DRAWER_BUSY(409, "Cash of this drawer is still on its way"),
    OFFLINE_SALES_WAIT(409, "Sales this till made offline have not arrived yet"),
    NOTHING_TO_CAPTURE(409, "There is no authorization to capture or void"),
    EXPERIMENT_RUNNING(409, "Another experiment varies this already"),
    EXPERIMENT_STATE(409, "The experiment's state does not allow this"),
    REVISION_MISMATCH(412, "The session was changed meanwhile"),
    BODY_TOO_LARGE(413, "The body is too large"),
    ADDRESS_TOO_LONG(414, "The address of the request is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The call does not take this kind of body"),
    VALIDATION_FAILED(422, "A value does not fit"),
    CARD_NUMBER_NOT_ALLOWED(422, "Numbers of payment cards have no place here"),
    UNKNOWN_ITEM(422, "There is no such item in this channel"),
    UNKNOWN_FULFILLMENT_OPTION(422, "This fulfillment option cannot be chosen"),
    WRONG_CHANNEL_KIND(422, "This call is for channels of another kind"),
    TENDER_NOT_OFFERED(422, "This tender is not offered in this channel"),
    SAVED_TENDER_EXPIRED(422, "The card has expired"),
    TENDERS_DO_NOT_ADD_UP(422, "The tenders do not add up to what is due"),
    UNKNOWN_GIFT_CARD(422, "No gift card has this code"),
    MESSAGE_NOT_OFFERED(422, "Messages of this kind cannot be sent here"),
    PURCHASE_NOT_GENUINE(422, "The app store has not signed this, or not for this app"),
    WRONG_CODE(422, "This is not the code that was sent"),
    PASSKEY_REFUSED(422, "This passkey is not accepted"),
    WRONG_PIN(422, "This is not the PIN"),
    APPROVAL_REQUIRED(403, "A manager has to agree to this"),
    APPROVAL_NOT_VALID(422, "This approval cannot be used"),
    NOT_READY(422, "The session still asks for something"),
    FEEDBACK_NOT_ASKED(422, "This channel asks for no feedback"),
    WEBHOOK_URL_REFUSED(422, "Webhooks cannot be sent to this address"),
    IDEMPOTENCY_CONFLICT(422, "This idempotency key was used with another request"),
    TOO_MANY_TRIES(429, "Too many wrong codes"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    TOO_MANY_PAYMENT_TRIES(429, "Too many payments were tried"),
    TOO_MANY_STREAMS(429, "Too many streams are open"),
    BUG(500, "We made a mistake"),
    PROVIDER_UNAVAILABLE(503, "The payment provider does not answer"),
    DATABASE_UNAVAILABLE(503, "The database does not answer");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String uri() {
        return "/problems/" + slug();
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
