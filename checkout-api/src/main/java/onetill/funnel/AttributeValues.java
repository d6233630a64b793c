package onetill.funnel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values of one merchant's attributes that are counted apart: the first two hundred of each that came. What comes later is counted
 * as {@link #OTHERS}, so that the counts stay small whatever somebody puts into their events. A value keeps its place for good, and thus what
 * a journey has added can always be taken back.
 */
final class AttributeValues {

    /** All values together that are not told apart. */
    static final String OTHERS = "*";

    static final int MOST = 200;

    /** A value of an attribute. */
    record Value(String attribute, String value) {}

    private final Map<String, Set<String>> known = new HashMap<>();
    private final List<Value> news = new ArrayList<>();

    AttributeValues(List<Value> stored) {
        stored.forEach(it -> values(it.attribute()).add(it.value()));
    }

    /** Everything a journey has is now known, while there is room. */
    void see(Journey journey) {
        journey.attributes().forEach((attribute, value) -> {
            var values = values(attribute);
            if (values.size() < MOST && !value.equals(OTHERS) && values.add(value))
                news.add(new Value(attribute, value));
        });
    }

    /** As what it is counted. */
    String counted(String attribute, String value) {
        return values(attribute).contains(value) ? value : OTHERS;
    }

    /** What was not known before. */
    List<Value> news() {
        return news;
    }

    private Set<String> values(String attribute) {
        return known.computeIfAbsent(attribute, it -> new HashSet<>());
    }
}
