package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import onetill.sandbox.Charges.Attempt;
import onetill.sandbox.TestCards.Card;
import org.jspecify.annotations.Nullable;

/** Card readers driven by a server. A person, or a test, holds the card to the simulated one. */
final class Terminal {

    private static final String READER = "terminal.reader";
    private static final String LOCATION = "terminal.location";
    private static final String SEEN = "seen_card_";
    private static final String WAITING = "in_progress";
    private static final String DEFAULT_CARD = "4242424242424242";
    private static final Map<String, String> DEVICES = Map.of(
            "simulated-wpe", "simulated_wisepos_e",
            "simulated-s700", "simulated_stripe_s700");

    /** Stripe's test amounts: the last two digits decide what the bank says in person. */
    private static final Map<Long, String> BY_AMOUNT = Map.of(
            1L, "call_issuer",
            5L, "generic_decline",
            55L, "incorrect_pin",
            65L, "withdrawal_count_limit_exceeded",
            75L, "pin_try_exceeded");

    private final Core core;
    private final Methods methods;
    private final Intents intents;

    Terminal(Core core, Methods methods, Intents intents) {
        this.core = core;
        this.methods = methods;
        this.intents = intents;
    }

    ObjectNode createLocation(ObjectNode params) {
        if (!params.has("display_name")) throw Rejection.missing("display_name");
        if (Nodes.text(params.path("address"), "country").isEmpty()) throw Rejection.missing("address[country]");
        var location = core.create("Terminal.Location", LOCATION, "tml_");
        Core.copy(params, location, "display_name");
        location.set("address", Methods.address(params.path("address")));
        Core.mergeMetadata(location, params.get("metadata"));
        return location;
    }

    ObjectNode createReader(ObjectNode params) {
        var code = Nodes.text(params, "registration_code");
        var device = DEVICES.get(code);
        if (device == null) {
            throw Rejection.invalid(
                    "",
                    "registration_code",
                    "The sandbox has simulated readers only: simulated-wpe or simulated-s700.");
        }
        var reader = core.create("Terminal.Reader", READER, "tmr_");
        reader.put("device_type", device)
                .put("label", params.has("label") ? Nodes.text(params, "label") : code)
                .put("serial_number", core.id("").substring(0, 12))
                .put("status", "online")
                .put("last_seen_at", core.now() * 1000)
                .put("ip_address", "127.0.0.1")
                .put("device_sw_version", "sandbox");
        if (params.has("location")) reader.put("location", Nodes.text(core.named(LOCATION, params, "location"), "id"));
        Core.mergeMetadata(reader, params.get("metadata"));
        return reader;
    }

    ObjectNode connectionToken(ObjectNode params) {
        var token = Nodes.object().put("object", "terminal.connection_token").put("secret", core.id("pst_test_"));
        if (params.has("location")) token.put("location", Nodes.text(core.named(LOCATION, params, "location"), "id"));
        return token;
    }

    ObjectNode process(String id, ObjectNode params) {
        var reader = core.edit(READER, id);
        guardConnected(reader);
        if (isWaiting(reader)) {
            throw Rejection.state("terminal_reader_busy", "Reader is currently processing another request.");
        }
        var intent = core.named(Intents.KIND, params, Intents.KIND);
        if (!canBePaid(intent)) {
            throw Rejection.state("intent_invalid_state", "A reader cannot process this PaymentIntent as it is.");
        }
        var action = core.contract.blank("Terminal.Reader.Action");
        action.put("type", "process_payment_intent").put("status", WAITING);
        var processing = action.putObject("process_payment_intent").put(Intents.KIND, Nodes.text(intent, "id"));
        Core.copy(params, processing, "process_config");
        reader.set("action", action);
        reader.put("last_seen_at", core.now() * 1000);
        core.happened("terminal.reader.action_updated", reader);
        return reader;
    }

    private static boolean canBePaid(ObjectNode intent) {
        var inPerson = false;
        for (var type : intent.path("payment_method_types")) inPerson |= "card_present".equals(type.asText());
        return inPerson && "requires_payment_method".equals(Nodes.text(intent, "status"));
    }

    private static boolean isWaiting(ObjectNode reader) {
        return WAITING.equals(Nodes.text(reader.path("action"), "status"));
    }

    ObjectNode cancelAction(String id) {
        var reader = waiting(id);
        guardConnected(reader);
        reader.putNull("action");
        return reader;
    }

    private static void guardConnected(ObjectNode reader) {
        if (isConnected(reader)) return;
        throw Rejection.state(
                "terminal_reader_offline", "Reader is currently offline, please ensure the reader is powered on.");
    }

