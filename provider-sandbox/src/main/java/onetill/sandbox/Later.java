package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;

/** What time will bring: slow refunds, authorizations that nobody captured. Kept with the rest, so it outlives a restart. */
final class Later {

    private static final String KIND = "sandbox.later";

    private final Core core;

    Later(Core core) {
        this.core = core;
    }

    void plan(String what, String id, long at) {
        core.store.add(Nodes.object()
                .put("id", "later_" + what + "_" + id)
                .put("object", KIND)
                .put("what", what)
                .put("of", id)
                .put("at", at));
    }

    /** Does what is due: told as what, and to which object. */
    void due(BiConsumer<String, String> act) {
        for (ObjectNode plan : core.store.all(KIND)) {
            if (plan.path("at").asLong() > core.now()) continue;
            core.store.remove(Nodes.text(plan, "id"));
            act.accept(Nodes.text(plan, "what"), Nodes.text(plan, "of"));
        }
    }
}
