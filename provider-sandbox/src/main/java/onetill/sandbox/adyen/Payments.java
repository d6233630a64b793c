package onetill.sandbox.adyen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens to payments. Outcomes come only by Adyen's own means: the name of the card's holder and its test card
 * numbers. What a payment was asked for and what became of it is one record of it.
 */
final class Payments {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TEST = "test_";
    private static final String BANK_ASKS = "test_4917610000000000";

    /** A name of the card's holder and the refusal it stands for. */
    private record Refused(String reason, String reasonCode) {}

    private static final Map<String, Refused> BY_HOLDER = Map.of(
            "DECLINED", new Refused("Refused", "2"),
            "NOT_ENOUGH_BALANCE", new Refused("Not enough balance", "12"),
            "CARD_EXPIRED", new Refused("Expired Card", "6"),
            "BLOCK_CARD", new Refused("Blocked Card", "5"),
            "CVC_DECLINED", new Refused("CVC Declined", "24"),
            "FRAUD", new Refused("FRAUD", "20"));

    private static final class Payment {
        private final String psp;
        private final String reference;
        private final String currency;
        private final long value;
        private final String holder;
        private final String returnUrl;
        private final ObjectNode metadata;
        private String state = "waiting";
        private long captured;
        private long refunded;

        Payment(String psp, JsonNode asked) {
            this.psp = psp;
            this.reference = asked.path("reference").asText();
            this.currency = asked.path("amount").path("currency").asText();
            this.value = asked.path("amount").path("value").asLong();
            this.holder = asked.path("paymentMethod").path("holderName").asText("");
            this.returnUrl = asked.path("returnUrl").asText();
            this.metadata =
                    asked.path("metadata") instanceof ObjectNode given ? given.deepCopy() : MAPPER.createObjectNode();
        }

        ObjectNode amount() {
            return amount(value);
        }

        ObjectNode amount(long minor) {
            return MAPPER.createObjectNode().put("currency", currency).put("value", minor);
        }

        ObjectNode view() {
            var view = MAPPER.createObjectNode()
                    .put("pspReference", psp)
                    .put("reference", reference)
                    .put("state", state)
                    .put("captured", captured)
                    .put("refunded", refunded);
            view.set("amount", amount());
            view.set("metadata", metadata.deepCopy());
            return view;
        }
    }

    private final String merchantAccount;
    private final String bank;
    private final Supplier<String> ids;
    private final Map<String, Payment> byPsp = new LinkedHashMap<>();
    private final Map<String, Payment> atBank = new LinkedHashMap<>();
    private final Map<String, Boolean> results = new LinkedHashMap<>();
    private List<Item> told = new ArrayList<>();

    /** @param bank where buyers are sent; a token is added */
    Payments(String merchantAccount, String bank, Supplier<String> ids) {
        this.merchantAccount = merchantAccount;
        this.bank = bank;
        this.ids = ids;
    }

    /** What is to be told since this was asked last. */
    List<Item> news() {
        var news = told;
        told = new ArrayList<>();
        return news;
    }

    /** All payments, oldest first, as this server knows them. */
    List<JsonNode> records() {
        return byPsp.values().stream().map(it -> (JsonNode) it.view()).toList();
    }

    ObjectNode pay(JsonNode asked) {
        guardAccount(asked);
        var method = asked.path("paymentMethod");
        guardAmount(asked.path("amount"));
        if (asked.path("reference").asText("").isEmpty()) {
            throw Refusal.invalid("130", "Required object 'reference' is not provided.");
        }
        if (asked.path("returnUrl").asText("").isEmpty()) {
            throw Refusal.invalid("14_006", "Required object 'returnUrl' is not provided.");
        }
        if (method.has("number")) throw Refusal.invalid("14_029", "The sandbox takes no card numbers.");
        if (!"scheme".equals(method.path("type").asText())) {
            throw Refusal.invalid("14_004", "The sandbox plays cards only.");
        }
        for (var field : List.of("encryptedCardNumber", "encryptedExpiryMonth", "encryptedExpiryYear")) {
            if (!method.path(field).asText("").startsWith(TEST)) {
                throw Refusal.invalid("174", "Unable to decrypt data: " + field);
            }
        }
        var payment = new Payment(ids.get(), asked);
        byPsp.put(payment.psp, payment);
        if (BANK_ASKS.equals(method.path("encryptedCardNumber").asText())) return sentToBank(payment);
        return settled(payment, true);
    }

