package onetill.funnel;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import onetill.funnel.Counts.Grain;
import onetill.funnel.Journey.Outcome;
import onetill.funnel.Stay.Fate;

/**
 * What journeys add to the counts by the values of their attributes. As with {@link Counts}, each journey adds the same whenever it is
 * asked, and what it added before can be taken back.
 */
final class AttributeCounts {

    /** What is counted together; they have an order, so that rows are always written in the same one. */
    record Cell(Grain grain, OffsetDateTime at, String attribute, String value, String channelId, String step) {

        static final Comparator<Cell> ORDER = Comparator.comparing(Cell::attribute)
                .thenComparing(Cell::grain)
                .thenComparing(Cell::at)
                .thenComparing(Cell::value)
                .thenComparing(Cell::channelId)
                .thenComparing(Cell::step);
    }

    /** How many stays began here and what became of them, and how many sessions that were; as in {@link Counts.Measure}. */
    record Numbers(
            long entered,
            long advanced,
            long handedOn,
            long wentBack,
            long waiting,
            long lost,
            long sessions,
            long won) {

        static final Numbers NONE = new Numbers(0, 0, 0, 0, 0, 0, 0, 0);

        Numbers plus(Numbers other) {
            return new Numbers(
                    entered + other.entered,
                    advanced + other.advanced,
                    handedOn + other.handedOn,
                    wentBack + other.wentBack,
                    waiting + other.waiting,
                    lost + other.lost,
                    sessions + other.sessions,
                    won + other.won);
        }

        Numbers negated() {
            return new Numbers(-entered, -advanced, -handedOn, -wentBack, -waiting, -lost, -sessions, -won);
        }
    }

    private final Map<Cell, Numbers> cells = new HashMap<>();

    /** What is left when these are taken back and those are added. */
    static AttributeCounts difference(AttributeCounts before, AttributeCounts after) {
        var result = new AttributeCounts();
        result.cells.putAll(after.cells);
        before.cells.forEach((cell, numbers) -> result.cells.merge(cell, numbers.negated(), Numbers::plus));
        result.cells.values().removeIf(Numbers.NONE::equals);
        return result;
    }

    List<Entry<Cell, Numbers>> inOrder() {
        return cells.entrySet().stream()
                .sorted(Entry.comparingByKey(Cell.ORDER))
                .toList();
    }

    /** Everything this journey adds. */
    void add(Journey journey, AttributeValues values) {
        var attributes = journey.attributes();
        if (journey.stays().isEmpty() || attributes.isEmpty()) return;
        var numbers = numbers(journey);
        for (var i = 0; i < numbers.size(); i++) {
            var stay = journey.stays().get(i);
            for (var grain : Grain.values()) {
                var at = grain.of(stay.enteredAt());
                for (var each : attributes.entrySet()) {
                    var value = values.counted(each.getKey(), each.getValue());
                    var cell = new Cell(grain, at, each.getKey(), value, stay.channelId(), stay.step());
                    cells.merge(cell, numbers.get(i), Numbers::plus);
                }
            }
        }
    }

    /** What each stay adds. */
    private static List<Numbers> numbers(Journey journey) {
        var stays = journey.stays();
        var isWon = journey.outcome() == Outcome.COMPLETED;
        var seen = new HashSet<String>();
        var all = new ArrayList<Numbers>();
        for (var i = 0; i < stays.size(); i++) {
            var stay = stays.get(i);
            var next = i + 1 < stays.size() ? stays.get(i + 1) : null;
            var fate = journey.fate(i);
            var isFirst = seen.add(stay.channelId() + " " + stay.step());
            all.add(new Numbers(
                    1,
                    one(fate == Fate.ADVANCED),
                    one(next != null && !next.channelId().equals(stay.channelId())),
                    one(next != null && Counts.isBack(stay.step(), next.step())),
                    one(fate == Fate.WAITING),
                    one(fate == Fate.LOST),
                    one(isFirst),
                    one(isFirst && isWon)));
        }
        return all;
    }

    private static long one(boolean counts) {
        return counts ? 1 : 0;
    }
}
