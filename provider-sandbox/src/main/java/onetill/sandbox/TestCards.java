package onetill.sandbox;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stripe's published test tokens and card numbers, and how a charge of each ends. */
final class TestCards {

    private TestCards() {}

    /** How the bank answers. */
    enum Behavior {
        SUCCEEDS,
        DECLINES,
        /** 3-D Secure each time; without the customer present: authentication_required. */
        AUTHENTICATES,
        /** 3-D Secure each time, then a decline. */
        AUTHENTICATES_THEN_DECLINES,
        /** Can be kept, but charges decline. */
        DECLINES_WHEN_CHARGED
    }

    /**
     * A test card.
     *
     * @param code the error's code when it declines
     * @param declineCode the bank's reason; empty where the code says all
     */
    record Card(String number, String brand, Behavior behavior, String code, String declineCode, String message) {

        String last4() {
            return number.substring(number.length() - 4);
        }

        String fingerprint() {
            return "fp" + Integer.toHexString(number.hashCode()) + "sandbox";
        }
    }

    private static final Map<String, Card> BY_TOKEN = Map.ofEntries(
            good("pm_card_visa", "4242424242424242", "visa"),
            good("pm_card_visa_debit", "4000056655665556", "visa"),
            good("pm_card_mastercard", "5555555555554444", "mastercard"),
            good("pm_card_amex", "378282246310005", "amex"),
            good("pm_card_discover", "6011111111111117", "discover"),
            good("pm_card_diners", "3056930009020004", "diners"),
            good("pm_card_jcb", "3566002020360505", "jcb"),
            good("pm_card_unionpay", "6200000000000005", "unionpay"),
            good("pm_card_threeDSecureOptional", "4000000000003055", "visa"),
            good("pm_card_authenticationRequiredSetupForOffSession", "4000003800000446", "visa"),
            declined("pm_card_chargeDeclined", "4000000000000002", "generic_decline"),
            declined("pm_card_visa_chargeDeclined", "4000000000000002", "generic_decline"),
            declined("pm_card_visa_chargeDeclinedInsufficientFunds", "4000000000009995", "insufficient_funds"),
            declined("pm_card_chargeDeclinedInsufficientFunds", "4000000000009995", "insufficient_funds"),
            declined("pm_card_visa_chargeDeclinedLostCard", "4000000000009987", "lost_card"),
            declined("pm_card_visa_chargeDeclinedStolenCard", "4000000000009979", "stolen_card"),
            declined("pm_card_visa_chargeDeclinedVelocityLimitExceeded", "4000000000006975", "card_velocity_exceeded"),
            declined("pm_card_radarBlock", "4100000000000019", "fraudulent"),
            failing("pm_card_chargeDeclinedExpiredCard", "4000000000000069", "expired_card", "Your card has expired."),
            failing(
                    "pm_card_chargeDeclinedIncorrectCvc",
                    "4000000000000127",
                    "incorrect_cvc",
                    "Your card's security code is incorrect."),
            failing(
                    "pm_card_chargeDeclinedProcessingError",
                    "4000000000000119",
                    "processing_error",
                    "An error occurred while processing your card. Try again in a little bit."),
            entry("pm_card_chargeCustomerFail", "4000000000000341", Behavior.DECLINES_WHEN_CHARGED, "generic_decline"),
            entry("pm_card_authenticationRequired", "4000002760003184", Behavior.AUTHENTICATES, ""),
            entry("pm_card_authenticationRequiredOnSetup", "4000002500003155", Behavior.AUTHENTICATES, ""),
            entry("pm_card_threeDSecure2Required", "4000000000003220", Behavior.AUTHENTICATES, ""),
            entry(
                    "pm_card_threeDSecureRequiredChargeDeclined",
                    "4000008400001629",
                    Behavior.AUTHENTICATES_THEN_DECLINES,
                    "generic_decline"));

    static Optional<Card> byToken(String token) {
        return Optional.ofNullable(BY_TOKEN.get(token));
    }

    static @Nullable Card byNumber(String number) {
        return BY_TOKEN.values().stream()
                .filter(it -> it.number().equals(number))
                .findFirst()
                .orElse(null);
    }

    static Card byFingerprint(String fingerprint) {
        return BY_TOKEN.values().stream()
                .filter(it -> it.fingerprint().equals(fingerprint))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no test card has the fingerprint " + fingerprint));
    }

    private static Map.Entry<String, Card> good(String token, String number, String brand) {
        return Map.entry(token, new Card(number, brand, Behavior.SUCCEEDS, "", "", ""));
    }

    private static Map.Entry<String, Card> declined(String token, String number, String declineCode) {
        return entry(token, number, Behavior.DECLINES, declineCode);
    }

    private static Map.Entry<String, Card> failing(String token, String number, String code, String message) {
        return Map.entry(
                token,
                new Card(
                        number, "visa", Behavior.DECLINES, code, code.equals("processing_error") ? code : "", message));
    }

    private static Map.Entry<String, Card> entry(String token, String number, Behavior behavior, String declineCode) {
        var message = "insufficient_funds".equals(declineCode)
                ? "Your card has insufficient funds."
                : "Your card was declined.";
        return Map.entry(token, new Card(number, "visa", behavior, "card_declined", declineCode, message));
    }
}
