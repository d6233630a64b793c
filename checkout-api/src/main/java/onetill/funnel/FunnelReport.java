package onetill.funnel;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import onetill.funnel.Counts.Measure;
import onetill.http.Table;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How many came into each step and what became of them, beside the interval before.
 *
 * @param openedSessions sessions that were opened in the interval
 * @param completedSessions of these: have an order now
 */
@Schema(name = "FunnelReport")
public record FunnelReport(
        OffsetDateTime from,
        OffsetDateTime to,
        OffsetDateTime previousFrom,
        long openedSessions,
        long completedSessions,
        long previousOpenedSessions,
        long previousCompletedSessions,
        LagView lag,
        List<Row> data)
        implements Table {

    static final List<Measure> MEASURES = List.of(
            Measure.ENTERED,
            Measure.ADVANCED,
            Measure.HANDED_ON,
            Measure.WENT_BACK,
            Measure.WAITING,
            Measure.LOST,
            Measure.SESSIONS,
            Measure.WON,
            Measure.OPENED,
            Measure.COMPLETED);

    /**
     * How far the numbers may be behind.
     *
     * @param events that are written and not counted yet, at most 10,000
     * @param seconds how old the oldest of them is
     */
    @Schema(name = "FunnelLag")
    public record LagView(
            long events, double seconds, @Nullable OffsetDateTime projectedAt) {

        static LagView of(Reports.Lag lag) {
            return new LagView(lag.events(), lag.seconds(), lag.projectedAt());
        }
    }

    /**
     * Numbers of one place. Entered is always advanced and waiting and lost.
     *
     * @param entered stays that began here; who comes back enters again
     * @param advanced of these: went on, to another step or channel, or paid
     * @param handedOn of those that advanced: in another channel
     * @param wentBack of those that advanced: to an earlier step
     * @param sessions that were here at least once
     * @param won of these: have an order now
     * @param dropOff lost ÷ entered; null where nobody entered
     */
    @Schema(name = "FunnelNumbers")
    public record Numbers(
            long entered,
            long advanced,
            long handedOn,
            long wentBack,
            long waiting,
            long lost,
            long sessions,
            long won,
            @Nullable Double dropOff) {

        static Numbers of(Map<String, Long> by) {
            var entered = by.getOrDefault("entered", 0L);
            var lost = by.getOrDefault("lost", 0L);
            return new Numbers(
                    entered,
                    by.getOrDefault("advanced", 0L),
                    by.getOrDefault("handed_on", 0L),
                    by.getOrDefault("went_back", 0L),
                    by.getOrDefault("waiting", 0L),
                    lost,
                    by.getOrDefault("sessions", 0L),
                    by.getOrDefault("won", 0L),
                    Shares.of(lost, entered));
        }

        static Numbers of(AttributeCounts.Numbers told) {
            return new Numbers(
                    told.entered(),
                    told.advanced(),
                    told.handedOn(),
                    told.wentBack(),
                    told.waiting(),
                    told.lost(),
                    told.sessions(),
                    told.won(),
                    Shares.of(told.lost(), told.entered()));
        }

        List<@Nullable Object> csv() {
            var cells = new ArrayList<@Nullable Object>();
            cells.add(entered);
            cells.add(advanced);
            cells.add(handedOn);
            cells.add(wentBack);
            cells.add(waiting);
            cells.add(lost);
            cells.add(sessions);
            cells.add(won);
            cells.add(dropOff);
            return cells;
        }
    }

    /**
     * One line.
     *
     * @param at the hour or day, where the report is by time
     * @param channelId where it is by channel
     * @param value of the attribute, where it is by one; empty where a session has none, {@code *} for all that are not told apart
     * @param previous the same in the interval before; null where there is nothing to compare, as by time
     */
    @Schema(name = "FunnelRow")
    public record Row(
            @Nullable OffsetDateTime at,
            @Nullable String channelId,
            @Nullable String value,
            String step,
            Numbers numbers,
            @Nullable Numbers previous) {}

    /** What a line is about. */
    private record Place(
            @Nullable OffsetDateTime at,
            @Nullable String channelId,
            @Nullable String value,
            String step) {

        private static final Comparator<Place> ORDER = Comparator.comparing(
                        (Place it) -> it.at == null ? "" : it.at.toString())
                .thenComparing(it -> it.channelId == null ? "" : it.channelId)
                .thenComparing(it -> it.value == null ? "" : it.value)
                .thenComparingInt(it -> Journey.STEPS.indexOf(it.step));
    }

    /** Lines by channel or for all channels together, with those of the interval before. */
    static List<Row> rows(List<Reports.Cell> now, List<Reports.Cell> before, boolean byChannel) {
        var numbers = numbers(now, byChannel);
        var previous = numbers(before, byChannel);
        var places = new ArrayList<>(numbers.keySet());
        previous.keySet().stream().filter(it -> !numbers.containsKey(it)).forEach(places::add);
        return places.stream()
                .sorted(Place.ORDER)
                .map(it -> row(
                        it,
                        Numbers.of(numbers.getOrDefault(it, Map.of())),
                        Numbers.of(previous.getOrDefault(it, Map.of()))))
                .toList();
    }

    /** Lines by time. */
    static List<Row> series(List<Reports.Cell> cells, boolean byChannel) {
        return numbers(cells, byChannel).entrySet().stream()
                .map(it -> row(it.getKey(), Numbers.of(it.getValue()), null))
                .toList();
    }

    /** Lines by the values of an attribute. */
    static List<Row> values(List<Reports.ValueCell> now, List<Reports.ValueCell> before) {
        var read = new ByAttribute(now);
        var apart = read.mostFrequent();
        var previous = new HashMap<Place, AttributeCounts.Numbers>();
        new ByAttribute(before).cells(apart).forEach(it -> previous.put(place(it), it.numbers()));
        return read.cells(apart).stream()
                .map(it -> row(
                        place(it),
                        Numbers.of(it.numbers()),
                        Numbers.of(previous.getOrDefault(place(it), AttributeCounts.Numbers.NONE))))
                .toList();
    }

    private static Place place(Reports.ValueCell cell) {
        return new Place(null, cell.channelId(), cell.value(), cell.step());
    }

    private static Row row(Place place, Numbers numbers, @Nullable Numbers previous) {
        return new Row(place.at(), place.channelId(), place.value(), place.step(), numbers, previous);
    }

    private static Map<Place, Map<String, Long>> numbers(List<Reports.Cell> cells, boolean byChannel) {
        var result = new TreeMap<Place, Map<String, Long>>(Place.ORDER);
        for (var cell : cells) {
            if (cell.is(Measure.OPENED) || cell.is(Measure.COMPLETED)) continue;
            var place = new Place(cell.at(), byChannel ? cell.channelId() : null, null, cell.step());
            result.computeIfAbsent(place, it -> new LinkedHashMap<>()).merge(cell.measure(), cell.n(), Long::sum);
        }
        return result;
    }

    static long sum(List<Reports.Cell> cells, Measure measure) {
        return cells.stream()
                .filter(it -> it.is(measure))
                .mapToLong(Reports.Cell::n)
                .sum();
    }

    @Override
    public List<String> csvColumns() {
        var names = List.of(
                "entered", "advanced", "handed_on", "went_back", "waiting", "lost", "sessions", "won", "drop_off");
        var columns = new ArrayList<>(List.of("at", "channel_id", "value", "step"));
        columns.addAll(names);
        names.forEach(it -> columns.add("previous_" + it));
        return columns;
    }

    @Override
    public List<List<@Nullable Object>> csvRows() {
        return data.stream().map(FunnelReport::csv).toList();
    }

    private static List<@Nullable Object> csv(Row row) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(row.at());
        cells.add(row.channelId());
        cells.add(row.value());
        cells.add(row.step());
        cells.addAll(row.numbers().csv());
        cells.addAll(
                Objects.requireNonNullElse(row.previous(), Numbers.of(Map.of())).csv());
        return cells;
    }
}
