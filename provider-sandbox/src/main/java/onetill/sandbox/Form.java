package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code a[b][0]=1} as {@code {"a":{"b":["1"]}}}: all values are texts, as they were sent. */
final class Form {

    private static final Pattern STEP = Pattern.compile("\\[([^\\]]*)\\]");
    private static final Pattern INDEX = Pattern.compile("\\d{1,4}");

    private Form() {}

    static ObjectNode read(String encoded) {
        var root = Nodes.object();
        for (var pair : encoded.split("&")) {
            if (pair.isEmpty()) continue;
            var at = pair.indexOf('=');
            var name = decode(at < 0 ? pair : pair.substring(0, at));
            var value = at < 0 ? "" : decode(pair.substring(at + 1));
            put(root, steps(name), value);
        }
        return (ObjectNode) withLists(root);
    }

    private static List<String> steps(String name) {
        var steps = new ArrayList<String>();
        var bracket = name.indexOf('[');
        steps.add(bracket < 0 ? name : name.substring(0, bracket));
        var inner = STEP.matcher(bracket < 0 ? "" : name.substring(bracket));
        while (inner.find()) steps.add(inner.group(1));
        return steps;
    }

    private static void put(ObjectNode root, List<String> steps, String value) {
        var at = root;
        for (var i = 0; i < steps.size() - 1; i++) {
            var inner = at.get(steps.get(i));
            at = inner instanceof ObjectNode object ? object : at.putObject(steps.get(i));
        }
        var last = steps.get(steps.size() - 1);
        at.put(last.isEmpty() ? Integer.toString(at.size()) : last, value);
    }

    /** Objects whose members are all numbers were lists. */
    private static JsonNode withLists(JsonNode node) {
        if (!(node instanceof ObjectNode object)) return node;
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        for (var name : names) object.set(name, withLists(object.get(name)));
        if (names.isEmpty() || !names.stream().allMatch(it -> INDEX.matcher(it).matches())) return object;
        ArrayNode list = Nodes.MAPPER.createArrayNode();
        object.forEach(list::add);
        return list;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid("", "", "The request is not form-encoded.");
        }
    }
}
