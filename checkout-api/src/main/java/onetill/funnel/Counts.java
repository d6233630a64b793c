package onetill.funnel;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import onetill.funnel.Journey.Outcome;

/**
 * What journeys add to the counts that reports read. Each journey adds the same cells whenever it is asked, so that what it added
 * before can be taken back when it has gone on.
 */
final class Counts {

    /** What is counted. */
    enum Measure {
        /** Stays that began. */
        ENTERED,
        /** Of these: went on. */
        ADVANCED,
        /** Of those that went on: in another channel. */
        HANDED_ON,
        /** Of those that went on: to an earlier step. */
        WENT_BACK,
        /** Of those that entered: are still here. */
        WAITING,
        /** Of those that entered: ended here. */
        LOST,
        /** Sessions that were here at least once. */
        SESSIONS,
        /** Of these: have an order now. */
        WON,
        /** How long stays lasted that went on; the detail is a bucket of {@link Durations}. */
        TIME,
        /** Sessions that were opened, by currency; the amount is their total. */
        OPENED,
        /** Of these: have an order now. */
        COMPLETED,
        /** Sessions that were lost here, by reason and currency; the amount is what they would have paid. */
        LOSS,
        /** From here to the channel and step of the detail. */
        LINK,
        /** Sessions in which this question was put. */
        ASK_PUT,
        /** Sessions in which this question did not have to be put. */
        ASK_SKIPPED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Grain {
        HOUR(ChronoUnit.HOURS),
        DAY(ChronoUnit.DAYS);

        private final ChronoUnit unit;

        Grain(ChronoUnit unit) {
            this.unit = unit;
        }

        OffsetDateTime of(OffsetDateTime time) {
            return time.withOffsetSameInstant(ZoneOffset.UTC).truncatedTo(unit);
        }

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One number's place. In one order everywhere, so that nodes lock rows in one order. */
    record Cell(Grain grain, OffsetDateTime at, Measure measure, String channelId, String step, String detail)
            implements Comparable<Cell> {

        private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::grain)
                .thenComparing(Cell::at)
                .thenComparing(Cell::measure)
                .thenComparing(Cell::channelId)
                .thenComparing(Cell::step)
                .thenComparing(Cell::detail);

        @Override
        public int compareTo(Cell other) {
            return ORDER.compare(this, other);
        }
    }

    /** How many, and how much in minor units. */
    record Amount(long n, long minor) {

        Amount plus(Amount other) {
            return new Amount(n + other.n, Math.addExact(minor, other.minor));
        }

        boolean isNothing() {
            return n == 0 && minor == 0;
        }
    }

    private final Map<Cell, Amount> cells = new TreeMap<>();

    /** What is left when these are taken back and those are added. */
    static Counts difference(Counts before, Counts after) {
        var result = new Counts();
        after.cells.forEach((cell, amount) -> result.cells.merge(cell, amount, Amount::plus));
        before.cells.forEach(
                (cell, amount) -> result.cells.merge(cell, new Amount(-amount.n(), -amount.minor()), Amount::plus));
        result.cells.values().removeIf(Amount::isNothing);
        return result;
    }

    Map<Cell, Amount> cells() {
        return cells;
    }

    /** Everything this journey adds. */
    void add(Journey journey) {
        if (journey.stays().isEmpty()) return;
        stays(journey);
        session(journey);
        loss(journey);
        links(journey);
    }

    private void stays(Journey journey) {
        var seen = new HashSet<String>();
        var isWon = journey.outcome() == Outcome.COMPLETED;
        var stays = journey.stays();
        for (var i = 0; i < stays.size(); i++) {
            var stay = stays.get(i);
            one(stay, Measure.ENTERED, "");
            var fate = journey.fate(i);
            one(
                    stay,
                    switch (fate) {
                        case ADVANCED -> Measure.ADVANCED;
                        case WAITING -> Measure.WAITING;
                        case LOST -> Measure.LOST;
                    },
                    "");
            if (i + 1 < stays.size()) {
                var next = stays.get(i + 1);
                if (!next.channelId().equals(stay.channelId())) one(stay, Measure.HANDED_ON, "");
                if (isBack(stay.step(), next.step())) one(stay, Measure.WENT_BACK, "");
                var length = stay.length();
                if (length != null) one(stay, Measure.TIME, Durations.bucket(length));
            }
            if (!seen.add(stay.channelId() + " " + stay.step())) continue;
            one(stay, Measure.SESSIONS, "");
            if (isWon) one(stay, Measure.WON, "");
        }
    }

    static boolean isBack(String from, String to) {
        return Journey.STEPS.indexOf(to) < Journey.STEPS.indexOf(from);
    }

    private void session(Journey journey) {
        var first = journey.stays().get(0);
        add(first, Measure.OPENED, journey.currency(), journey.totalMinor());
        if (journey.outcome() == Outcome.COMPLETED) {
            add(first, Measure.COMPLETED, journey.currency(), journey.totalMinor());
        }
        for (var ask : journey.put()) one(first, Measure.ASK_PUT, ask);
        for (var ask : journey.spared().keySet()) {
            if (!journey.put().contains(ask)) one(first, Measure.ASK_SKIPPED, ask);
        }
    }

    private void loss(Journey journey) {
        var finding = journey.finding();
        var last = journey.last();
        if (finding == null || last == null) return;
        add(last, Measure.LOSS, finding.reason().stored() + " " + journey.currency(), journey.openMinor());
    }

    /** Where people went, each link once for each time it was walked, counted where the walk began. */
    private void links(Journey journey) {
        var stays = journey.stays();
        for (var i = 0; i + 1 < stays.size(); i++) {
            one(
                    stays.get(i),
                    Measure.LINK,
                    stays.get(i + 1).channelId() + " " + stays.get(i + 1).step());
        }
        var last = stays.get(stays.size() - 1);
        if (journey.outcome() == Outcome.LOST) one(last, Measure.LINK, " lost");
        if (journey.outcome() == Outcome.OPEN) one(last, Measure.LINK, " waiting");
    }

    private void one(Stay stay, Measure measure, String detail) {
        add(stay, measure, detail, 0);
    }

    private void add(Stay stay, Measure measure, String detail, long minor) {
        for (var grain : Grain.values()) {
            cells.merge(
                    new Cell(grain, grain.of(stay.enteredAt()), measure, stay.channelId(), stay.step(), detail),
                    new Amount(1, minor),
                    Amount::plus);
        }
    }
}
