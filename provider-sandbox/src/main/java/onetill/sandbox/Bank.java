package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The buyer's bank, which asks whether the payment is really hers. */
final class Bank {

    private static final Set<String> ANSWERS = Set.of("complete", "fail");

    private final Core core;
    private final Challenges challenges;
    private final Intents intents;
    private final Setups setups;

    Bank(Core core, Challenges challenges, Intents intents, Setups setups) {
        this.core = core;
        this.challenges = challenges;
        this.intents = intents;
        this.setups = setups;
    }

    private ObjectNode subject(ObjectNode challenge) {
        var id = Nodes.text(challenge, "of");
        return core.get(id.startsWith("seti_") ? Setups.KIND : Intents.KIND, id);
    }

    /** What the page shows. */
    ObjectNode view(String token) {
        var challenge = challenges.get(token);
        var subject = subject(challenge);
        var view = Nodes.object().put("merchant", "your test shop");
        view.put("amount", subject.path("amount").asLong());
        view.put("currency", subject.path("currency").asText("eur"));
        view.put("open", challenges.isOpen(token, subject));
        view.set("return_url", challenge.get("return_url"));
        return view;
    }

    /** The customer's answer. A question that is no longer open changes nothing; the way back is told all the same. */
    ObjectNode answer(String token, String outcome) {
        if (!ANSWERS.contains(outcome)) throw Rejection.invalid("", "outcome", "The outcome is complete or fail.");
        var challenge = challenges.get(token);
        var subject = core.store.edit(subject(challenge));
        if (challenges.isOpen(token, subject)) {
            var passed = "complete".equals(outcome);
            if (Intents.KIND.equals(Nodes.text(subject, "object"))) intents.authenticated(subject, passed);
            else setups.authenticated(subject, passed);
        }
        return Nodes.object().put("return_url", challenges.wayBack(challenge, subject));
    }
}
