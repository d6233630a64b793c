package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import onetill.sandbox.TestCards.Behavior;
import onetill.sandbox.TestCards.Card;
import org.jspecify.annotations.Nullable;

/** Card readers driven by a server. A person, or a test, holds the card to the simulated one. */
final class Terminal {

    private static final String READER = "terminal.reader";
    private static final String WAITING = "in_progress";

    /** Stripe's test amounts: the last two digits decide what the bank says in person. */
    private static final Map<Long, String> BY_AMOUNT = Map.of(
            1L, "call_issuer",
            5L, "generic_decline",
            55L, "incorrect_pin",
            65L, "withdrawal_count_limit_exceeded",
            75L, "pin_try_exceeded");

    private final Core core;
    private final Intents intents;

    Terminal(Core core, Intents intents) {
        this.core = core;
        this.intents = intents;
    }

    ObjectNode createLocation(ObjectNode params) {
        var location = core.contract.blank("Terminal.Location");
        location.put("id", core.id("tml_")).put("object", "terminal.location").put("livemode", false);
        if (!location.path("metadata").isObject()) location.putObject("metadata");
        Core.copy(params, location, "display_name", "address");
        var address = location.get("address") instanceof ObjectNode given ? given : location.putObject("address");
        for (var name : new String[] {"city", "country", "line1", "line2", "postal_code", "state"}) {
            if (!address.has(name)) address.putNull(name);
        }
        Core.mergeMetadata(location, params.get("metadata"));
        core.store.add(location);
        return location;
    }

    ObjectNode createReader(ObjectNode params) {
        var code = Nodes.text(params, "registration_code");
        if (!code.startsWith("simulated-")) {
            throw Rejection.state(
                    "terminal_reader_invalid_registration_code",
                    "The sandbox has simulated readers only: simulated-wpe.");
        }
        var reader = core.contract.blank("Terminal.Reader");
        reader.put("id", core.id("tmr_")).put("object", READER).put("livemode", false);
        reader.put("device_type", "simulated-s700".equals(code) ? "simulated_stripe_s700" : "simulated_wisepos_e")
                .put("label", params.has("label") ? Nodes.text(params, "label") : code)
                .put("serial_number", core.id("").substring(0, 12))
                .put("status", "online")
                .put("last_seen_at", core.now() * 1000)
                .put("ip_address", "127.0.0.1")
                .put("device_sw_version", "sandbox");
        reader.putNull("action");
        if (!reader.path("metadata").isObject()) reader.putObject("metadata");
        if (params.has("location")) {
            core.get("terminal.location", Nodes.text(params, "location"));
            reader.set("location", params.get("location"));
        }
        Core.mergeMetadata(reader, params.get("metadata"));
        core.store.add(reader);
        return reader;
    }

    ObjectNode connectionToken() {
        return Nodes.object().put("object", "terminal.connection_token").put("secret", core.id("pst_test_"));
    }

    ObjectNode process(String id, ObjectNode params) {
        var reader = core.edit(READER, id);
        if (WAITING.equals(Nodes.text(reader.path("action"), "status"))) {
            throw Rejection.state("terminal_reader_busy", "Reader is currently processing another request.");
        }
        var intent = core.get(Intents.KIND, Nodes.text(params, Intents.KIND));
        if (!"requires_payment_method".equals(Nodes.text(intent, "status"))
                || !intent.path("payment_method_types").toString().contains("card_present")) {
            throw Rejection.state(
                    "intent_invalid_state", "The PaymentIntent cannot be processed by a reader in its state.");
        }
        var action = core.contract.blank("Terminal.Reader.Action");
        action.put("type", "process_payment_intent").put("status", WAITING);
        action.putNull("failure_code").putNull("failure_message");
        action.putObject("process_payment_intent").put(Intents.KIND, Nodes.text(intent, "id"));
        reader.set("action", action);
        core.happened("terminal.reader.action_updated", reader);
        return reader;
    }

    ObjectNode cancelAction(String id) {
        var reader = core.edit(READER, id);
        if (!WAITING.equals(Nodes.text(reader.path("action"), "status"))) {
            throw Rejection.state("terminal_reader_no_action", "The reader has no action that could be canceled.");
        }
        reader.putNull("action");
        return reader;
    }

