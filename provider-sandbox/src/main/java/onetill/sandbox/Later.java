package onetill.sandbox;

import java.util.Comparator;
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
                .put("id", id(what, id))
                .put("object", KIND)
                .put("what", what)
                .put("of", id)
                .put("at", at));
    }

    boolean isPlanned(String what, String id) {
        return core.store.find(id(what, id)) != null;
    }

    /** It will not come to that any more. */
    void drop(String what, String id) {
        if (isPlanned(what, id)) core.store.remove(id(what, id));
    }

    private static String id(String what, String id) {
        return "later_%s_%s".formatted(what, id);
    }

    /** Does what is due, told as what and to which object. Answers whether anything was. */
    boolean due(BiConsumer<String, String> act) {
        var due = core.store.all(KIND).stream()
                .filter(it -> it.path("at").asLong() <= core.now())
                .sorted(Comparator.comparingLong(it -> it.path("at").asLong()))
                .toList();
        for (var plan : due) {
            core.store.remove(Nodes.text(plan, "id"));
            act.accept(Nodes.text(plan, "what"), Nodes.text(plan, "of"));
        }
        return !due.isEmpty();
    }
}
