package onetill.session;

import java.util.Locale;
import onetill.payment.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A business outcome the buyer should know.
 *
 * @param ask the ask it belongs to
 * @param retry whether another try makes sense: {@code same_tender}, {@code another_tender}, {@code never}
 */
public record Message(
        String type,
        String code,
        @Nullable String ask,
        String text,
        @Nullable String retry) {

    static final String AMOUNT_DIFFERS = "amount_differs";

    /** What a buyer is told about a decline. Lost, stolen and fraud are nobody's business at the counter. */
    static Message declined(Outcome.Declined declined) {
        var text = switch (declined.code()) {
            case "insufficient_funds" -> "There is not enough money on this card. Use another card.";
            case "expired_card" -> "This card has expired. Use another card.";
            case "incorrect_cvc", "invalid_cvc" -> "The security code is not right. Check it and try again.";
            case "authentication_required" ->
                "The bank wants the cardholder to confirm this payment. Nothing was paid; a link into this checkout lets them.";
            case "payment_intent_authentication_failure" ->
                "The bank could not confirm that it is you. Try again or use another card.";
            case "canceled_at_reader" -> "The payment was canceled at the card reader.";
            case "reader_busy" ->
                "The card reader is busy with another sale. Nothing was paid; finish that one first, or take it back.";
            case "reader_offline" ->
                "The card reader is not connected. Nothing was paid; check its power and network, or pay otherwise.";
            case AMOUNT_DIFFERS ->
                "The card reader asked for another amount than this sale's. Nothing of it is kept; pay again, and compare.";
            case "processing_error", "try_again_later", "reenter_transaction", "issuer_not_available" ->
                "The bank could not be reached. Nothing was paid; try again in a moment.";
            case "incorrect_pin", "pin_try_exceeded" -> "The PIN was not right. Try again or use another card.";
            case "provider_configuration" ->
                "Card payments do not work at the moment. Nothing was paid; choose another way to pay.";
            case "insufficient_balance" -> "There is not enough left on it. Nothing was paid; pay the rest otherwise.";
            case "expired", "disabled", "wrong_currency" ->
                "This gift card or credit cannot be used here. Nothing was paid; choose another way to pay.";
            default -> "The bank declined this payment. Nothing was paid; use another card or ask your bank.";
        };
        return new Message(
                "error",
                "authentication_required".equals(declined.code()) ? "authentication_required" : "declined",
                "payment.tender",
                text,
                declined.retry().name().toLowerCase(Locale.ROOT));
    }

    static Message withdrawn() {
        return new Message(
                "info",
                "payment_withdrawn",
                "payment.tender",
                "The payment was taken back. Nothing was paid.",
                "same_tender");
    }

    /** The provider is away, and was not asked. */
    static Message unavailable() {
        return new Message(
                "error",
                "payment_unavailable",
                "payment.tender",
                "Payments by this means do not work at the moment. Nothing was paid; try again shortly or pay otherwise.",
                "same_tender");
    }

    /** A slow method: the buyer has done what was to do. */
    static Message pending() {
        return new Message(
                "info",
                "payment_pending",
                "payment.tender",
                "The payment is on its way from the bank; that can take some days. The goods are kept for you.",
                null);
    }

    /** Money came when nobody waited for it any more. */
    static Message returned() {
        return new Message(
                "info",
                "payment_returned",
                null,
                "A payment arrived after this checkout no longer needed it. It goes back to where it came from.",
                null);
    }

    static Message repriced(long beforeMinor, long nowMinor) {
        return new Message(
                "warning",
                "total_changed",
                null,
                "The total changed from %d to %d minor units. Please confirm it again."
                        .formatted(beforeMinor, nowMinor),
                null);
    }
}
