package onetill.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Values for schemas: such as fit, so that a request gets far, and such as nobody has thought of. The same for the same seed. */
final class Inventions {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;

    /** What members of these names hold in a request that means something. */
    private static final Map<String, List<String>> PLAUSIBLE = Map.ofEntries(
            Map.entry("channel", List.of("web", "app", "till-1", "phone", "reserve")),
            Map.entry("channel_id", List.of("web", "till-1")),
            Map.entry("sku", List.of("TEA", "POT", "E-BOOK", "RARE", "SAMPLE")),
            Map.entry("barcode", List.of(Shop.TEA_BARCODE)),
            Map.entry("email", List.of("ada@example.com", "grace@example.com")),
            Map.entry("phone", List.of("+493055501234", Shop.PHONE)),
            Map.entry("number", List.of("+493055501234")),
            Map.entry("caller_number", List.of(Shop.PHONE)),
            Map.entry("country", List.of("DE", "FR", "US")),
            Map.entry("currency", List.of("EUR", "USD", "JPY")),
            Map.entry("locale", List.of("de", "en-GB")),
            Map.entry("postal_code", List.of("10119", "20359")),
            Map.entry("city", List.of("Berlin")),
            Map.entry("line1", List.of("Torstr. 1")),
            Map.entry("option_id", List.of("standard", "pickup-mitte", "digital", "")),
            Map.entry("payment_method", List.of("pm_card_visa", "pm_card_visa_chargeDeclined")),
            Map.entry("type", List.of("card", "cash", "saved", "gift_card", "card_present", "order.placed")),
            Map.entry("location_id", List.of("mitte")),
            Map.entry("url", List.of("http://127.0.0.1:9/hooks", "https://example.com/hook")),
            Map.entry("tax_category", List.of("standard", "reduced")),
            Map.entry("medium", List.of("email", "sms")),
            Map.entry("kind", List.of("percent_off", "amount_off", "secret_key", "publishable_key", "shipping", "sku")),
            Map.entry("state", List.of("open", "paid", "delivered")),
            Map.entry("pin", List.of("4711")),
            Map.entry("time_zone", List.of("Europe/Berlin")),
            Map.entry("mode", List.of("all", "report")),
            Map.entry("action", List.of("refund", "void", "cancel")));

