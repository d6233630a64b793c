package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Payments in euros that no card makes: iDEAL, where the buyer goes to her bank, and SEPA debits, which take their time. */
final class LocalPayments {

    static final String SETTLES = "debit_settles";
    static final Set<String> TYPES = Set.of(Methods.IDEAL, Methods.SEPA);

    private static final String PROCESSING = "processing";

    private final Core core;
    private final Methods methods;
    private final Charges charges;
    private final Challenges challenges;
    private final Outcomes outcomes;
    private final Later later;

    LocalPayments(Core core, Methods methods, Charges charges, Challenges challenges, Outcomes outcomes, Later later) {
        this.core = core;
        this.methods = methods;
        this.charges = charges;
        this.challenges = challenges;
        this.outcomes = outcomes;
        this.later = later;
    }

    static boolean pays(ObjectNode method) {
        return TYPES.contains(Nodes.text(method, "type"));
    }

    /** What these methods cannot do, said when an intent names them and again when one is to pay. */
    static void checkFits(ObjectNode intent, String type) {
        if (!TYPES.contains(type)) return;
        if (!"eur".equals(Nodes.text(intent, "currency"))) {
            throw Rejection.invalid("", "currency", "The payment method type %s takes eur only.".formatted(type));
        }
        if (Nodes.text(intent, "capture_method").startsWith("manual")) {
            throw Rejection.invalid(
                    "",
                    "capture_method",
                    "The payment method type %s cannot be captured later; for cards alone there is payment_method_options[card][capture_method]."
                            .formatted(type));
        }
    }

    /** @param mandated whether the buyer has agreed to be debited */
    ObjectNode confirm(ObjectNode intent, ObjectNode method, boolean mandated, String returnUrl, boolean offSession) {
        var type = Nodes.text(method, "type");
        checkFits(intent, type);
        return Methods.IDEAL.equals(type)
                ? redirected(intent, returnUrl, offSession)
                : debited(intent, method, mandated);
    }

    private ObjectNode redirected(ObjectNode intent, String returnUrl, boolean offSession) {
        if (offSession) throw Rejection.invalid("", "off_session", "The buyer must be there for a payment by ideal.");
        if (!Outcomes.keptFor(intent, Methods.IDEAL).isEmpty()) throw Rejection.notPlayed("setup_future_usage");
        if (returnUrl.isEmpty()) throw Rejection.missing("return_url");
        challenges.ask(intent, "ideal", returnUrl);
        core.happened("payment_intent.requires_action", intent);
        return intent;
    }

    /** The buyer has answered her bank. */
    void answered(ObjectNode intent, ObjectNode method, boolean passed) {
        intent.putNull("next_action");
        if (!passed) {
            var error = Rejection.invalid(
                    "payment_intent_authentication_failure", "", "The payment was not authorized at the bank.");
            outcomes.failed(
                    intent, error.with("payment_method", method.deepCopy()).error());
            return;
        }
        var details = core.contract.blank("Charge.PaymentMethodDetails.Ideal");
        Core.copy((ObjectNode) method.get(Methods.IDEAL), details, "bank", "bic");
        details.put("iban_last4", "5264").put("verified_name", "Jenny Rosen");
        var charge = charges.local(intent, method, details);
        charges.settled(charge);
        intent.put("latest_charge", Nodes.text(charge, "id"));
        outcomes.succeeded(intent, intent.path("amount").asLong());
        outcomes.keep(intent, method, "");
    }

    private ObjectNode debited(ObjectNode intent, ObjectNode method, boolean mandated) {
        var mandate = methods.mandate(method);
        if (mandate == null && mandated) mandate = methods.mandated(method);
        if (mandate == null) throw Rejection.missing("mandate_data");
        var details = core.contract.blank("Charge.PaymentMethodDetails.SepaDebit");
        var account = (ObjectNode) method.path(Methods.SEPA);
        Core.copy(account, details, "bank_code", "branch_code", "country", "fingerprint", "last4");
        details.put("mandate", mandate);
        var charge = charges.local(intent, method, details);
        core.happened("charge.pending", charge);
        intent.put("status", PROCESSING).put("latest_charge", Nodes.text(charge, "id"));
        core.happened("payment_intent.processing", intent);
        later.plan(
                SETTLES,
                Nodes.text(intent, "id"),
                core.now() + account(charge.path("payment_method_details")).seconds());
        outcomes.keep(intent, method, Outcomes.keptFor(intent, Methods.SEPA));
        return intent;
    }

    private static TestIbans.Account account(JsonNode details) {
        return TestIbans.byFingerprint(Nodes.text(details.path(Methods.SEPA), "fingerprint"));
    }

    /** The buyer's bank has answered, days later in the real world. */
    void settled(String intentId) {
        var intent = core.edit(Intents.KIND, intentId);
        if (!PROCESSING.equals(Nodes.text(intent, "status"))) return;
        var charge = core.edit(Charges.KIND, Nodes.text(intent, "latest_charge"));
        var failure = account(charge.path("payment_method_details")).failure();
        if (failure.isEmpty()) {
            charges.settled(charge);
            outcomes.succeeded(intent, intent.path("amount").asLong());
            return;
        }
        var why = Rejection.card(failure, "", "The bank did not pay this debit.");
        why.error().put("charge", Nodes.text(charge, "id"));
        var method = method(intent);
        if (method != null) why.with("payment_method", method.deepCopy());
        charges.failed(charge, why);
        outcomes.failed(intent, why.error());
    }

    private @Nullable ObjectNode method(ObjectNode intent) {
        return core.store.find(Nodes.text(intent, "payment_method"));
    }
}
