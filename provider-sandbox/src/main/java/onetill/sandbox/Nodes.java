package onetill.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Collection;

/** JSON, as the whole sandbox handles it: objects are kept as the documents they are answered as. */
final class Nodes {

    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectMapper SORTING =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

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

    /** The same text for the same content, whatever the order of its members. */
    static String sorted(JsonNode node) {
        try {
            return SORTING.writeValueAsString(SORTING.treeToValue(node, Object.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode parse(String json) throws JsonProcessingException {
        return MAPPER.readValue(json, ObjectNode.class);
    }

    /** A text member, or an empty text. */
    static String text(JsonNode node, String member) {
        return node.path(member).asText("");
    }

    /** All texts in a node. */
    static void texts(JsonNode node, Collection<String> found) {
        if (node.isTextual()) found.add(node.asText());
        node.forEach(it -> texts(it, found));
    }
}