    /** What texts can do to those who read, store, compare and show them. */
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "\t\n\r",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "x\udc00y",
            "\uffff\ufffe",
            "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67\ud83c\uddfa\ud83c\uddf3",
            "\u202egnp.exe\u202c",
            "\u0645\u0631\u062d\u0628\u0627",
            "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334",
            "\ufeffbom",
            "\u00ad\u200b\u2060",
            "\u0130\u0131\u00df\ufb01",
            "\uff11\uff12\uff13",
            "' or '1'='1",
            "'; drop table orders; --",
            "%_%",
            "\\",
            "\\u0000",
            "{{7*7}}${7*7}<%= 7*7 %>",
            "<script>alert(1)</script>",
            "../../../../etc/passwd",
            "%00",
            "%s%n%d",
            "{0}{1}",
            "null",
            "NaN",
            "-0",
            "1e999",
            "0x10",
            "true",
            "2026-02-30",
            "9999999-01-01",
            "2026-13-01T25:61:61Z",
            "-999999999-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "https://user:pass@[::1]:99999/\u0000",
            "\"@example.com",
            "a@b",
            "\r\nSet-Cookie: a=b",
            "a".repeat(256),
            "\u00e4".repeat(1_001),
            "x".repeat(19_999),
            "y".repeat(20_001));

    private final ApiDocument api;
    private final Random random;
    private final Map<String, String> known;

    /** @param known ids of things that are there, by the name a body has for them */
    Inventions(ApiDocument api, Random random, Map<String, String> known) {
        this.api = api;
        this.random = random;
        this.known = known;
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    String oddText() {
        return oneOf(ODD_TEXTS);
    }

    /** As the document wants it, as far as the document says. */
    JsonNode fitting(String name, JsonNode schema) {
        return fitting(name, schema, 0);
    }

    /** No more than has to be there. */
    JsonNode least(String name, JsonNode schema) {
        return fitting(name, schema, DEEPEST);
    }

    private JsonNode fitting(String name, JsonNode written, int depth) {
        var schema = api.resolved(written);
        for (var several : List.of("allOf", "anyOf", "oneOf")) {
            if (schema.path(several).size() > 0)
                return fitting(name, schema.path(several).get(0), depth);
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(name, schema, depth);
            case "integer" -> NODES.numberNode(integer(name, schema));
            case "number" -> NODES.numberNode(BigDecimal.valueOf(random.nextInt(10_000), 2));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.textNode(text(name, schema));
        };
    }

    private String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.get(0).asText() : type.asText(schema.has("properties") ? "object" : "string");
    }

    private ObjectNode object(JsonNode schema, int depth) {
        var object = NODES.objectNode();
        var required = new ArrayList<String>();
        schema.path("required").forEach(it -> required.add(it.asText()));
        var share = random.nextDouble() * (depth < DEEPEST ? 0.8 : 0);
        schema.path("properties").fields().forEachRemaining(it -> {
            if (required.contains(it.getKey()) || chance(share)) {
                object.set(it.getKey(), fitting(it.getKey(), it.getValue(), depth + 1));
            }
        });
        var others = schema.path("additionalProperties");
        if (others.isObject() && depth < DEEPEST) {
            object.set(oneOf(List.of("EUR", "key", "app_store")), fitting("value", others, depth + 1));
        }
        return object;
    }

    private ArrayNode array(String name, JsonNode schema, int depth) {
        var array = NODES.arrayNode();
        var size = depth > DEEPEST ? 0 : Math.max(schema.path("minItems").asInt(), random.nextInt(3));
        for (var i = 0; i < size; i++) array.add(fitting(name, schema.path("items"), depth + 1));
        return array;
    }

    private long integer(String name, JsonNode schema) {
        if (name.equals("revision")) return 1 + random.nextInt(3);
        if (name.equals("confirmed_total_minor")) return oneOf(List.of(890L, 1380L, 5390L));
        var least = schema.path("minimum").asLong(0);
        var most = schema.path("maximum").asLong(least + 10_000);
        return switch (random.nextInt(6)) {
            case 0 -> least;
            case 1 -> most;
            default -> least + random.nextLong(Math.max(1, most - least));
        };
    }

    private String text(String name, JsonNode schema) {
        if (known.containsKey(name) && chance(0.7)) return known.get(name);
        if (PLAUSIBLE.containsKey(name) && chance(0.9)) return oneOf(PLAUSIBLE.get(name));
        return switch (schema.path("format").asText()) {
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "date" ->
                LocalDate.of(2026, 1, 1).plusDays(random.nextInt(900)).toString();
            case "date-time" ->
                OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
                        .plusMinutes(random.nextInt(1_000_000))
                        .toString();
            default -> word(schema);
        };
    }

    private String word(JsonNode schema) {
        var most = Math.min(schema.path("maxLength").asInt(12), 5_000);
        var length = chance(0.1) ? most : Math.min(most, 1 + random.nextInt(12));
        return random.ints(Math.max(length, schema.path("minLength").asInt(0)), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The same document with something in it that does not belong there. */
    JsonNode spoiled(JsonNode document) {
        var copy = document.deepCopy();
        for (var times = 1 + random.nextInt(2); times > 0; times--) {
            var containers = new ArrayList<JsonNode>();
            collect(copy, containers);
            if (containers.isEmpty()) return odd();
            var chosen = oneOf(containers);
            if (chosen instanceof ObjectNode object) spoil(object);
            else if (chosen instanceof ArrayNode array) spoil(array);
        }
        return copy;
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) containers.add(node);
        node.forEach(it -> collect(it, containers));
    }

    private void spoil(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || chance(0.1)) {
            object.set(chance(0.5) ? "price_minor" : oddText(), odd());
        } else if (chance(0.15)) {
            object.remove(oneOf(names));
        } else {
            var name = oneOf(names);
            var before = object.path(name);
            object.set(name, before.isTextual() && chance(0.6) ? NODES.textNode(oddText()) : odd());
        }
    }

    private void spoil(ArrayNode array) {
        switch (random.nextInt(3)) {
            case 0 -> array.add(odd());
            case 1 -> array.removeAll();
            default -> {
                var one = array.isEmpty() ? odd() : array.get(0).deepCopy();
                for (var i = 0; i < 250; i++) array.add(one);
            }
        }
    }

    /** Any value at all. */
    JsonNode odd() {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(oneOf(List.of(0L, -1L, 1L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 31, 1L << 53)));
            case 3 -> NODES.numberNode(new BigInteger("9".repeat(1 + random.nextInt(99))));
            case 4 -> NODES.numberNode(new BigDecimal(oneOf(List.of("0.5", "1e3", "-0.0", "1E+30", "1E-30"))));
            case 5 -> NODES.objectNode();
            case 6 -> NODES.arrayNode();
            case 7 -> NODES.arrayNode().add(NODES.nullNode());
            case 8 -> nested(oneOf(List.of(2, 19, 25, 200)));
            default -> NODES.textNode(oddText());
        };
    }

    private static JsonNode nested(int levels) {
        JsonNode inner = NODES.textNode("deep");
        for (var i = 0; i < levels; i++) {
            inner = i % 2 == 0
                    ? NODES.arrayNode().add(inner)
                    : NODES.objectNode().set("a", inner);
        }
        return inner;
    }
}
