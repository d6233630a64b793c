package onetill.ask;

import static onetill.channel.ChannelKind.PHONE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onetill.address.AddressParts;
import onetill.address.PostalRegions;
import onetill.ask.Ask.Cost;
import onetill.ask.Ask.Field;
import onetill.ask.Ask.Reason;
import onetill.ask.Ask.Skipped;
import onetill.fulfillment.FulfillmentKind;
import onetill.tax.VatIds;
import org.jspecify.annotations.Nullable;

/** Decides what has to be asked. The only place that knows; everything else reads the list. */
public final class Asks {

    /** That the buyer proves who they are, which is asked about what pays and not about what is bought. */
    public static final String VERIFICATION = "buyer.verification";

    private static final int SECONDS_PER_FIELD = 5;

    /** How the HTML standard names the parts of an address. */
    private static final Map<String, String> TOKENS = Map.of(
            "name", "name",
            "line1", "street-address",
            "postal_code", "postal-code",
            "city", "address-level2",
            "region", "address-level1");

    private final Situation in;
    private final List<Ask> asks = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    private Asks(Situation situation) {
        in = situation;
    }

    public static AskPlan plan(Situation situation) {
        return new Asks(situation).plan();
    }

    /**
     * The same questions, some of them earlier.
     *
     * @param first the ids of those that come first, in this order; what has to be chosen at all stays before them, the others follow
     */
    public static AskPlan plan(Situation situation, List<String> first) {
        return plan(situation).inOrder(first);
    }

    private AskPlan plan() {
        lineItems();
        contact();
        age();
        option();
        address();
        verification();
        consents();
        tender();
        return new AskPlan(List.copyOf(asks), List.copyOf(skipped));
    }

    private void lineItems() {
        if (in.hasLineItems()) return;
        ask(
                "line_items",
                Step.STARTED,
                "nothing_chosen",
                "Nothing has been chosen yet.",
                List.of(),
                text("line_items", null, null));
    }

    private void contact() {
        phone();
        if (in.channel().isFaceToFace() && !in.hasDigital()) {
            skip("buyer.email", "face_to_face", "The buyer stands at the till and takes the receipt along.");
            return;
        }
        if (in.channel().equals(PHONE)) {
            skip("buyer.email", "phone_is_enough", "The order can be confirmed to the caller's number.");
            return;
        }
        if (in.email() != null) {
            skip("buyer.email", known("buyer.email"), "The e-mail address is known.");
            return;
        }
        ask(
                "buyer.email",
                Step.CONTACT,
                "needed_for_confirmation",
                in.channel().isFaceToFace()
                        ? "The download goes to this address."
                        : "The order confirmation" + (in.hasDigital() ? " and the download go" : " goes")
                                + " to this address.",
                in.channel().isFaceToFace()
                        ? List.of("scan the loyalty card")
                        : List.of("sign in", "pay with a wallet"),
                new Field("email", "email", "email", true, null, null));
    }

    private void phone() {
        var isCall = in.channel().equals(PHONE);
        var isDelivered = in.policy().wantsPhone() && in.isCarried();
        if (!isCall && !isDelivered) return;
        if (in.phone() != null) {
            skip(
                    "buyer.phone",
                    known("buyer.phone"),
                    isCall ? "The caller's number is known." : "The number is known.");
            return;
        }
        ask(
                "buyer.phone",
                Step.CONTACT,
                isCall ? "needed_to_reach" : "needed_by_carrier",
                isCall
                        ? "The caller has to be reachable about the order."
                        : "The carrier calls this number when nobody opens the door.",
                isCall
                        ? List.of("call with a visible number")
                        : List.of("choose pickup", "sign in", "pay with a wallet"),
                new Field("phone", "tel", "tel", true, null, null));
    }

    /** What law or merchant wants the buyer to agree to. */
    private void consents() {
        if (!in.hasLineItems() || in.channel().isFaceToFace()) return;
        var terms = in.policy().terms();
        if (terms == null) skip("consent.terms", "shown", "The terms are shown where the buyer pays.");
        else if (terms.equals(in.acceptedTerms()))
            skip("consent.terms", "agreed", "The buyer has agreed to the terms.");
        else {
            ask(
                    "consent.terms",
                    Step.PAYMENT,
                    "merchant_policy",
                    "Please agree to the terms: " + terms,
                    List.of(),
                    new Field("accepted_terms", "checkbox", null, true, null, null));
        }
        if (!in.hasDigital() || !in.policy().wantsWaiver() || !VatIds.isInUnion(in.country())) return;
        if (in.waived()) {
            skip("consent.digital_waiver", "agreed", "The buyer has agreed to get digital goods at once.");
            return;
        }
        ask(
                "consent.digital_waiver",
                Step.PAYMENT,
                "law",
                "Please agree that you get digital goods at once and can then no longer withdraw from buying them.",
                List.of("take the digital goods out"),
                new Field("digital_waiver", "checkbox", null, true, null, null));
    }

    private void age() {
        if (in.minAge() == 0) return;
        if (in.ageAtLeast() >= in.minAge()) {
            skip("buyer.age", "known", "The buyer is old enough.");
            return;
        }
        ask(
                "buyer.age",
                Step.CONTACT,
                "restricted_goods",
                in.channel().isFaceToFace()
                        ? "Look at a proof of age: these goods are for people of at least %d.".formatted(in.minAge())
                        : "These goods are for people of at least %d.".formatted(in.minAge()),
                List.of("take the restricted goods out"),
                new Field("age_at_least", "checkbox", null, true, null, null));
    }

