package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stripe's published description of its API: what may be asked, and what an answer always has. */
final class Contract {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final String UNKNOWN = "parameter_unknown";

    private final JsonNode paths;
    private final JsonNode schemas;
    private final Map<String, Pattern> templates = new LinkedHashMap<>();

    Contract() {
        try (InputStream in = Contract.class.getResourceAsStream("stripe-openapi.json")) {
            var document = Nodes.MAPPER.readTree(in);
            paths = document.get("paths");
            schemas = document.get("components").get("schemas");
            paths.fieldNames()
                    .forEachRemaining(it -> templates.put(it, Pattern.compile(it.replaceAll("\\{[^}]+\\}", "[^/]+"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path template a path belongs to, when this method is served there; one without variables goes first. */
    Optional<String> template(String method, String path) {
        var verb = method.toLowerCase(Locale.ROOT);
        return templates.entrySet().stream()
                .filter(it -> it.getValue().matcher(path).matches())
                .map(Map.Entry::getKey)
                .filter(it -> paths.get(it).has(verb))
                .min(Comparator.comparing(it -> it.contains("{")));
    }

    /** Whether objects of a schema have this member. */
    boolean has(String schemaName, String member) {
        return schemas.path(schemaName).path("properties").has(member);
    }

    /** Refuses what Stripe would refuse; turns texts into numbers and booleans where the contract says so. */
    ObjectNode checked(String method, String template, ObjectNode params) {
        var operation = paths.get(template).get(method.toLowerCase(Locale.ROOT));
        if ("GET".equals(method) || "DELETE".equals(method)) return checkedQuery(operation, params);
        var schema = operation.at("/requestBody/content/application~1x-www-form-urlencoded/schema");
        return schema.isMissingNode() ? params : (ObjectNode) checked(schema, params, "");
    }

    private ObjectNode checkedQuery(JsonNode operation, ObjectNode params) {
        var result = Nodes.object();
        params.fields().forEachRemaining(given -> {
            JsonNode schema = null;
            for (var parameter : operation.path("parameters")) {
                var isQuery = "query".equals(Nodes.text(parameter, "in"));
                if (isQuery && Nodes.text(parameter, "name").equals(given.getKey())) schema = parameter.get("schema");
            }
            if (schema == null) throw unknown(given.getKey());
            result.set(given.getKey(), checked(schema, given.getValue(), given.getKey()));
        });
        return result;
    }

    private JsonNode checked(JsonNode declared, JsonNode value, String at) {
        var schema = resolved(declared);
        if (schema.has("anyOf")) return anyOf(schema.get("anyOf"), value, at);
        return switch (Nodes.text(schema, "type")) {
            case "object" -> checkedObject(schema, value, at);
            case "array" -> checkedArray(schema, value, at);
            case "integer" -> integer(value, at);
            case "boolean" -> bool(value, at);
            case "string" -> string(schema, value, at);
            default -> value;
        };
    }

    /** The first alternative that fits; when none does, the complaint of the first. */
    private JsonNode anyOf(JsonNode alternatives, JsonNode value, String at) {
        Rejection first = null;
        for (var alternative : alternatives) {
            try {
                return checked(alternative, value, at);
            } catch (Rejection e) {
                if (first == null || UNKNOWN.equals(Nodes.text(e.error(), "code"))) first = e;
            }
        }
        if (first != null) throw first;
        return value;
    }

    private JsonNode checkedObject(JsonNode schema, JsonNode value, String at) {
        if (value.isTextual() && value.asText().isEmpty()) return value;
        if (!(value instanceof ObjectNode object)) throw Rejection.invalid("", at, "Invalid object");
        var properties = schema.path("properties");
        var open = schema.path("additionalProperties");
        var result = Nodes.object();
        object.fields().forEachRemaining(given -> {
            var name = at.isEmpty() ? given.getKey() : at + "[" + given.getKey() + "]";
            if (properties.has(given.getKey())) {
                result.set(given.getKey(), checked(properties.get(given.getKey()), given.getValue(), name));
            } else if (open.isObject()) {
                result.set(given.getKey(), checked(open, given.getValue(), name));
            } else if (open.isBoolean() && open.asBoolean()) {
                result.set(given.getKey(), given.getValue());
            } else {
                throw unknown(name);
            }
        });
        for (var required : schema.path("required")) {
            if (!result.has(required.asText())) {
                throw Rejection.missing(at.isEmpty() ? required.asText() : at + "[" + required.asText() + "]");
            }
        }
        return result;
    }

    private JsonNode checkedArray(JsonNode schema, JsonNode value, String at) {
        if (value.isTextual() && value.asText().isEmpty()) return value;
        if (!(value instanceof ArrayNode list)) throw Rejection.invalid("", at, "Invalid array");
        var result = Nodes.MAPPER.createArrayNode();
        for (var i = 0; i < list.size(); i++) result.add(checked(schema.get("items"), list.get(i), at + "[" + i + "]"));
        return result;
    }

    private static JsonNode integer(JsonNode value, String at) {
        if (!INTEGER.matcher(value.asText()).matches()) {
            throw Rejection.invalid("parameter_invalid_integer", at, "Invalid integer: " + value.asText());
        }
        return JsonNodeFactory.instance.numberNode(Long.parseLong(value.asText()));
    }

    private static JsonNode bool(JsonNode value, String at) {
        return switch (value.asText()) {
            case "true" -> JsonNodeFactory.instance.booleanNode(true);
            case "false" -> JsonNodeFactory.instance.booleanNode(false);
            default -> throw Rejection.invalid("", at, "Invalid boolean: " + value.asText());
        };
    }

    private static JsonNode string(JsonNode schema, JsonNode value, String at) {
        if (!value.isTextual()) throw Rejection.invalid("", at, "Invalid string");
        var choices = schema.path("enum");
        if (choices.isEmpty()) return value;
        for (var choice : choices) {
            if (choice.asText().equals(value.asText())) return value;
        }
        throw Rejection.invalid("", at, "Invalid %s: must be one of %s".formatted(at, choices));
    }

    /** An object with everything its schema always has: null, empty or zero. */
    ObjectNode blank(String schemaName) {
        return blank(schemas.get(schemaName));
    }

    private ObjectNode blank(JsonNode schema) {
        var blank = Nodes.object();
        for (var name : schema.path("required")) blank.set(name.asText(), start(schema, name.asText()));
        for (var name : schema.path("x-expected")) {
            if (!blank.has(name.asText())) blank.set(name.asText(), start(schema, name.asText()));
        }
        return blank;
    }

    private JsonNode start(JsonNode schema, String name) {
        var declared = schema.path("properties").path(name);
        var property = resolved(declared);
        if (isNullable(declared)) return JsonNodeFactory.instance.nullNode();
        return switch (Nodes.text(property, "type")) {
            case "array" -> Nodes.MAPPER.createArrayNode();
            case "object" -> blank(property);
            case "boolean" -> JsonNodeFactory.instance.booleanNode(false);
            case "integer" -> JsonNodeFactory.instance.numberNode(0);
            default -> JsonNodeFactory.instance.nullNode();
        };
    }

    /** What is wrong with an answer: a member that is missing or that Stripe does not have. For tests. */
    @Nullable
    String complaint(String method, String template, JsonNode answer) {
        var schema = paths.get(template)
                .get(method.toLowerCase(Locale.ROOT))
                .at("/responses/200/content/application~1json/schema");
        return complaint(schema, answer, template);
    }

    /** What is wrong with an object of a schema. For tests. */
    @Nullable
    String complaint(String schemaName, JsonNode object) {
        return complaint(schemas.get(schemaName), object, schemaName);
    }

    private @Nullable String complaint(JsonNode declared, JsonNode value, String at) {
        var schema = resolved(declared);
        if (value.isNull() || schema.isEmpty()) return null;
        if (schema.has("anyOf")) {
            String last = null;
            for (var alternative : schema.get("anyOf")) {
                last = complaint(alternative, value, at);
                if (last == null) return null;
            }
            return last;
        }
        return switch (Nodes.text(schema, "type")) {
            case "object" -> objectComplaint(schema, value, at);
            case "array" -> {
                if (!value.isArray()) yield at + " is not a list";
                for (var item : value) {
                    var found = complaint(schema.path("items"), item, at + "[]");
                    if (found != null) yield found;
                }
                yield null;
            }
            case "integer" -> value.isIntegralNumber() ? null : at + " is not an integer: " + value;
            case "boolean" -> value.isBoolean() ? null : at + " is not a boolean: " + value;
            case "string" -> stringComplaint(schema, value, at);
            default -> null;
        };
    }

    private static @Nullable String stringComplaint(JsonNode schema, JsonNode value, String at) {
        if (!value.isTextual()) return at + " is not a string: " + value;
        var choices = schema.path("enum");
        if (choices.isEmpty() || schema.path("x-open-enum").asBoolean()) return null;
        for (var choice : choices) {
            if (choice.asText().equals(value.asText())) return null;
        }
        return at + " cannot be " + value;
    }

    private @Nullable String objectComplaint(JsonNode schema, JsonNode value, String at) {
        if (!value.isObject()) return at + " is not an object: " + value;
        for (var required : schema.path("required")) {
            if (!value.has(required.asText())) return at + "." + required.asText() + " is missing";
        }
        for (var expected : schema.path("x-expected")) {
            if (!value.has(expected.asText())) return at + "." + expected.asText() + " is missing";
        }
        var properties = schema.path("properties");
        if (properties.isEmpty()
                || schema.has("additionalProperties")
                        && !schema.path("additionalProperties").isBoolean()) {
            return null;
        }
        var members = value.fields();
        while (members.hasNext()) {
            var member = members.next();
            if (!properties.has(member.getKey())) return at + "." + member.getKey() + " is invented";
            var declared = properties.get(member.getKey());
            if (member.getValue().isNull() && !isNullable(declared)) return at + "." + member.getKey() + " is null";
            var found = complaint(declared, member.getValue(), at + "." + member.getKey());
            if (found != null) return found;
        }
        return null;
    }

    private boolean isNullable(JsonNode declared) {
        return declared.path("nullable").asBoolean()
                || resolved(declared).path("nullable").asBoolean();
    }

    private JsonNode resolved(JsonNode schema) {
        var ref = Nodes.text(schema, "$ref");
        return ref.isEmpty() ? schema : schemas.path(ref.substring(ref.lastIndexOf('/') + 1));
    }

    private static Rejection unknown(String param) {
        return Rejection.invalid(UNKNOWN, param, "Received unknown parameter: " + param);
    }
}
