package onetill.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stripe's published test tokens and card numbers, and how a charge of each ends. */
final class TestCards {

    private TestCards() {}

    /** What the bank says to a charge. */
    enum Answer {
        YES,
        NO,
        /** It can be kept, and charges are declined. */
        NO_WHEN_CHARGED
    }

    /** When the bank asks its customer. */
    enum Authentication {
        NEVER,
        /** When the shop asks for it. */
        ON_REQUEST,
        /** Unless the card was set up for payments without its owner. */
        UNLESS_SET_UP,
        /** Unless the owner is absent: it counts as set up. */
        WHEN_PRESENT,
        ALWAYS
    }

    /** What else is special. */
    enum Trait {
        NONE,
        CVC_FAILS,
        POSTAL_CODE_FAILS,
        RISK_ELEVATED,
        RISK_HIGHEST,
        REFUND_IS_SLOW,
        REFUND_FAILS,
        DISPUTED,
        DISPUTED_NOT_RECEIVED
    }

    /**
     * A test card.
     *
     * @param code the error's code when it declines
     * @param declineCode the bank's reason; empty where the code says all
     */
    record Card(
            String number,
            String brand,
            String funding,
            Answer answer,
            Authentication authentication,
            Trait trait,
            String code,
            String declineCode) {

        String last4() {
            return number.substring(number.length() - 4);
        }

        String fingerprint() {
            return "fp" + Integer.toHexString(number.hashCode()) + "sandbox";
        }

        boolean isDeclined() {
            return answer != Answer.YES;
        }

        String message() {
            return TestCards.message(code, declineCode);
        }
    }

    static String message(String code, String declineCode) {
        return switch (code) {
            case "expired_card" -> "Your card has expired.";
            case "incorrect_cvc" -> "Your card's security code is incorrect.";
            case "processing_error" -> "An error occurred while processing your card. Try again in a little bit.";
            default ->
                "insufficient_funds".equals(declineCode)
                        ? "Your card has insufficient funds."
                        : "Your card was declined.";
        };
    }

    private static final Map<String, Card> BY_TOKEN = Map.ofEntries(
            good("pm_card_visa", "4242424242424242", "visa"),
            Map.entry(
                    "pm_card_visa_debit",
                    card("4000056655665556", "visa", "debit", Answer.YES, Authentication.NEVER, Trait.NONE, "", "")),
            good("pm_card_mastercard", "5555555555554444", "mastercard"),
            good("pm_card_amex", "378282246310005", "amex"),
            good("pm_card_discover", "6011111111111117", "discover"),
            good("pm_card_diners", "3056930009020004", "diners"),
            good("pm_card_jcb", "3566002020360505", "jcb"),
            good("pm_card_unionpay", "6200000000000005", "unionpay"),
            declined("pm_card_chargeDeclined", "4000000000000002", "generic_decline"),
            declined("pm_card_visa_chargeDeclined", "4000000000000002", "generic_decline"),
            declined("pm_card_visa_chargeDeclinedInsufficientFunds", "4000000000009995", "insufficient_funds"),
            declined("pm_card_visa_chargeDeclinedLostCard", "4000000000009987", "lost_card"),
            declined("pm_card_visa_chargeDeclinedStolenCard", "4000000000009979", "stolen_card"),
            declined("pm_card_visa_chargeDeclinedVelocityLimitExceeded", "4000000000006975", "card_velocity_exceeded"),
            declined("pm_card_radarBlock", "4100000000000019", "fraudulent"),
            failing("pm_card_chargeDeclinedExpiredCard", "4000000000000069", "expired_card", ""),
            failing("pm_card_chargeDeclinedIncorrectCvc", "4000000000000127", "incorrect_cvc", ""),
            failing(
                    "pm_card_chargeDeclinedProcessingError",
                    "4000000000000119",
                    "processing_error",
                    "processing_error"),
            Map.entry(
                    "pm_card_chargeCustomerFail",
                    visa(
                            "4000000000000341",
                            Answer.NO_WHEN_CHARGED,
                            Authentication.NEVER,
                            "card_declined",
                            "generic_decline")),
            asking("pm_card_authenticationRequired", "4000002760003184", Authentication.ALWAYS),
            asking("pm_card_authenticationRequiredOnSetup", "4000002500003155", Authentication.UNLESS_SET_UP),
            asking("pm_card_authenticationRequiredSetupForOffSession", "4000003800000446", Authentication.WHEN_PRESENT),
            asking("pm_card_threeDSecure2Required", "4000000000003220", Authentication.ALWAYS),
            asking("pm_card_threeDSecureOptional", "4000000000003055", Authentication.ON_REQUEST),
            Map.entry(
                    "pm_card_threeDSecureRequiredChargeDeclined",
                    visa(
                            "4000008400001629",
                            Answer.NO_WHEN_CHARGED,
                            Authentication.ALWAYS,
                            "card_declined",
                            "generic_decline")),
            special("pm_card_createDispute", "4000000000000259", Trait.DISPUTED),
            special("pm_card_createDisputeProductNotReceived", "4000000000002685", Trait.DISPUTED_NOT_RECEIVED),
            special("pm_card_createDisputeInquiry", "4000000000001976", Trait.NONE),
            special("pm_card_createIssuerFraudRecord", "4000000000005423", Trait.NONE),
            special("pm_card_riskLevelHighest", "4000000000004954", Trait.RISK_HIGHEST),
            special("pm_card_riskLevelElevated", "4000000000009235", Trait.RISK_ELEVATED),
            special("pm_card_cvcCheckFail", "4000000000000101", Trait.CVC_FAILS),
            special("pm_card_avsZipFail", "4000000000000036", Trait.POSTAL_CODE_FAILS),
            special("pm_card_pendingRefund", "4000000000007726", Trait.REFUND_IS_SLOW),
            special("pm_card_refundFail", "4000000000005126", Trait.REFUND_FAILS));

