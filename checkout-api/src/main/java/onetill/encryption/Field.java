package onetill.encryption;

import java.util.UUID;

/** Everything that is stored encrypted. The names are bound into what is stored: they stay, whatever the columns are called. */
public enum Field {
    WEBHOOK_SECRET(Table.WEBHOOK_ENDPOINT, "secret"),
    OLD_WEBHOOK_SECRET(Table.WEBHOOK_ENDPOINT, "old_secret"),
    CARD_HASH_KEY(Table.CARD_HASH_KEY, "hash_key"),
    SNAPSHOT_KEY(Table.SNAPSHOT_KEY, "private_key"),
    CUSTOMER_NAME(Table.CUSTOMER, "name"),
    CUSTOMER_EMAIL(Table.CUSTOMER, "email", Index.CONTACT, "email_index"),
    CUSTOMER_PHONE(Table.CUSTOMER, "phone", Index.CONTACT, "phone_index"),
    CUSTOMER_ADDRESS(Table.CUSTOMER_ADDRESS, "address", Index.ADDRESS, "address_index"),
    SESSION_BUYER(Table.CHECKOUT_SESSION, "buyer", Index.CONTACT_OF_BUYER, "email_index"),
    SESSION_FULFILLMENT(Table.CHECKOUT_SESSION, "fulfillment"),
    ORDER_BUYER(Table.ORDERS, "buyer", Index.CONTACT_OF_BUYER, "email_index"),
    ORDER_FULFILLMENT(Table.ORDERS, "fulfillment"),
    ORDER_FULFILLMENTS(Table.ORDERS, "fulfillments"),
    ORDER_STATUS_TOKEN(Table.ORDERS, "status_token"),
    FULFILLMENT_CODE(Table.FULFILLMENT, "code"),
    PAYMENT_REQUEST(Table.PAYMENT_ATTEMPT, "request"),
    PAYMENT_ACTION(Table.PAYMENT_ATTEMPT, "action"),
    NOTIFICATION_RECIPIENT(Table.NOTIFICATION, "recipient", Index.CONTACT, "recipient_index"),
    NOTIFICATION_SUBJECT(Table.NOTIFICATION, "subject"),
    NOTIFICATION_TEXT(Table.NOTIFICATION, "text"),
    VERIFICATION_RECIPIENT(Table.VERIFICATION, "recipient", Index.CONTACT, "recipient_index"),
    CALL_REQUEST_NUMBER(Table.CALL_REQUEST, "number"),
    CALL_NUMBER(Table.PHONE_CALL, "number", Index.CONTACT, "number_index"),
    CALL_NOTE(Table.PHONE_CALL, "note"),
    TELEPHONY_SECRET(Table.TELEPHONY_CONNECTION, "secret"),
    OLD_TELEPHONY_SECRET(Table.TELEPHONY_CONNECTION, "old_secret"),
    KEYPAD_TOKEN(Table.KEYPAD_ENTRY, "token"),
    HANDOFF_SENT_TO(Table.HANDOFF, "sent_to"),
    PROVIDER_EVENT_HEADERS(Table.PROVIDER_EVENT, "headers"),
    PROVIDER_EVENT_BODY(Table.PROVIDER_EVENT, "body"),
    EXPORT_CREDENTIALS(Table.EXPORT_DESTINATION, "credentials"),
    MEASUREMENT_IDS(Table.MEASUREMENT_IDS, "ids"),
    FEEDBACK_TEXT(Table.FEEDBACK, "text"),
    REMEMBERED_ANSWER(Table.IDEMPOTENCY, "body");

    private final Table table;
    private final String column;
    private final Index index;
    private final String indexColumn;

    Field(Table table, String column) {
        this(table, column, Index.NONE, "");
    }

    Field(Table table, String column, Index index, String indexColumn) {
        this.table = table;
        this.column = column;
        this.index = index;
        this.indexColumn = indexColumn;
    }

    /** @param row the rest of the row's key, its columns one by one */
    public Place of(UUID merchantId, Object... row) {
        var key = new StringBuilder();
        for (var part : row) key.append(key.isEmpty() ? "" : "\n").append(part);
        return new Place(merchantId, this, key.toString());
    }

    Table table() {
        return table;
    }

    String column() {
        return column;
    }

    Index index() {
        return index;
    }

    String indexColumn() {
        return indexColumn;
    }

    /** Whether the column is jsonb: what is encrypted is a text within it then. */
    boolean isJson() {
        return switch (this) {
            case CUSTOMER_ADDRESS,
                    SESSION_BUYER,
                    SESSION_FULFILLMENT,
                    ORDER_BUYER,
                    ORDER_FULFILLMENT,
                    ORDER_FULFILLMENTS,
                    PAYMENT_REQUEST,
                    PAYMENT_ACTION -> true;
            default -> false;
        };
    }
}
