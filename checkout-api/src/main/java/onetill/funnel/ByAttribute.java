package onetill.funnel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import onetill.funnel.AttributeCounts.Numbers;
import onetill.funnel.Reports.ValueCell;

/** The numbers by the values of an attribute as a report shows them: nobody is left out, and there are not too many lines. */
final class ByAttribute {

    /** Of those who do not have the attribute. */
    private static final String NONE = "";

    private static final int MOST = 50;

    private record Place(String channelId, String step) {}

    private final Map<String, Map<Place, Numbers>> values = new LinkedHashMap<>();

    /** @param read of each value, and of all sessions together */
    ByAttribute(List<ValueCell> read) {
        var rest = new HashMap<Place, Numbers>();
        for (var cell : read) {
            var place = new Place(cell.channelId(), cell.step());
            var value = cell.value();
            if (value != null) add(value, place, cell.numbers());
            rest.merge(place, value == null ? cell.numbers() : cell.numbers().negated(), Numbers::plus);
        }
        rest.forEach((place, numbers) -> {
            if (numbers.entered() > 0) add(NONE, place, numbers);
        });
    }

    private void add(String value, Place place, Numbers numbers) {
        values.computeIfAbsent(value, it -> new LinkedHashMap<>()).merge(place, numbers, Numbers::plus);
    }

    /** The fifty that most came with. */
    Set<String> mostFrequent() {
        return values.entrySet().stream()
                .sorted(Comparator.comparingLong((Entry<String, Map<Place, Numbers>> it) -> -entered(it.getValue()))
                        .thenComparing(Entry::getKey))
                .map(Entry::getKey)
                .filter(it -> !it.equals(NONE) && !it.equals(AttributeValues.OTHERS))
                .limit(MOST)
                .collect(Collectors.toSet());
    }

    private static long entered(Map<Place, Numbers> places) {
        return places.values().stream().mapToLong(Numbers::entered).sum();
    }

    /** Those that are told apart, what is left of the others together, and those without, in order. */
    List<ValueCell> cells(Set<String> apart) {
        var told = new HashMap<String, Map<Place, Numbers>>();
        values.forEach((value, places) -> {
            var as = value.equals(NONE) || apart.contains(value) ? value : AttributeValues.OTHERS;
            var into = told.computeIfAbsent(as, it -> new HashMap<>());
            places.forEach((place, numbers) -> into.merge(place, numbers, Numbers::plus));
        });
        var cells = new ArrayList<ValueCell>();
        told.forEach((value, places) -> places.forEach(
                (place, numbers) -> cells.add(new ValueCell(value, place.channelId(), place.step(), numbers))));
        cells.sort(Comparator.comparing((ValueCell it) -> Objects.requireNonNullElse(it.value(), NONE))
                .thenComparing(ValueCell::channelId)
                .thenComparingInt(it -> Journey.STEPS.indexOf(it.step())));
        return cells;
    }
}