    private static boolean isConnected(ObjectNode reader) {
        return "online".equals(Nodes.text(reader, "status"));
    }

    /** Somebody pulls the cable of the device, or puts it back. What was held to it meanwhile goes on its way then. */
    ObjectNode network(String id, boolean connected) {
        var reader = core.edit(READER, id);
        reader.put("status", connected ? "online" : "offline");
        var seen = core.store.find(SEEN + id);
        if (!connected || seen == null) return reader;
        core.store.remove(SEEN + id);
        return isWaiting(reader)
                ? present(id, seen.path("number").asText(null), seen.path("tip").asLong())
                : reader;
    }

    /** The bank cannot be asked yet. */
    private void keepFor(String id, @Nullable String number, long tip) {
        core.store.add(Nodes.object()
                .put("id", SEEN + id)
                .put("object", "sandbox.note")
                .put("number", number)
                .put("tip", tip));
    }

    /** A person presses cancel on the device. */
    ObjectNode cancelOnDevice(String id) {
        var reader = waiting(id);
        fail(reader, "customer_canceled", "The customer canceled the payment.");
        return reader;
    }

    ObjectNode present(String id, @Nullable String number) {
        return present(id, number, 0);
    }

    /**
     * A card is held to the reader.
     *
     * @param tip what the buyer has chosen on the device before
     */
    ObjectNode present(String id, @Nullable String number, long tip) {
        var reader = waiting(id);
        if (tip > 0 && !asksForTip(reader)) {
            throw Rejection.invalid("", "amount_tip", "The reader does not ask for a tip here.");
        }
        var card = TestCards.byNumber(number == null ? DEFAULT_CARD : number.replace(" ", ""));
        if (card == null) throw Rejection.invalid("", "card_present[number]", "This is not a test card.");
        if (!isConnected(reader)) {
            keepFor(id, number, tip);
            return reader;
        }
        var intent = core.edit(
                Intents.KIND,
                reader.at("/action/process_payment_intent/payment_intent").asText());
        if (!canBePaid(intent)) {
            fail(reader, "intent_invalid_state", "The PaymentIntent has changed meanwhile and cannot be paid.");
            return reader;
        }
        var attempt = new Attempt(methods.inPerson(card), card, false, false);
        var declined = decline(intent, card);
        if (declined == null) {
            if (tip > 0) {
                intent.put("amount", intent.path("amount").asLong() + tip);
                intent.putObject("amount_details").putObject("tip").put("amount", tip);
            }
            intents.authorized(intent, attempt);
            ((ObjectNode) reader.get("action")).put("status", "succeeded");
            core.happened("terminal.reader.action_succeeded", reader);
        } else {
            var told = intents.decline(intent, attempt, declined).error();
            fail(reader, Nodes.text(told, "code"), Nodes.text(told, "message"));
        }
        return reader;
    }

    private static boolean asksForTip(ObjectNode reader) {
        var config = reader.at("/action/process_payment_intent/process_config");
        return config.has("tipping") && !config.path("skip_tipping").asBoolean();
    }

    private static @Nullable Rejection decline(ObjectNode intent, Card card) {
        var ending = BY_AMOUNT.get(intent.path("amount").asLong() % 100);
        if (ending != null) return Rejection.card("card_declined", ending, "Your card was declined.");
        return card.isDeclined() ? Rejection.card(card.code(), card.declineCode(), card.message()) : null;
    }

    private ObjectNode waiting(String id) {
        var reader = core.edit(READER, id);
        if (isWaiting(reader)) return reader;
        throw Rejection.state("terminal_reader_no_action", "The reader has nothing to do that could be acted on.");
    }

    private void fail(ObjectNode reader, String code, String message) {
        var action = (ObjectNode) reader.get("action");
        action.put("status", "failed").put("failure_code", code).put("failure_message", message);
        core.happened("terminal.reader.action_failed", reader);
    }

    /** The reader's page. */
    ObjectNode view(String id) {
        return view(core.get(READER, id));
    }

    ObjectNode view(ObjectNode reader) {
        var view = Nodes.object()
                .put("id", Nodes.text(reader, "id"))
                .put("label", Nodes.text(reader, "label"))
                .put("connected", isConnected(reader));
        var action = reader.path("action");
        if (!action.isObject()) return view.putNull("action");
        var shown = view.putObject("action").put("status", Nodes.text(action, "status"));
        shown.set("failure_message", action.get("failure_message"));
        var intent = core.store.find(
                action.at("/process_payment_intent/payment_intent").asText());
        if (intent != null) {
            shown.set("amount", intent.get("amount"));
            shown.set("currency", intent.get("currency"));
            shown.put("asks_for_tip", asksForTip(reader));
        }
        return view;
    }
}
