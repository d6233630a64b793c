package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds intents by {@code metadata['key']:'value'}, joined by AND. Stripe's index is late; this one is not. */
final class Search {

    private static final int DEFAULT_PAGE = 10;
    private static final Pattern CLAUSE =
            Pattern.compile("\\s*metadata\\[(['\"])(.+?)\\1\\]\\s*:\\s*(['\"])(.*?)\\3\\s*");

    private final Core core;

    Search(Core core) {
        this.core = core;
    }

    ObjectNode intents(ObjectNode params) {
        var wanted = clauses(Nodes.text(params, "query"));
        var all = core.store.all(Intents.KIND).stream()
                .filter(it -> wanted.entrySet().stream()
                        .allMatch(each -> each.getValue()
                                .equals(it.path("metadata").path(each.getKey()).asText(null))))
                .toList();
        var from = Math.min(all.size(), params.path("page").asInt(0));
        var to = Math.min(all.size(), from + params.path("limit").asInt(DEFAULT_PAGE));
        var found = Nodes.object().put("object", "search_result").put("url", "/v1/payment_intents/search");
        found.put("has_more", to < all.size()).put("next_page", to < all.size() ? Integer.toString(to) : null);
        all.subList(from, to).forEach(found.putArray("data")::add);
        return found;
    }

    private static Map<String, String> clauses(String query) {
        var wanted = new LinkedHashMap<String, String>();
        for (var clause : query.split("(?i)\\s+AND\\s+")) {
            var match = CLAUSE.matcher(clause);
            if (!match.matches()) {
                throw Rejection.invalid(
                        "", "query", "The sandbox searches metadata['key']:'value' joined by AND only.");
            }
            wanted.put(match.group(2), match.group(4));
        }
        return wanted;
    }
}
