package onetill.payment.nexo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import onetill.json.Json;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/** The requests of a sale system, as the protocol writes them. */
final class Message {

    private static final String VERSION = "3.0";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int LONGEST_SERVICE_ID = 10;

    private Message() {}

    /**
     * From whom, to whom, and under which number.
     *
     * @param saleId the till
     * @param poiId the terminal
     * @param serviceId no two messages of a till to a terminal have the same
     */
    record Header(String saleId, String poiId, String serviceId) {

        /** The same way under another number. */
        Header under(String otherServiceId) {
            return new Header(saleId, poiId, otherServiceId);
        }
    }

    /** The number of a message that has to be found again: ten characters, the same for the same key. */
    static String serviceId(String key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            var id = new StringBuilder();
            for (var i = 0; i < LONGEST_SERVICE_ID; i++) {
                id.append(DIGITS.charAt(Math.floorMod(((hash[2 * i] & 0xff) << 8) | (hash[2 * i + 1] & 0xff), 36)));
            }
            return id.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static ObjectNode payment(Header header, UUID attemptId, OffsetDateTime at, Money amount, boolean tips) {
        var message = request(header, "Payment");
        var request = body(message).putObject("PaymentRequest");
        var sale = request.putObject("SaleData");
        transaction(sale.putObject("SaleTransactionID"), attemptId.toString(), at);
        if (tips) sale.put("SaleToAcquirerData", "tenderOption=AskGratuity");
        request.putObject("PaymentTransaction")
                .putObject("AmountsReq")
                .put("Currency", amount.currency().getCurrencyCode())
                .put("RequestedAmount", amount.major());
        return message;
    }

    /** What became of a message sent before. */
    static ObjectNode status(Header header, String category, String aboutServiceId) {
        var message = request(header, "TransactionStatus");
        var request = body(message).putObject("TransactionStatusRequest").put("ReceiptReprintFlag", false);
        reference(request.putObject("MessageReference"), header, category, aboutServiceId);
        return message;
    }

    static ObjectNode abort(Header header, String aboutServiceId) {
        var message = request(header, "Abort");
        var request = body(message).putObject("AbortRequest").put("AbortReason", "MerchantAbort");
        reference(request.putObject("MessageReference"), header, "Payment", aboutServiceId);
        return message;
    }

    /** Gives back, all or a part, what a transaction of the terminal has taken. */
    static ObjectNode reversal(Header header, Transaction original, String reference, OffsetDateTime at, Money amount) {
        var message = request(header, "Reversal");
        var request = body(message).putObject("ReversalRequest");
        transaction(request.putObject("SaleData").putObject("SaleTransactionID"), reference, at);
        request.putObject("OriginalPOITransaction")
                .putObject("POITransactionID")
                .put("TransactionID", original.id())
                .put("TimeStamp", original.timeStamp());
        request.put("ReversalReason", "MerchantCancel")
                .put("ReversedAmount", amount.major())
                .put("Currency", amount.currency().getCurrencyCode());
        return message;
    }

    static ObjectNode diagnosis(Header header) {
        var message = request(header, "Diagnosis");
        body(message).putObject("DiagnosisRequest").put("HostDiagnosisFlag", false);
        return message;
    }

    private static ObjectNode request(Header header, String category) {
        var message = Json.MAPPER.createObjectNode();
        message.putObject("SaleToPOIRequest")
                .putObject("MessageHeader")
                .put("ProtocolVersion", VERSION)
                .put("MessageClass", "Service")
                .put("MessageCategory", category)
                .put("MessageType", "Request")
                .put("SaleID", header.saleId())
                .put("ServiceID", header.serviceId())
                .put("POIID", header.poiId());
        return message;
    }

    private static ObjectNode body(ObjectNode message) {
        return (ObjectNode) message.get("SaleToPOIRequest");
    }

    private static void reference(ObjectNode node, Header header, String category, String serviceId) {
        node.put("MessageCategory", category)
                .put("ServiceID", serviceId)
                .put("SaleID", header.saleId())
                .put("POIID", header.poiId());
    }

    private static void transaction(ObjectNode node, String id, OffsetDateTime at) {
        node.put("TransactionID", id).put("TimeStamp", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at));
    }

    /** A transaction as the terminal names it; both parts are needed to reverse it. */
    record Transaction(String id, String timeStamp) {

        private static final String BETWEEN = "@";

        static @Nullable Transaction of(JsonNode answer) {
            var known = answer.at("/POIData/POITransactionID");
            var id = known.path("TransactionID").asText("");
            return id.isEmpty()
                    ? null
                    : new Transaction(id, known.path("TimeStamp").asText(""));
        }

        /** Null for what is no transaction: a payment the terminal has not finished. */
        static @Nullable Transaction parse(@Nullable String ref) {
            var at = ref == null ? -1 : ref.lastIndexOf(BETWEEN);
            return ref == null || at < 1 ? null : new Transaction(ref.substring(0, at), ref.substring(at + 1));
        }

        String ref() {
            return id + BETWEEN + timeStamp;
        }
    }
}
