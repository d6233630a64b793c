package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What all parts of the sandbox share: the objects, their blanks, ids, time, and the telling of events. */
final class Core {

    private static final int DEFAULT_PAGE = 10;
    private static final int LARGEST_PAGE = 100;
    private static final int MOST_KEYS = 50;
    private static final int LONGEST_KEY = 40;
    private static final int LONGEST_VALUE = 500;

    final Contract contract;
    final Store store;
    private final Clock clock;
    private final Function<String, String> ids;
    private final Endpoints endpoints;
    private @Nullable String requestId;
    private @Nullable String key;

    /**
     * @param ids makes a fresh id that begins with the given prefix
     * @param hasReceiver whether events go somewhere even when no endpoint was created
     */
    Core(Contract contract, Store store, Clock clock, Function<String, String> ids, boolean hasReceiver) {
        this.contract = contract;
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.endpoints = new Endpoints(this, hasReceiver);
    }

    Endpoints endpoints() {
        return endpoints;
    }

    /** Events say which request caused them. */
    void causedBy(@Nullable String theRequestId, @Nullable String theKey) {
        requestId = theRequestId;
        key = theKey;
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    String id(String prefix) {
        return ids.apply(prefix);
    }

    String secretOf(ObjectNode object) {
        return Nodes.text(object, "id") + "_secret_" + id("");
    }

    /** A new object of a schema, with everything an answer always has. */
    ObjectNode create(String schema, String kind, String prefix) {
        var object = contract.blank(schema);
        object.put("id", id(prefix)).put("object", kind);
        if (contract.has(schema, "livemode")) object.put("livemode", false);
        if (contract.has(schema, "created")) object.put("created", now());
        if (contract.has(schema, "metadata")) object.putObject("metadata");
        store.add(object);
        return object;
    }

    ObjectNode get(String kind, String id) {
        var object = store.find(id);
        if (object == null || !kind.equals(Nodes.text(object, "object"))) throw Rejection.notFound(kind, id);
        return object;
    }

    /** The object that a parameter names. */
    ObjectNode named(String kind, ObjectNode params, String param) {
        var id = Nodes.text(params, param);
        if (id.isEmpty()) throw Rejection.missing(param);
        var object = store.find(id);
        if (object == null || !kind.equals(Nodes.text(object, "object"))) throw Rejection.noSuch(kind, id, param);
        return object;
    }

    ObjectNode edit(String kind, String id) {
        return store.edit(get(kind, id));
    }

    /** Tells the world, once this request is committed. */
    void happened(String type, ObjectNode object) {
        var wanted = endpoints.wanting(type);
        var event = create("Event", "event", "evt_");
        event.put("api_version", StripeSandbox.API_VERSION)
                .put("pending_webhooks", wanted.size())
                .put("type", type);
        event.putObject("data").set("object", object.deepCopy());
        event.putObject("request").put("id", requestId).put("idempotency_key", key);
        store.happened(event, wanted);
    }

    /** A page of the objects of a kind, newest first; of what may be asked, the filters given here and the usual ones. */
    ObjectNode list(String kind, String url, ObjectNode params, Predicate<ObjectNode> fits) {
        var limit = params.path("limit").asInt(DEFAULT_PAGE);
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Rejection.invalid("", "limit", "This value must be between 1 and 100.");
        }
        List<ObjectNode> all =
                store.all(kind).stream().filter(fits.and(created(params))).toList();
        if (params.has("starting_after") && params.has("ending_before")) {
            throw Rejection.invalid("", "ending_before", "Only one of starting_after and ending_before may be given.");
        }
        var before = place(all, params, "ending_before", all.size());
        var from = params.has("ending_before")
                ? Math.max(0, before - limit)
                : place(all, params, "starting_after", -1) + 1;
        var to = params.has("ending_before") ? before : Math.min(all.size(), from + limit);
        var more = params.has("ending_before") ? from > 0 : to < all.size();
        var page = Nodes.object().put("object", "list").put("url", url).put("has_more", more);
        var data = page.putArray("data");
        all.subList(from, to).forEach(data::add);
        return page;
    }

    private static int place(List<ObjectNode> all, ObjectNode params, String cursor, int otherwise) {
        if (!params.has(cursor)) return otherwise;
        var id = Nodes.text(params, cursor);
        for (var i = 0; i < all.size(); i++) {
            if (id.equals(Nodes.text(all.get(i), "id"))) return i;
        }
        throw Rejection.noSuch("object", id, cursor);
    }

    private static Predicate<ObjectNode> created(ObjectNode params) {
        var given = params.path("created");
        return object -> {
            var at = object.path("created").asLong();
            return (!given.isValueNode() || at == given.asLong())
                    && at > given.path("gt").asLong(Long.MIN_VALUE)
                    && at >= given.path("gte").asLong(Long.MIN_VALUE)
                    && at < given.path("lt").asLong(Long.MAX_VALUE)
                    && at <= given.path("lte").asLong(Long.MAX_VALUE);
        };
    }

    static Predicate<ObjectNode> where(ObjectNode params, String... members) {
        return object -> {
            for (var member : members) {
                if (params.has(member) && !Nodes.text(params, member).equals(Nodes.text(object, member))) return false;
            }
            return true;
        };
    }

    /** Stripe's {@code type} and {@code types}; a star at the end stands for the rest. */
    static Predicate<ObjectNode> ofType(ObjectNode params) {
        return event -> {
            var type = Nodes.text(event, "type");
            var types = params.path("types");
            return (!params.has("type") || Endpoints.covers(Nodes.text(params, "type"), type))
                    && (types.isEmpty()
                            || StreamSupport.stream(types.spliterator(), false)
                                    .anyMatch(it -> it.asText().equals(type)));
        };
    }

    /** Metadata is merged member by member; an empty text removes one, or all. */
    static void mergeMetadata(ObjectNode object, @Nullable JsonNode given) {
        if (given == null) return;
        if (!given.isObject()) {
            object.putObject("metadata");
            return;
        }
        var metadata = object.get("metadata") instanceof ObjectNode known ? known : object.putObject("metadata");
        given.fields().forEachRemaining(it -> {
            if (it.getKey().length() > LONGEST_KEY) {
                throw Rejection.invalid("", "metadata", "Metadata keys can have up to 40 characters.");
            }
            if (it.getValue().asText().length() > LONGEST_VALUE) {
                throw Rejection.invalid(
                        "", "metadata[%s]".formatted(it.getKey()), "Metadata values can have up to 500 characters.");
            }
            if (it.getValue().asText().isEmpty()) metadata.remove(it.getKey());
            else metadata.set(it.getKey(), it.getValue());
        });
        if (metadata.size() > MOST_KEYS) throw Rejection.invalid("", "metadata", "Metadata can have up to 50 keys.");
    }

    /** Copies what was given; an empty text unsets. */
    static void copy(ObjectNode from, ObjectNode to, String... members) {
        for (var member : members) {
            if (!from.has(member)) continue;
            var given = from.get(member);
            if (given.isTextual() && given.asText().isEmpty()) to.putNull(member);
            else to.set(member, given);
        }
    }
}
