package onetill.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The OpenAPI document as the server under test serves it, and what it promises of each answer. */
final class ApiDocument {

    private static final String BASE = "/api/v1";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode document;
    private final JsonNode closed;
    private final List<Operation> operations;
    private final Map<String, JsonSchema> compiled = new HashMap<>();

    /**
     * One operation.
     *
     * @param path below {@code /api/v1}, with its variables in braces
     */
    record Operation(String method, String path, JsonNode described, List<JsonNode> parameters) {

        String name() {
            return method + " " + path;
        }

        String id() {
            return described.path("operationId").asText();
        }

        List<String> variables() {
            return Stream.of(path.split("/"))
                    .filter(it -> it.startsWith("{"))
                    .map(it -> it.substring(1, it.length() - 1))
                    .toList();
        }

        /** Its path with these in the places of its variables. */
        String with(List<String> values) {
            var left = values.iterator();
            return Stream.of(path.split("/"))
                    .map(it -> it.startsWith("{") ? left.next() : it)
                    .collect(Collectors.joining("/"));
        }

        /** The media types of its body; none when it takes no body. */
        JsonNode bodies() {
            return described.path("requestBody").path("content");
        }

        boolean isStream() {
            for (var response : described.path("responses")) {
                if (response.path("content").has("text/event-stream")) return true;
            }
            return false;
        }
    }

    private ApiDocument(JsonNode document) {
        this.document = document;
        this.closed = closed(document.path("components").deepCopy());
        this.operations = operations(document);
    }

    static ApiDocument served() {
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(Application.managementDoor().resolve("/openapi?format=json"))
                                    .build(),
                            BodyHandlers.ofString());
            return new ApiDocument(Caller.JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode document() {
        return document;
    }

    List<Operation> operations() {
        return operations;
    }

    /** What a schema refers to, or itself. */
    JsonNode resolved(JsonNode schema) {
        var to = schema.path("$ref").asText();
        return to.isEmpty() ? schema : resolved(document.at(to.substring(1)));
    }

    private static List<Operation> operations(JsonNode document) {
        var all = new ArrayList<Operation>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(it -> {
                    if (!METHODS.contains(it.getKey())) return;
                    var parameters = new ArrayList<JsonNode>();
                    path.getValue().path("parameters").forEach(parameters::add);
                    it.getValue().path("parameters").forEach(parameters::add);
                    all.add(new Operation(
                            it.getKey().toUpperCase(Locale.ROOT),
                            path.getKey().substring(BASE.length()),
                            it.getValue(),
                            parameters));
                }));
        return List.copyOf(all);
    }

    /** What answers may not bring is what the document does not name: each object has these members and no others. */
    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")
                && !object.has("allOf")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ApiDocument::closed);
        if (node.path("schemas").path("Problem") instanceof ObjectNode problem) {
            problem.put("additionalProperties", true); // "Some types carry more members, such as the current session."
        }
        return node;
    }

    /** What in an answer is not as the document says; nothing when all is. */
    List<String> wrongIn(Operation operation, int status, String contentType, String body) {
        var described = response(operation, status);
        if (described.isMissingNode()) return List.of("status " + status + " is not documented");
        var content = resolved(described).path("content");
        var type = contentType.replaceFirst("\\s*;.*", "");
        if (body.isEmpty()) {
            return status == 200 && !content.isEmpty() ? List.of("the body is missing") : List.of();
        }
        if (content.isEmpty()) return List.of("a body of type " + type + " is not documented for " + status);
        var media = content.has(type) ? content.path(type) : content.path("*/*");
        if (media.isMissingNode()) return List.of("type " + type + " is not documented for " + status);
        return type.equals("application/json") || type.endsWith("+json")
                ? wrongIn(media.path("schema"), body)
                : List.of();
    }

    private static JsonNode response(Operation operation, int status) {
        var responses = operation.described().path("responses");
        var exact = responses.path(String.valueOf(status));
        return exact.isMissingNode() ? responses.path(status / 100 + "XX") : exact;
    }

    private List<String> wrongIn(JsonNode schema, String body) {
        if (schema.isMissingNode()) return List.of("the body has no documented schema");
        try {
            var validator = compiled.computeIfAbsent(schema.toString(), it -> compile(schema));
            return validator.validate(Caller.JSON.readTree(body)).stream()
                    .map(ValidationMessage::getMessage)
                    .sorted()
                    .limit(5)
                    .toList();
        } catch (IOException e) {
            return List.of("the body is no JSON: " + e.getMessage());
        }
    }

    private JsonSchema compile(JsonNode schema) {
        var root = (ObjectNode) closed(schema.deepCopy());
        root.set("components", closed);
        return SCHEMAS.getSchema(root, STRICT);
    }
}
