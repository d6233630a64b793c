package onetill.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import onetill.json.Json;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * What was before and what is now, member by member, of that only which is not the same. Elements of lists are told
 * apart by their {@code sku} or {@code id} where they have one.
 */
public final class Changes {

    /** More than this is not kept: how much it was, and hashes by which the documents can be known again. */
    private static final int LARGEST = 20_000;

    private static final List<String> NAMES = List.of("sku", "id");
    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode members = NODES.objectNode();

    private Changes() {}

    /** Of a state to another. */
    public static Changes between(@Nullable Object before, @Nullable Object after) {
        var was = tree(before);
        var is = tree(after);
        var changes = new Changes();
        changes.compare("", was, is);
        return changes.isTooLarge() ? digests(changes.members.size(), was, is) : changes;
    }

    /** Of nothing to this. */
    public static Changes to(Map<String, ?> after) {
        return between(Map.of(), after);
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    JsonNode json() {
        return members;
    }

    private static JsonNode tree(@Nullable Object state) {
        return state == null ? NODES.missingNode() : Json.MAPPER.valueToTree(state);
    }

    private boolean isTooLarge() {
        return members.toString().length() > LARGEST;
    }

    private static Changes digests(int count, JsonNode was, JsonNode is) {
        var changes = new Changes();
        changes.put("changed_members", NODES.missingNode(), NODES.numberNode(count));
        changes.put("sha256", digest(was), digest(is));
        return changes;
    }

    private static JsonNode digest(JsonNode state) {
        return state.isMissingNode() ? state : NODES.textNode(Secrets.hash(state.toString()));
    }

    private void compare(String path, JsonNode was, JsonNode is) {
        if (was.equals(is) || isNothing(was) && isNothing(is)) return;
        var named = named(was, is);
        if (named != null) {
            for (var name : named.keySet()) {
                var sides = named.get(name);
                compare(path.isEmpty() ? name : path + "." + name, sides.get(0), sides.get(1));
            }
        } else if (was.isArray() && is.isArray()) {
            var gone = without(was, is);
            var come = without(is, was);
            if (gone.isEmpty() && come.isEmpty()) put(path, was, is); // it is their order
            else put(path, gone, come);
        } else {
            put(path, was, is);
        }
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private void put(String path, JsonNode was, JsonNode is) {
        var member = NODES.objectNode();
        if (!was.isMissingNode()) member.set(BEFORE, was);
        if (!is.isMissingNode()) member.set(AFTER, is);
        members.set(path.isEmpty() ? "all" : path, member);
    }

    /** Both sides by name; null where they have none and are compared as they are. */
    private static @Nullable Map<String, List<JsonNode>> named(JsonNode was, JsonNode is) {
        if (isNothing(was) && isNothing(is)) return null;
        var one = members(was);
        var other = members(is);
        if (one == null || other == null) return null;
        var all = new LinkedHashMap<String, List<JsonNode>>();
        var names = new LinkedHashSet<>(one.keySet());
        names.addAll(other.keySet());
        for (var name : names) {
            all.put(
                    name,
                    List.of(
                            one.getOrDefault(name, NODES.missingNode()),
                            other.getOrDefault(name, NODES.missingNode())));
        }
        return all;
    }

    private static @Nullable Map<String, JsonNode> members(JsonNode node) {
        var named = new LinkedHashMap<String, JsonNode>();
        if (isNothing(node)) return named;
        if (node.isObject()) {
            node.properties().forEach(it -> named.put(it.getKey(), it.getValue()));
            return named;
        }
        if (!node.isArray()) return null;
        for (var element : node) {
            var name = NAMES.stream()
                    .filter(element::hasNonNull)
                    .findFirst()
                    .map(it -> element.get(it).asText());
            if (name.isEmpty() || named.put(name.get(), element) != null) return null;
        }
        return named;
    }

    /** What stands in the one list and not in the other, as often as it does. */
    private static JsonNode without(JsonNode list, JsonNode other) {
        var times = new HashMap<JsonNode, Integer>();
        other.forEach(it -> times.merge(it, 1, Integer::sum));
        var only = NODES.arrayNode();
        for (var element : list) if (times.merge(element, -1, Integer::sum) < 0) only.add(element);
        return only;
    }
}
