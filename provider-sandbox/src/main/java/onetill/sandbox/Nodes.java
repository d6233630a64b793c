package onetill.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** JSON, as the whole sandbox handles it: objects are kept as the documents they are answered as. */
final class Nodes {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private Nodes() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode parse(String json) throws JsonProcessingException {
        return (ObjectNode) MAPPER.readTree(json);
    }

    /** A text member, or an empty text. */
    static String text(JsonNode node, String member) {
        return node.path(member).asText("");
    }

    static boolean has(JsonNode node, String member) {
        return node.hasNonNull(member);
    }
}
