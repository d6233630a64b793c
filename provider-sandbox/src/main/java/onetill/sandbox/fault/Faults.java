package onetill.sandbox.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules in force, and the calls seen. Without a rule nothing is ever wrong. */
public final class Faults {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final int REMEMBERED = 1_000;

    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Deque<ObjectNode> calls = new ArrayDeque<>();
    private long count;

    /** Puts a rule in force. Answers its id; a wrong one is an {@link IllegalArgumentException} with a sentence. */
    public String add(String json) {
        try {
            return add(MAPPER.readValue(json, ObjectNode.class)).id();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a rule is a JSON object: " + e.getOriginalMessage(), e);
        }
    }

    synchronized Rule add(ObjectNode json) {
        var rule = new Rule("fault_" + ++count, json);
        rules.put(rule.id(), rule);
        return rule;
    }

    public synchronized boolean remove(String id) {
        return rules.remove(id) != null;
    }

    public synchronized void clear() {
        rules.clear();
    }

    /** How often a rule fired. */
    public synchronized long fired(String id) {
        var rule = rules.get(id);
        return rule == null ? 0 : rule.view().path("fired").asLong();
    }

    /** What befalls this call, if anything. Each rule that covers it counts it; the first that fires decides. */
    public @Nullable Rule befalls(Call call) {
        var values = values(call.values());
        return first(rule -> rule.covers(call, values));
    }

    /** What befalls this event on its way to one receiver, if anything. */
    public @Nullable Rule befallsEvent(String type, Supplier<Set<String>> values) {
        var known = values(values);
        return first(rule -> rule.coversEvent(type, known));
    }

    /** Asked for outside the lock: the one who answers may have a lock of its own. */
    private Set<String> values(Supplier<Set<String>> values) {
        synchronized (this) {
            if (rules.values().stream().noneMatch(Rule::isAboutObject)) return Set.of();
        }
        return values.get();
    }

    private synchronized @Nullable Rule first(Predicate<Rule> covers) {
        Rule first = null;
        for (var rule : rules.values()) {
            if (!covers.test(rule) || !rule.fires() || first != null) continue;
            rule.fired();
            first = rule;
        }
        return first;
    }

    /** Notes a call that is over. @param status what was answered; 0 when nothing was */
    public synchronized void seen(Call call, int status, @Nullable Rule fault) {
        calls.addFirst(MAPPER.createObjectNode()
                .put("method", call.method())
                .put("path", call.path())
                .put("idempotency_key", call.idempotencyKey())
                .put("status", status)
                .put("fault", fault == null ? null : fault.id()));
        while (calls.size() > REMEMBERED) calls.removeLast();
    }

    synchronized ArrayNode rules() {
        var all = MAPPER.createArrayNode();
        rules.values().forEach(it -> all.add(it.view()));
        return all;
    }

    /** The calls seen, newest first: JSON objects with method, path, idempotency_key, status and fault. */
    public synchronized ArrayNode calls() {
        var all = MAPPER.createArrayNode();
        calls.forEach(it -> all.add(it.deepCopy()));
        return all;
    }

    synchronized void forgetCalls() {
        calls.clear();
    }
}