    private ObjectNode sentToBank(Payment payment) {
        var token = ids.get();
        atBank.put(token, payment);
        var answer = MAPPER.createObjectNode().put("resultCode", "RedirectShopper");
        answer.putObject("action")
                .put("type", "redirect")
                .put("method", "GET")
                .put("paymentMethodType", "scheme")
                .put("url", bank + token);
        return answer;
    }

    private ObjectNode settled(Payment payment, boolean authenticated) {
        var answer = MAPPER.createObjectNode().put("pspReference", payment.psp);
        answer.put("merchantReference", payment.reference);
        answer.set("amount", payment.amount());
        answer.putObject("paymentMethod").put("type", "scheme").put("brand", "visa");
        if ("ERROR".equals(payment.holder)) {
            payment.state = "error";
            tell("AUTHORISATION", payment.psp, "", payment.reference, payment.amount(), false, "Acquirer Error");
            return answer.put("resultCode", "Error")
                    .put("refusalReason", "Acquirer Error")
                    .put("refusalReasonCode", "4");
        }
        var refused = authenticated ? BY_HOLDER.get(payment.holder) : new Refused("3D Not Authenticated", "11");
        if (refused != null) {
            payment.state = "refused";
            tell("AUTHORISATION", payment.psp, "", payment.reference, payment.amount(), false, refused.reason());
            return answer.put("resultCode", "Refused")
                    .put("refusalReason", refused.reason())
                    .put("refusalReasonCode", refused.reasonCode());
        }
        payment.state = "authorised";
        tell("AUTHORISATION", payment.psp, "", payment.reference, payment.amount(), true, "");
        return answer.put("resultCode", "Authorised");
    }

    /** The buyer was at the bank and goes back: where to, or null when nobody waits there. */
    @Nullable
    String leaveBank(String token, boolean authenticated) {
        var payment = atBank.get(token);
        if (payment == null) return null;
        results.put(token, authenticated);
        var url = payment.returnUrl;
        return url + (url.contains("?") ? "&" : "?") + "redirectResult=" + token;
    }

    ObjectNode details(JsonNode asked) {
        var token = asked.path("details").path("redirectResult").asText("");
        var payment = atBank.get(token);
        var authenticated = results.get(token);
        if (payment == null || authenticated == null) {
            throw Refusal.invalid("14_0421", "The provided redirectResult is not known");
        }
        if (!"waiting".equals(payment.state)) {
            var answer = MAPPER.createObjectNode().put("pspReference", payment.psp);
            answer.put("merchantReference", payment.reference);
            return answer.put("resultCode", "cancelled".equals(payment.state) ? "Cancelled" : "Authorised");
        }
        return settled(payment, authenticated);
    }

    ObjectNode capture(String psp, JsonNode asked) {
        var payment = payment(psp, asked);
        var amount = guardAmount(asked.path("amount"));
        var modification = ids.get();
        var possible = "authorised".equals(payment.state) && payment.captured == 0 && amount <= payment.value;
        if (possible) {
            payment.captured = amount;
            payment.state = "captured";
        }
        var reference = reference(payment, asked);
        var why = possible ? "" : "Insufficient balance on payment";
        tell("CAPTURE", modification, psp, reference, payment.amount(amount), possible, why);
        if (possible && "capture failed".equals(payment.holder)) {
            payment.captured = 0;
            payment.state = "capture_failed";
            tell("CAPTURE_FAILED", modification, psp, reference, payment.amount(amount), true, "Capture Failed");
        }
        return received(modification, psp, asked);
    }

    ObjectNode cancel(String psp, JsonNode asked) {
        var payment = payment(psp, asked);
        var modification = ids.get();
        var possible = cancelled(payment);
        var why = possible ? "" : "Transaction was already captured or cancelled";
        tell("CANCELLATION", modification, psp, reference(payment, asked), payment.amount(), possible, why);
        return received(modification, psp, asked);
    }

