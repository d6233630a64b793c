package onetill.encryption;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table with encrypted columns. */
enum Table {
    WEBHOOK_ENDPOINT("endpoint_id"),
    CARD_HASH_KEY("merchant_id"),
    SNAPSHOT_KEY("key_id"),
    CUSTOMER("customer_id"),
    CUSTOMER_ADDRESS("customer_id", "address_id"),
    CHECKOUT_SESSION("session_id"),
    ORDERS("order_id"),
    FULFILLMENT("fulfillment_id"),
    PAYMENT_ATTEMPT("attempt_id"),
    NOTIFICATION("notification_id"),
    VERIFICATION("verification_id"),
    CALL_REQUEST("call_request_id"),
    PHONE_CALL("call_id"),
    TELEPHONY_CONNECTION("connection_id"),
    KEYPAD_ENTRY("entry_id"),
    HANDOFF("handoff_id"),
    PROVIDER_EVENT("inbox_id"),
    EXPORT_DESTINATION("destination_id"),
    MEASUREMENT_IDS("session_id", "purpose"),
    FEEDBACK("order_id"),
    IDEMPOTENCY("principal", "operation", "key");

    private final List<String> key;

    Table(String... key) {
        this.key = List.of(key);
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The columns that tell its rows of one merchant apart. */
    List<String> key() {
        return key;
    }

    List<Field> fields() {
        return Arrays.stream(Field.values()).filter(it -> it.table() == this).toList();
    }
}
