package onetill.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.encryption.Place;
import onetill.json.Json;

/** What was collected of a customer, decrypted: each value names its row by the id beside it. */
final class Opened {

    private final UUID merchantId;
    private final ObjectNode collected;

    private Opened(UUID merchantId, ObjectNode collected) {
        this.merchantId = merchantId;
        this.collected = collected;
    }

    static JsonNode of(UUID merchantId, UUID customerId, ObjectNode collected) {
        var opened = new Opened(merchantId, collected);
        var customer = (ObjectNode) collected.get("customer");
        opened.text(customer, "name", Field.CUSTOMER_NAME, customerId);
        opened.text(customer, "email", Field.CUSTOMER_EMAIL, customerId);
        opened.text(customer, "phone", Field.CUSTOMER_PHONE, customerId);
        opened.addresses(customerId);
        opened.documents("orders", Field.ORDER_BUYER, Field.ORDER_FULFILLMENT);
        opened.documents("sessions", Field.SESSION_BUYER, Field.SESSION_FULFILLMENT);
        for (var each : collected.get("call_requests"))
            opened.text(each, "number", Field.CALL_REQUEST_NUMBER, id(each));
        for (var each : collected.get("calls")) {
            opened.text(each, "number", Field.CALL_NUMBER, id(each));
            opened.text(each, "note", Field.CALL_NOTE, id(each));
        }
        for (var each : collected.get("messages")) opened.text(each, "to", Field.NOTIFICATION_RECIPIENT, id(each));
        for (var each : collected.get("feedback")) {
            opened.text(each, "text", Field.FEEDBACK_TEXT, each.get("order_id").asText());
        }
        for (var each : collected.get("measurement_ids")) {
            var place = Field.MEASUREMENT_IDS.of(
                    merchantId,
                    each.get("session_id").asText(),
                    each.get("purpose").asText());
            ((ObjectNode) each)
                    .set(
                            "ids",
                            Json.read(
                                    Keyring.current()
                                            .open(place, each.get("ids").asText()),
                                    JsonNode.class));
        }
        return collected;
    }

    private void addresses(UUID customerId) {
        for (var each : collected.get("addresses")) {
            var row = (ObjectNode) each;
            var place = Field.CUSTOMER_ADDRESS.of(merchantId, customerId, id(each));
            var address = document(row.remove("address"), place);
            row.remove("id");
            row.setAll((ObjectNode) address);
        }
    }

    private void documents(String list, Field buyer, Field fulfillment) {
        for (var each : collected.get(list)) {
            var row = (ObjectNode) each;
            row.set("buyer", document(row.get("buyer"), buyer.of(merchantId, id(each))));
            row.set("fulfillment", document(row.get("fulfillment"), fulfillment.of(merchantId, id(each))));
        }
    }

    /** A document from before it was encrypted is one already. */
    private static JsonNode document(JsonNode stored, Place place) {
        return stored.isTextual() ? Json.read(Keyring.current().open(place, stored.asText()), JsonNode.class) : stored;
    }

    private void text(JsonNode row, String name, Field field, Object id) {
        var stored = row.get(name);
        if (stored == null || stored.isNull()) return;
        ((ObjectNode) row).put(name, Keyring.current().open(field.of(merchantId, id), stored.asText()));
    }

    private static String id(JsonNode row) {
        return row.get("id").asText();
    }
}
