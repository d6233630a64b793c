package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What all parts of the sandbox share: the objects, their blanks, ids, time, and the telling of events. */
final class Core {

    private static final int DEFAULT_PAGE = 10;
    private static final int LARGEST_PAGE = 100;

    final Contract contract;
    final Store store;
    private final Clock clock;
    private final Function<String, String> ids;

    /** @param ids makes a fresh id that begins with the given prefix */
    Core(Contract contract, Store store, Clock clock, Function<String, String> ids) {
        this.contract = contract;
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    String id(String prefix) {
        return ids.apply(prefix);
    }

    /** A new object of a schema, with everything an answer always has. */
    ObjectNode create(String schema, String kind, String prefix) {
        var object = contract.blank(schema);
        object.put("id", id(prefix)).put("object", kind).put("created", now()).put("livemode", false);
        store.add(object);
        return object;
    }

    ObjectNode get(String kind, String id) {
        var object = store.find(id);
        if (object == null || !kind.equals(Nodes.text(object, "object"))) throw Rejection.notFound(kind, id);
        return object;
    }

    ObjectNode edit(String kind, String id) {
        return store.edit(get(kind, id));
    }

    /** Tells the world, once this request is committed. */
    void happened(String type, ObjectNode object) {
        var event = contract.blank("Event");
        event.put("id", id("evt_"))
                .put("object", "event")
                .put("api_version", StripeSandbox.API_VERSION)
                .put("created", now())
                .put("livemode", false)
                .put("pending_webhooks", 1)
                .put("type", type);
        event.putObject("data").set("object", object.deepCopy());
        event.putObject("request").putNull("id").putNull("idempotency_key");
        store.happened(event);
    }

    /** A page of the objects of a kind, newest first. */
    ObjectNode list(String kind, String url, ObjectNode params, Predicate<ObjectNode> fits) {
        var limit = params.path("limit").asInt(DEFAULT_PAGE);
        if (limit < 1 || limit > LARGEST_PAGE)
            throw Rejection.invalid("", "limit", "This value must be between 1 and 100.");
        List<ObjectNode> all = store.all(kind).stream().filter(fits).toList();
        var after = Nodes.text(params, "starting_after");
        var from = 0;
        for (var i = 0; i < all.size() && !after.isEmpty(); i++) {
            if (after.equals(Nodes.text(all.get(i), "id"))) from = i + 1;
        }
        var to = Math.min(all.size(), from + limit);
        var page = Nodes.object().put("object", "list").put("url", url).put("has_more", to < all.size());
        var data = page.putArray("data");
        all.subList(from, to).forEach(data::add);
        return page;
    }

    static Predicate<ObjectNode> where(ObjectNode params, String... members) {
        return object -> {
            for (var member : members) {
                if (params.has(member) && !Nodes.text(params, member).equals(Nodes.text(object, member))) return false;
            }
            return true;
        };
    }

    /** Metadata is merged member by member; an empty text removes one. */
    static void mergeMetadata(ObjectNode object, @Nullable JsonNode given) {
        if (given == null || !given.isObject()) return;
        var metadata = object.get("metadata") instanceof ObjectNode known ? known : object.putObject("metadata");
        if (given.size() > 50) throw Rejection.invalid("", "metadata", "Metadata can have up to 50 keys.");
        given.fields().forEachRemaining(it -> {
            if (it.getKey().length() > 40) {
                throw Rejection.invalid("", "metadata", "Metadata keys can have up to 40 characters.");
            }
            if (it.getValue().asText().isEmpty()) metadata.remove(it.getKey());
            else metadata.set(it.getKey(), it.getValue());
        });
    }

    static void copy(ObjectNode from, ObjectNode to, String... members) {
        for (var member : members) {
            if (from.has(member)) to.set(member, from.get(member));
        }
    }
}
