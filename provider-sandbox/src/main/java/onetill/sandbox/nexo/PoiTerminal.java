package onetill.sandbox.nexo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One terminal: it does one thing at a time, remembers what it did under the number of each message, and never does the same
 * number twice.
 */
final class PoiTerminal {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String PAYMENT = "Payment";
    private static final String REVERSAL = "Reversal";

    private final String poiId;
    private final Supplier<Instant> clock;
    private final Map<String, Done> done = new HashMap<>();
    private final List<Taken> taken = new ArrayList<>();
    private @Nullable Running running;
    private boolean connected = true;
    private boolean cardIn;
    private int count;

    PoiTerminal(String poiId, Supplier<Instant> clock) {
        this.poiId = poiId;
        this.clock = clock;
    }

    /** A payment the buyer is asked for. */
    private record Running(JsonNode header, JsonNode request, CompletableFuture<ObjectNode> answer) {}

    /** A message that came to its end, with its answer. */
    private record Done(JsonNode header, ObjectNode answer) {}

    /** What was taken from a card, and what of it was given back. */
    private static final class Taken {
        private final String transactionId;
        private final String saleReference;
        private final String currency;
        private final BigDecimal amount;
        private BigDecimal reversed = BigDecimal.ZERO;

        Taken(String transactionId, String saleReference, String currency, BigDecimal amount) {
            this.transactionId = transactionId;
            this.saleReference = saleReference;
            this.currency = currency;
            this.amount = amount;
        }
    }

    synchronized boolean isConnected() {
        return connected;
    }

    synchronized void network(boolean on) {
        connected = on;
    }

    /** The answer, at once or when the buyer has done something. */
    synchronized CompletableFuture<ObjectNode> pay(JsonNode header, JsonNode request) {
        var key = key(PAYMENT, header);
        if (done.containsKey(key) || running != null && key.equals(key(PAYMENT, running.header()))) {
            return CompletableFuture.completedFuture(failure("NotAllowed", "the ServiceID was used before"));
        }
        if (running != null) return finished(key, header, failure("Busy", "another transaction is in progress"));
        var amount = request.at("/PaymentTransaction/AmountsReq/RequestedAmount");
        if (!amount.isNumber() || amount.decimalValue().signum() <= 0) {
            return finished(key, header, failure("MessageFormat", "RequestedAmount is no amount"));
        }
        cardIn = false;
        running = new Running(header, request, new CompletableFuture<>());
        return running.answer();
    }

    private CompletableFuture<ObjectNode> finished(String key, JsonNode header, ObjectNode answer) {
        done.put(key, new Done(header, answer));
        return CompletableFuture.completedFuture(answer);
    }

    /** The till wants no more. Once the card is in, it is too late. */
    synchronized void abort(JsonNode reference, JsonNode header) {
        if (running == null || cardIn || !isAbout(running.header(), reference, header)) return;
        finish(failure("Aborted", "aborted by the sale system"));
    }

    synchronized ObjectNode status(JsonNode reference, JsonNode header) {
        var response = MAPPER.createObjectNode();
        if (running != null && isAbout(running.header(), reference, header)) {
            return result(response, "Failure", "InProgress", "the transaction is not completed");
        }
        var category = reference.path("MessageCategory").asText(PAYMENT);
        var about = done.get(key(
                category,
                reference.path("SaleID").asText(header.path("SaleID").asText()),
                reference.path("ServiceID").asText()));
        if (about == null) return result(response, "Failure", "NotFound", "there is no such transaction");
        result(response, "Success", null, null);
        response.set("MessageReference", reference);
        var repeated = response.putObject("RepeatedMessageResponse");
        repeated.set("MessageHeader", about.header());
        repeated.putObject("RepeatedResponseMessageBody").set(category + "Response", about.answer());
        return response;
    }

    synchronized ObjectNode reverse(JsonNode header, JsonNode request) {
        var key = key(REVERSAL, header);
        if (done.containsKey(key)) return failure("NotAllowed", "the ServiceID was used before");
        var answer = running == null ? reversed(request) : failure("Busy", "another transaction is in progress");
        done.put(key, new Done(header, answer));
        return answer;
    }

    private ObjectNode reversed(JsonNode request) {
        var id = request.at("/OriginalPOITransaction/POITransactionID/TransactionID")
                .asText();
        var original = taken.stream()
                .filter(it -> it.transactionId.equals(id))
                .findFirst()
                .orElse(null);
        if (original == null) return failure("NotFound", "there is no such transaction");
        var left = original.amount.subtract(original.reversed);
        var amount = request.path("ReversedAmount").isNumber()
                ? request.path("ReversedAmount").decimalValue()
                : left;
        if (amount.signum() <= 0 || amount.compareTo(left) > 0) return failure("Refusal", "more than was taken");
        original.reversed = original.reversed.add(amount);
        var answer = result(MAPPER.createObjectNode(), "Success", null, null);
        transaction(answer);
        answer.put("ReversedAmount", amount);
        return answer;
    }