    private static final Map<String, Card> BY_NUMBER = by(Card::number);
    private static final Map<String, Card> BY_FINGERPRINT = by(Card::fingerprint);

    private static Map<String, Card> by(Function<Card, String> name) {
        return BY_TOKEN.values().stream().distinct().collect(Collectors.toMap(name, Function.identity()));
    }

    static Map<String, Card> all() {
        return BY_TOKEN;
    }

    static Optional<Card> byToken(String token) {
        return Optional.ofNullable(BY_TOKEN.get(token));
    }

    static @Nullable Card byNumber(String number) {
        return BY_NUMBER.get(number);
    }

    static Card byFingerprint(String fingerprint) {
        var card = BY_FINGERPRINT.get(fingerprint);
        if (card == null) throw new IllegalStateException("no test card has the fingerprint " + fingerprint);
        return card;
    }

    private static Card card(
            String number,
            String brand,
            String funding,
            Answer answer,
            Authentication authentication,
            Trait trait,
            String code,
            String declineCode) {
        return new Card(number, brand, funding, answer, authentication, trait, code, declineCode);
    }

    private static Card visa(
            String number, Answer answer, Authentication authentication, String code, String declineCode) {
        return card(number, "visa", "credit", answer, authentication, Trait.NONE, code, declineCode);
    }

    private static Map.Entry<String, Card> good(String token, String number, String brand) {
        return Map.entry(token, card(number, brand, "credit", Answer.YES, Authentication.NEVER, Trait.NONE, "", ""));
    }

    private static Map.Entry<String, Card> special(String token, String number, Trait trait) {
        return Map.entry(token, card(number, "visa", "credit", Answer.YES, Authentication.NEVER, trait, "", ""));
    }

    private static Map.Entry<String, Card> asking(String token, String number, Authentication when) {
        return Map.entry(token, visa(number, Answer.YES, when, "", ""));
    }

    private static Map.Entry<String, Card> declined(String token, String number, String declineCode) {
        return failing(token, number, "card_declined", declineCode);
    }

    private static Map.Entry<String, Card> failing(String token, String number, String code, String declineCode) {
        return Map.entry(token, visa(number, Answer.NO, Authentication.NEVER, code, declineCode));
    }
}