    /** By the merchant's own reference, for payments whose answer never arrived. */
    ObjectNode cancelByReference(JsonNode asked) {
        guardAccount(asked);
        var wanted = asked.path("paymentReference").asText("");
        if (wanted.isEmpty()) throw Refusal.invalid("130", "Required object 'paymentReference' is not provided.");
        var payment = byPsp.values().stream()
                .filter(it -> it.reference.equals(wanted))
                .findFirst()
                .orElse(null);
        var modification = ids.get();
        var possible = payment != null && cancelled(payment);
        var original = payment == null ? "" : payment.psp;
        var amount = payment == null
                ? MAPPER.createObjectNode().put("currency", "EUR").put("value", 0)
                : payment.amount();
        var reference = asked.path("reference").asText(wanted);
        tell("TECHNICAL_CANCEL", modification, original, reference, amount, possible, possible ? "" : "Not possible");
        return received(modification, "", asked).put("paymentReference", wanted);
    }

    private static boolean cancelled(Payment payment) {
        var possible = "authorised".equals(payment.state) || "waiting".equals(payment.state);
        if (possible) payment.state = "cancelled";
        return possible;
    }

    ObjectNode refund(String psp, JsonNode asked) {
        var payment = payment(psp, asked);
        var amount = guardAmount(asked.path("amount"));
        var modification = ids.get();
        refunded(payment, amount, modification, reference(payment, asked), "REFUND");
        return received(modification, psp, asked);
    }

    private void refunded(Payment payment, long amount, String modification, String reference, String code) {
        var possible = amount <= payment.captured - payment.refunded;
        if (possible) payment.refunded += amount;
        var why = possible ? "" : "Insufficient balance on payment";
        tell(code, modification, payment.psp, reference, payment.amount(amount), possible, why);
        if (possible && "refund failed".equals(payment.holder)) {
            payment.refunded -= amount;
            tell("REFUND_FAILED", modification, payment.psp, reference, payment.amount(amount), true, "Refund Failed");
        }
    }

    /** Cancels what is held, gives back what was taken. */
    ObjectNode reverse(String psp, JsonNode asked) {
        var payment = payment(psp, asked);
        var modification = ids.get();
        var reference = reference(payment, asked);
        if (payment.captured > 0) {
            refunded(payment, payment.captured - payment.refunded, modification, reference, "CANCEL_OR_REFUND");
        } else {
            var possible = cancelled(payment);
            var why = possible ? "" : "Not possible";
            tell("CANCEL_OR_REFUND", modification, psp, reference, payment.amount(), possible, why);
        }
        return received(modification, psp, asked);
    }

    private ObjectNode received(String modification, String psp, JsonNode asked) {
        var answer = MAPPER.createObjectNode()
                .put("merchantAccount", merchantAccount)
                .put("pspReference", modification)
                .put("status", "received");
        if (!psp.isEmpty()) answer.put("paymentPspReference", psp);
        if (asked.has("reference")) answer.set("reference", asked.path("reference"));
        if (asked.has("amount")) answer.set("amount", asked.path("amount"));
        return answer;
    }

    private Payment payment(String psp, JsonNode asked) {
        guardAccount(asked);
        var payment = byPsp.get(psp);
        if (payment == null) throw Refusal.invalid("167", "Original pspReference required for this operation");
        var currency = asked.path("amount").path("currency").asText(payment.currency);
        if (!currency.equals(payment.currency)) throw Refusal.invalid("139", "The currency is not the payment's");
        return payment;
    }

    private static String reference(Payment payment, JsonNode asked) {
        return asked.path("reference").asText(payment.reference);
    }

    private void guardAccount(JsonNode asked) {
        if (!merchantAccount.equals(asked.path("merchantAccount").asText())) throw Refusal.wrongAccount();
    }

    private static long guardAmount(JsonNode amount) {
        if (!amount.path("currency").asText("").matches("[A-Z]{3}")) {
            throw Refusal.invalid("138", "Unsupported currency specified");
        }
        if (!amount.path("value").isIntegralNumber() || amount.path("value").asLong() <= 0) {
            throw Refusal.invalid("137", "Invalid amount specified");
        }
        return amount.path("value").asLong();
    }

    private void tell(
            String code,
            String psp,
            String original,
            String reference,
            ObjectNode amount,
            boolean success,
            String reason) {
        told.add(new Item(code, psp, original, reference, amount, success, reason));
    }
}
