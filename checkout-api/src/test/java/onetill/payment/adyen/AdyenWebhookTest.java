package onetill.payment.adyen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adyen.model.notification.Amount;
import com.adyen.model.notification.NotificationRequestItem;
import com.adyen.util.HMACValidator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import onetill.json.Json;
import onetill.payment.Outcome;
import onetill.payment.RefundAnswered;
import onetill.payment.RefundOutcome;
import onetill.payment.inbox.Arrived;
import onetill.payment.inbox.Inbox;
import onetill.payment.inbox.StoredEvent;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdyenWebhookTest {

    private static final UUID MERCHANT = UUID.fromString("0190a000-0000-7000-8000-000000000001");
    private static final UUID REFUND = UUID.fromString("0190a000-0000-7000-8000-0000000000ff");

    private final Fired<RefundAnswered> refunded = new Fired<>();
    private final AdyenEvents events = new AdyenEvents();
    private final AdyenWebhookResource resource = new AdyenWebhookResource();

    @BeforeEach
    void wire() {
        events.config = AdyenProviderTest.config("http://localhost:1");
        events.refunded = refunded;
        resource.events = events;
        resource.inbox = new AppliesAtOnce();
    }

    /** The inbox, without a database: what it keeps is applied as it would be read again. */
    private final class AppliesAtOnce extends Inbox {
        @Override
        public void receive(List<Arrived> all) {
            for (var it : all) {
                events.apply(new StoredEvent(
                        Optional.ofNullable(it.merchantId()),
                        new UUID(0, 1),
                        it.provider(),
                        it.eventId(),
                        it.type(),
                        it.objectRef(),
                        it.headers(),
                        it.body(),
                        new Clocks().now()));
            }
        }
    }

    private NotificationRequestItem item(String code, boolean success) {
        return new NotificationRequestItem()
                .setPspReference("MODIFICATION0001")
                .setOriginalReference("PAYMENT000000001")
                .setMerchantAccountCode(events.config.account())
                .setMerchantReference(Reference.shortened(MERCHANT + ":" + REFUND + ":refund"))
                .setAmount(new Amount().currency("EUR").value(2270L))
                .setEventCode(code)
                .setSuccess(success)
                .setReason("Insufficient balance on payment");
    }

    private ObjectNode body(NotificationRequestItem... items) throws SignatureException {
        var body = Json.MAPPER.createObjectNode().put("live", "false");
        var all = body.putArray("notificationItems");
        for (var item : items) {
            var told = all.addObject().putObject("NotificationRequestItem");
            told.put("pspReference", item.getPspReference())
                    .put("originalReference", item.getOriginalReference())
                    .put("merchantAccountCode", item.getMerchantAccountCode())
                    .put("merchantReference", item.getMerchantReference())
                    .put("eventCode", item.getEventCode())
                    .put("success", Boolean.toString(item.isSuccess()))
                    .put("reason", item.getReason());
            told.putObject("amount")
                    .put("currency", "EUR")
                    .put("value", item.getAmount().getValue());
            told.putObject("additionalData")
                    .put("hmacSignature", new HMACValidator().calculateHMAC(item, events.config.hmacKey.orElseThrow()));
        }
        return body;
    }

    private static ObjectNode first(ObjectNode body) {
        return (ObjectNode) body.at("/notificationItems/0/NotificationRequestItem");
    }

    private String receive(Object body) {
        return resource.receive(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void isRefused(Object body) {
        assertThatThrownBy(() -> receive(body))
                .isInstanceOfSatisfying(
                        ProblemException.class, it -> assertThat(it.type()).isEqualTo(ProblemType.MALFORMED_REQUEST));
        assertThat(refunded.events).isEmpty();
    }

    @Test
    void what_is_signed_is_accepted_and_written_down() throws SignatureException {
        assertThat(receive(body(item("REFUND", true)))).isEqualTo("[accepted]");

        assertThat(refunded.events)
                .containsExactly(new RefundAnswered(
                        MERCHANT, REFUND, new RefundOutcome(RefundOutcome.State.REFUNDED, "MODIFICATION0001", null)));
    }

    @Test
    void a_refund_that_was_not_possible_is_told_with_its_reason() throws SignatureException {
        receive(body(item("REFUND", false)));

        assertThat(refunded.events.get(0).outcome().state()).isEqualTo(RefundOutcome.State.DECLINED);
        assertThat(refunded.events.get(0).outcome().code()).isEqualTo("insufficient_balance_on_payment");
    }

    @Test
    void a_missing_signature_is_refused() throws SignatureException {
        var body = body(item("REFUND", true));
        first(body).remove("additionalData");

        isRefused(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "xQwXRTvRyfM0FdjOaNXZ0aEzYvUdQ7jvA0UuEUbaeIM="})
    void an_empty_or_wrong_signature_is_refused(String signature) throws SignatureException {
        var body = body(item("REFUND", true));
        first(body).putObject("additionalData").put("hmacSignature", signature);

        isRefused(body);
    }

    @ParameterizedTest
    @CsvSource({
        "success, false",
        "eventCode, REFUND_FAILED",
        "pspReference, MODIFICATION0002",
        "originalReference, PAYMENT000000002",
        "merchantReference, another",
    })
    void a_member_changed_on_the_way_is_refused(String member, String value) throws SignatureException {
        var body = body(item("REFUND", true));
        first(body).put(member, value);

        isRefused(body);
    }

    @Test
    void an_amount_changed_on_the_way_is_refused() throws SignatureException {
        var body = body(item("REFUND", true));
        first(body).putObject("amount").put("currency", "EUR").put("value", 1);

        isRefused(body);
    }

    @Test
    void the_same_content_in_other_bytes_is_the_same_message() throws SignatureException {
        var body = body(item("REFUND", true));

        assertThat(receive(body.toPrettyString())).isEqualTo("[accepted]");
        assertThat(refunded.events).hasSize(1);
    }

    @Test
    void one_wrong_item_spoils_all() throws SignatureException {
        var body = body(item("REFUND", true), item("REFUND", true));
        first(body).put("success", "false");

        isRefused(body);
    }

    @Test
    void nothing_is_believed_without_a_key_to_check_it() throws SignatureException {
        var body = body(item("REFUND", true));
        events.config.hmacKey = Optional.empty();

        isRefused(body);
    }

    @Test
    void another_account_is_none_of_ours() throws SignatureException {
        isRefused(body(item("REFUND", true).setMerchantAccountCode("Another")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"notificationItems\": []}",
                "{\"notificationItems\": [{}]}",
                "{\"notificationItems\": [null]}",
                "{\"notificationItems\": [{\"NotificationRequestItem\": {}}]}",
                "nonsense",
            })
    void what_is_no_webhook_is_refused(String body) {
        isRefused(body);
    }

    @Test
    void each_kind_of_item_means_one_thing() {
        assertThat(AdyenEvents.outcome(item("AUTHORISATION", true))).containsInstanceOf(Outcome.Authorized.class);
        assertThat(AdyenEvents.outcome(item("AUTHORISATION", false))).containsInstanceOf(Outcome.Declined.class);
        assertThat(AdyenEvents.outcome(item("CAPTURE", true))).containsInstanceOf(Outcome.Captured.class);
        assertThat(AdyenEvents.outcome(item("CAPTURE", false))).containsInstanceOf(Outcome.Declined.class);
        assertThat(AdyenEvents.outcome(item("CANCELLATION", true))).containsInstanceOf(Outcome.Voided.class);
        assertThat(AdyenEvents.outcome(item("CANCELLATION", false))).isEmpty();
        assertThat(AdyenEvents.outcome(item("EXPIRE", true))).containsInstanceOf(Outcome.Voided.class);
        assertThat(AdyenEvents.outcome(item("CAPTURE_FAILED", true))).isEmpty();
        assertThat(AdyenEvents.outcome(item("REPORT_AVAILABLE", true))).isEmpty();
    }

    /** Remembers what was fired. */
    private static final class Fired<T> implements Event<T> {

        private final List<T> events = new ArrayList<>();

        @Override
        public void fire(T event) {
            events.add(event);
        }

        @Override
        public <U extends T> CompletionStage<U> fireAsync(U event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends T> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Event<T> select(Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends T> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends T> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }
    }
}