    /** A person presses cancel on the device. */
    ObjectNode cancelOnDevice(String id) {
        var reader = waiting(id);
        fail(reader, "customer_canceled", "The customer canceled the payment.");
        return reader;
    }

    /** A card is held to the reader. */
    ObjectNode present(String id, @Nullable String number) {
        var reader = waiting(id);
        var intent = core.edit(
                Intents.KIND,
                reader.at("/action/process_payment_intent/payment_intent").asText());
        var card = number == null ? TestCards.byNumber("4242424242424242") : TestCards.byNumber(number);
        if (card == null) throw Rejection.invalid("", "card_present[number]", "This is not a test card.");
        var method = method(card);
        var ending = BY_AMOUNT.get(intent.path("amount").asLong() % 100);
        var declined = ending != null || card.behavior() == Behavior.DECLINES;
        if (!declined) {
            intents.authorized(intent, method, cardDetails(card));
            intent.put("payment_method", Nodes.text(method, "id"));
            var action = (ObjectNode) reader.get("action");
            action.put("status", "succeeded");
            core.happened("terminal.reader.action_succeeded", reader);
            return reader;
        }
        var declineCode = ending != null ? ending : card.declineCode();
        var code = card.code().isEmpty() ? "card_declined" : card.code();
        var rejection = Rejection.card(code, declineCode, "Your card was declined.");
        intents.failed(intent, rejection.error());
        fail(reader, code, "Your card was declined.");
        return reader;
    }

    private ObjectNode waiting(String id) {
        var reader = core.edit(READER, id);
        if (!WAITING.equals(Nodes.text(reader.path("action"), "status"))) {
            throw Rejection.state("terminal_reader_no_action", "The reader does not wait for a card.");
        }
        return reader;
    }

    private void fail(ObjectNode reader, String code, String message) {
        var action = (ObjectNode) reader.get("action");
        action.put("status", "failed").put("failure_code", code).put("failure_message", message);
        core.happened("terminal.reader.action_failed", reader);
    }

    private ObjectNode method(Card card) {
        var method = core.create("PaymentMethod", "payment_method", "pm_");
        method.put("type", "card_present").putNull("customer").put("allow_redisplay", "unspecified");
        method.set("billing_details", Methods.billing(Nodes.object()));
        method.putObject("metadata");
        var present = core.contract.blank("PaymentMethod.CardPresent");
        present.put("brand", card.brand())
                .put("last4", card.last4())
                .put("exp_month", 12)
                .put("exp_year", 2034)
                .put("fingerprint", card.fingerprint())
                .put("funding", "credit")
                .put("country", "US")
                .put("read_method", "contactless_emv");
        present.putNull("networks");
        method.set("card_present", present);
        return method;
    }

    private ObjectNode cardDetails(Card card) {
        var details = Nodes.object().put("type", "card_present");
        var present = core.contract.blank("Charge.PaymentMethodDetails.CardPresent");
        present.put("brand", card.brand())
                .put("last4", card.last4())
                .put("exp_month", 12)
                .put("exp_year", 2034)
                .put("fingerprint", card.fingerprint())
                .put("funding", "credit")
                .put("country", "US")
                .put("read_method", "contactless_emv");
        present.putNull("receipt");
        details.set("card_present", present);
        return details;
    }

    /** The reader's page. */
    ObjectNode view(String id) {
        return view(core.get(READER, id));
    }

    ObjectNode view(ObjectNode reader) {
        var view = Nodes.object().put("id", Nodes.text(reader, "id")).put("label", Nodes.text(reader, "label"));
        var action = reader.path("action");
        if (!action.isObject()) {
            view.putNull("action");
            return view;
        }
        var shown = view.putObject("action").put("status", Nodes.text(action, "status"));
        shown.set("failure_message", action.get("failure_message"));
        var intent = core.store.find(
                action.at("/process_payment_intent/payment_intent").asText());
        if (intent != null) {
            shown.set("amount", intent.get("amount"));
            shown.set("currency", intent.get("currency"));
        }
        return view;
    }
}