    synchronized ObjectNode diagnosis() {
        var answer = result(MAPPER.createObjectNode(), "Success", null, null);
        answer.putObject("POIStatus")
                .put("GlobalStatus", running == null ? "OK" : "Busy")
                .put("CommunicationOKFlag", true);
        return answer;
    }

    /** The card is in, and the bank is being asked: an abort comes too late now. */
    synchronized void insert() {
        guardAsked();
        cardIn = true;
    }

    /**
     * A card is held to the terminal.
     *
     * @param how {@code approve}, {@code decline} or {@code wrong_pin}
     * @param tip what the buyer adds, in major units
     * @param instead what is taken instead of what was asked for; null for that
     */
    synchronized void present(String how, BigDecimal tip, @Nullable BigDecimal instead) {
        var asked = guardAsked();
        switch (how) {
            case "decline" -> finish(failure("Refusal", "the issuer declined"));
            case "wrong_pin" -> finish(failure("WrongPIN", "the PIN is wrong"));
            case "approve" -> finish(approved(asked, tip, instead));
            default -> throw new IllegalArgumentException("card is approve, decline or wrong_pin");
        }
    }

    private ObjectNode approved(Running asked, BigDecimal tip, @Nullable BigDecimal instead) {
        var sale = asked.request().path("SaleData");
        if (tip.signum() > 0 && !sale.path("SaleToAcquirerData").asText("").contains("tenderOption=AskGratuity")) {
            throw new IllegalArgumentException("the terminal does not ask for a tip here");
        }
        var wanted = asked.request().at("/PaymentTransaction/AmountsReq");
        var amount = (instead == null ? wanted.path("RequestedAmount").decimalValue() : instead).add(tip);
        var currency = wanted.path("Currency").asText();
        var answer = result(MAPPER.createObjectNode(), "Success", null, null);
        answer.set("SaleData", sale);
        var id = transaction(answer);
        var paid =
                answer.putObject("PaymentResult").put("PaymentType", "Normal").put("OnlineFlag", true);
        var instrument = paid.putObject("PaymentInstrumentData").put("PaymentInstrumentType", "Card");
        instrument.putObject("CardData").put("PaymentBrand", "visa").put("MaskedPan", "476134 **** 1111");
        var amounts = paid.putObject("AmountsResp").put("Currency", currency).put("AuthorizedAmount", amount);
        if (tip.signum() > 0) amounts.put("TipAmount", tip);
        taken.add(new Taken(id, sale.at("/SaleTransactionID/TransactionID").asText(), currency, amount));
        return answer;
    }

    /** A person presses the red key. */
    synchronized void cancel() {
        guardAsked();
        finish(failure("Cancel", "canceled by the shopper"));
    }

    private Running guardAsked() {
        if (running == null) throw new IllegalStateException("the terminal asks for nothing");
        return running;
    }

    private void finish(ObjectNode answer) {
        var asked = guardAsked();
        done.put(key(PAYMENT, asked.header()), new Done(asked.header(), answer));
        running = null;
        asked.answer().complete(answer);
    }

    /** What the terminal itself has in its books. */
    synchronized ObjectNode view() {
        var view = MAPPER.createObjectNode()
                .put("poi_id", poiId)
                .put("connected", connected)
                .put("busy", running != null);
        if (running != null) {
            view.set("amount", running.request().at("/PaymentTransaction/AmountsReq/RequestedAmount"));
        }
        var rows = view.putArray("payments");
        for (var it : taken) {
            rows.addObject()
                    .put("transaction_id", it.transactionId)
                    .put("sale_reference", it.saleReference)
                    .put("currency", it.currency)
                    .put("amount", it.amount)
                    .put("reversed", it.reversed);
        }
        return view;
    }

    private String transaction(ObjectNode answer) {
        var id = "%s%06d".formatted(poiId.replaceAll("[^A-Za-z0-9]", ""), ++count);
        answer.putObject("POIData")
                .putObject("POITransactionID")
                .put("TransactionID", id)
                .put("TimeStamp", clock.get().toString());
        return id;
    }

    private static boolean isAbout(JsonNode known, JsonNode reference, JsonNode header) {
        var sale = reference.path("SaleID").asText(header.path("SaleID").asText());
        return known.path("ServiceID")
                        .asText()
                        .equals(reference.path("ServiceID").asText())
                && known.path("SaleID").asText().equals(sale);
    }

    private static String key(String category, JsonNode header) {
        return key(
                category,
                header.path("SaleID").asText(),
                header.path("ServiceID").asText());
    }

    private static String key(String category, String saleId, String serviceId) {
        return category + " " + saleId + " " + serviceId;
    }

    private static ObjectNode failure(String condition, String why) {
        return result(MAPPER.createObjectNode(), "Failure", condition, why);
    }

    private static ObjectNode result(
            ObjectNode answer, String result, @Nullable String condition, @Nullable String why) {
        var response = answer.putObject("Response").put("Result", result);
        if (condition != null) response.put("ErrorCondition", condition);
        if (why != null) response.put("AdditionalResponse", "message=" + why.replace(' ', '+'));
        return answer;
    }
}