    private void option() {
        if (!in.hasLineItems()) return;
        if (in.handedOver()) {
            skip("fulfillment.option", "handed_over", "The goods are handed over at the till.");
        } else if (in.onlyDigital()) {
            skip("fulfillment.option", "digital", "Digital goods are sent to the e-mail address.");
        } else if (in.chosen() != null) {
            skip("fulfillment.option", "chosen", "A delivery option is chosen.");
        } else {
            ask(
                    "fulfillment.option",
                    Step.DELIVERY,
                    in.choices() == 0 ? "no_option_for_country" : "choice_open",
                    in.choices() == 0
                            ? "We do not deliver to this country yet. Choose another address."
                            : "Choose how you want to get your order.",
                    List.of(),
                    text("option_id", null, null));
        }
    }

    private void address() {
        if (!in.hasLineItems()) return;
        if (in.onlyDigital()) {
            skip("fulfillment.address", "digital", "Digital goods need no address.");
        } else if (in.handedOver()) {
            skip("fulfillment.address", "handed_over", "The goods are handed over at the till.");
        } else if (in.chosen() == FulfillmentKind.PICKUP) {
            skip("fulfillment.address", "pickup", "The order is picked up.");
            pickupName();
        } else {
            deliveryAddress();
        }
        if (!in.channel().isFaceToFace())
            skip("billing.address", "same_as_delivery", "No other address is needed to bill.");
    }

    private void pickupName() {
        if (in.address().containsKey("name")) {
            skip("fulfillment.name", known("fulfillment.name"), "Who picks it up is known.");
            return;
        }
        ask(
                "fulfillment.name",
                Step.DELIVERY,
                "needed_for_pickup",
                "The shop needs a name to hand the order to.",
                List.of("sign in"),
                text("name", "name", null));
    }

    private void deliveryAddress() {
        var needed = AddressParts.needed(in.country());
        var code = in.address().getOrDefault("postal_code", "");
        var isTold = in.address().containsKey("region")
                && PostalRegions.of(in.country(), code).isPresent();
        var fields = needed.stream()
                .filter(part -> !part.equals("region") || !tellsRegion(code) && !isTold)
                .map(this::addressField)
                .toList();
        if (needed.contains("region") && fields.size() < needed.size()) {
            skip("fulfillment.region", "postal_code", "The postal code tells the region.");
        }
        var missing = fields.stream().filter(field -> field.value() == null).count();
        if (missing == 0) {
            skip("fulfillment.address", known("fulfillment.address"), "The delivery address is known.");
            return;
        }
        asks.add(new Ask(
                "fulfillment.address",
                Step.DELIVERY,
                fields,
                new Reason("needed_for_delivery", "This is where the order is sent."),
                new Cost((int) missing, (int) missing * SECONDS_PER_FIELD),
                List.of("choose pickup", "sign in", "pay with a wallet")));
    }

    /** A region is asked for only when the code that was given does not tell it; where codes do, the code comes first. */
    private boolean tellsRegion(String code) {
        return code.isEmpty() && PostalRegions.isKnownFor(in.country());
    }

    private Field addressField(String part) {
        if (part.equals("country")) {
            return new Field("country", "country", "shipping country", true, in.country(), "channel");
        }
        return text(part, "shipping " + TOKENS.get(part), in.address().get(part));
    }

    /** A device may be in other hands: what is kept pays for a new place only when the buyer has proven who they are. */
    private void verification() {
        if (!in.newPlace()) return;
        if (!in.savedTender()) {
            skip(
                    VERIFICATION,
                    "only_for_saved_tender",
                    "A code or a passkey is needed only to send something to this new address with a saved card.");
            return;
        }
        ask(
                VERIFICATION,
                Step.CONTACT,
                "new_address_with_saved_tender",
                "Nothing was sent to this address before. Prove that it is you before the saved card pays for it.",
                List.of(
                        "type a code that is sent to you",
                        "use a passkey",
                        "pay with something else",
                        "choose an address that was used before"),
                new Field("code", "text", "one-time-code", true, null, null));
    }

    private void tender() {
        if (in.nothingDue()) {
            if (in.hasLineItems()) skip(Ask.TENDER, "nothing_due", "There is nothing to pay.");
            return;
        }
        asks.add(new Ask(
                Ask.TENDER,
                Step.PAYMENT,
                List.of(new Field("tender", "tender", null, true, null, null)),
                new Reason("amount_due", "%s is still to be paid.".formatted(in.due())),
                new Cost(0, 20),
                in.channel().isFaceToFace() ? List.of() : List.of("pay with a saved card")));
    }

    /** Why it is known: the buyer's wallet said so, somebody said so here, or the merchant knows this buyer. */
    private String known(String ask) {
        if (in.byWallet().contains(ask)) return "wallet";
        return in.recognized() ? "recognized" : "known";
    }

    private void ask(String id, Step step, String code, String text, List<String> removableBy, Field field) {
        asks.add(
                new Ask(id, step, List.of(field), new Reason(code, text), new Cost(1, SECONDS_PER_FIELD), removableBy));
    }

    private void skip(String id, String code, String text) {
        skipped.add(new Skipped(id, new Reason(code, text)));
    }

    private static Field text(String name, @Nullable String autocomplete, @Nullable String value) {
        return new Field(name, "text", autocomplete, true, value, value == null ? null : "session");
    }
}
