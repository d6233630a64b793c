package onetill.payment.nexo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.OffsetDateTime;
import java.util.UUID;
import onetill.json.Json;
import onetill.money.Money;
import onetill.payment.nexo.Message.Header;
import onetill.payment.nexo.Message.Transaction;
import org.junit.jupiter.api.Test;

/** The messages as terminals read them, word for word. */
class MessageTest {

    private static final Header HEADER = new Header("till-1", "P400-123", "AB12CD34EF");
    private static final OffsetDateTime NOON = OffsetDateTime.parse("2027-03-01T12:00:00Z");

    private static void same(Object message, String expected) throws JsonProcessingException {
        assertThat(Json.MAPPER.readTree(message.toString())).isEqualTo(Json.MAPPER.readTree(expected));
    }

    private static String header(String category) {
        return """
                "MessageHeader":{"ProtocolVersion":"3.0","MessageClass":"Service","MessageCategory":"%s","MessageType":"Request",
                "SaleID":"till-1","ServiceID":"AB12CD34EF","POIID":"P400-123"}""".formatted(category);
    }

    @Test
    void a_payment_names_the_till_the_terminal_our_attempt_and_the_amount() throws JsonProcessingException {
        var attempt = UUID.fromString("0190a000-0000-7000-8000-000000000009");

        same(Message.payment(HEADER, attempt, NOON, Money.of(1099, "EUR"), false), """
                {"SaleToPOIRequest":{%s,"PaymentRequest":{"SaleData":{"SaleTransactionID":
                {"TransactionID":"0190a000-0000-7000-8000-000000000009","TimeStamp":"2027-03-01T12:00:00Z"}},
                "PaymentTransaction":{"AmountsReq":{"Currency":"EUR","RequestedAmount":10.99}}}}}""".formatted(header("Payment")));
    }

    @Test
    void amounts_have_the_decimals_of_their_currency() {
        assertThat(amount(Money.of(500, "JPY"))).isEqualTo("500");
        assertThat(amount(Money.of(10990, "KWD"))).isEqualTo("10.990");
    }

    private static String amount(Money money) {
        return Message.payment(HEADER, UUID.randomUUID(), NOON, money, false)
                .at("/SaleToPOIRequest/PaymentRequest/PaymentTransaction/AmountsReq/RequestedAmount")
                .decimalValue()
                .toPlainString();
    }

    @Test
    void a_question_names_what_it_is_about() throws JsonProcessingException {
        same(Message.status(HEADER, "Payment", "ZZ00000001"), """
                {"SaleToPOIRequest":{%s,"TransactionStatusRequest":{"ReceiptReprintFlag":false,"MessageReference":
                {"MessageCategory":"Payment","ServiceID":"ZZ00000001","SaleID":"till-1","POIID":"P400-123"}}}}""".formatted(header("TransactionStatus")));
        same(Message.abort(HEADER, "ZZ00000001"), """
                {"SaleToPOIRequest":{%s,"AbortRequest":{"AbortReason":"MerchantAbort","MessageReference":
                {"MessageCategory":"Payment","ServiceID":"ZZ00000001","SaleID":"till-1","POIID":"P400-123"}}}}""".formatted(header("Abort")));
    }

    @Test
    void a_reversal_names_the_transaction_of_the_terminal() throws JsonProcessingException {
        same(
                Message.reversal(
                        HEADER, new Transaction("T7", "2027-03-01T11:59:00Z"), "R1", NOON, Money.of(500, "EUR")),
                """
                {"SaleToPOIRequest":{%s,"ReversalRequest":{"SaleData":{"SaleTransactionID":{"TransactionID":"R1",
                "TimeStamp":"2027-03-01T12:00:00Z"}},"OriginalPOITransaction":{"POITransactionID":{"TransactionID":"T7",
                "TimeStamp":"2027-03-01T11:59:00Z"}},"ReversalReason":"MerchantCancel","ReversedAmount":5.00,"Currency":"EUR"}}}""".formatted(header("Reversal")));
    }

    @Test
    void the_number_of_a_message_follows_from_its_key() {
        var id = Message.serviceId("merchant:attempt:authorize");

        assertThat(id).matches("[0-9A-Z]{10}").isEqualTo(Message.serviceId("merchant:attempt:authorize"));
        assertThat(Message.serviceId("merchant:attempt:refund")).isNotEqualTo(id);
    }

    @Test
    void a_transaction_is_kept_with_the_time_it_is_known_by() {
        var known = new Transaction("ab.cd@1", "2027-03-01T11:59:00Z");

        assertThat(Transaction.parse(known.ref())).isEqualTo(known);
        assertThat(Transaction.parse("service:AB12CD34EF")).isNull();
        assertThat(Transaction.parse(null)).isNull();
    }
}
