package onetill.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Goes along a merchant's chain and says where it is not what was sealed. Give it the days that are over, then all links
 * in their order, then ask.
 */
public final class Verification {

    private static final int MOST_FINDINGS = 100;

    /** What is wrong at a place of the chain. */
    public enum Kind {
        /** The entry, or one before it on this day, is not what was sealed here: changed, put in, or in another order. */
        CHANGED,
        /** Entries between the one before and this one are gone. */
        MISSING,
        /** The end of a day that is over is gone. */
        CUT,
        /** A day does not go on where the one before it has ended. */
        DAY_MISSING,
        /** The end of a day is not the one that was written down when it was over. */
        ROOT_DIFFERS,
        /** A root that was published is nowhere in the chain. */
        PUBLISHED_ROOT_MISSING,
        /** The words of a reason are not the ones that were given. */
        REASON_CHANGED
    }

    /** @param entryId where it was seen; null for what is not there any more */
    public record Finding(
            Kind kind, LocalDate day, long seq, @Nullable UUID entryId) {}

    /** How a chain stood: {@code 2026-11-29:17:6f3c…}, its day, how many entries it had, and the hash of the last. */
    public record Root(LocalDate day, long entries, String root) {

        /** @throws ProblemException VALIDATION_FAILED when it is not written so */
        public static Root read(String written) {
            var parts = written.strip().split(":");
            try {
                if (parts.length == 3) return new Root(LocalDate.parse(parts[0]), Long.parseLong(parts[1]), parts[2]);
            } catch (java.time.DateTimeException | NumberFormatException e) {
                // told below
            }
            throw ProblemException.invalid("root", "write a root as it was published: 2026-11-29:17:6f3c…");
        }

        @Override
        public String toString() {
            return day + ":" + entries + ":" + root;
        }
    }

    /** @param previous what the day began with */
    record Day(LocalDate day, long entries, String previous, String root) {}

    /**
     * What was found.
     *
     * @param entries how many were read
     * @param unsealed how many have no place in the chain yet
     * @param findings the first 100; empty when all is as it was sealed
     * @param head how the chain stands now, to be published; null without any entry
     */
    public record Result(
            boolean intact,
            long entries,
            long unsealed,
            List<Finding> findings,
            @Nullable Root head) {}

    private final Map<LocalDate, Day> closed = new LinkedHashMap<>();
    private final Map<LocalDate, Map<Long, String>> published = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private String previous;
    private @Nullable LocalDate day;
    private long seq;
    private long entries;
    private @Nullable Root head;

    /**
     * @param start the hash the first link goes on from
     * @param closed the days that are over, oldest first, from the first one on that is looked at
     * @param published roots of these days and later ones that were kept elsewhere
     */
    Verification(String start, List<Day> closed, List<Root> published) {
        this.previous = start;
        var end = start;
        for (var each : closed) {
            if (!end.equals(each.previous())) find(Kind.DAY_MISSING, each.day(), 0, null);
            end = each.root();
            head = new Root(each.day(), each.entries(), each.root());
            this.closed.put(each.day(), each);
        }
        for (var kept : published) {
            this.published.computeIfAbsent(kept.day(), it -> new HashMap<>()).put(kept.entries(), kept.root());
        }
    }

    /** The next link, with the hash that is stored beside it. */
    void next(Link link, String stored) {
        if (!link.day().equals(day)) begin(link);
        if (link.seq() != seq + 1) find(Kind.MISSING, link.day(), link.seq(), link.id());
        else if (!link.hash(previous).equals(stored)) find(Kind.CHANGED, link.day(), link.seq(), link.id());
        seq = link.seq();
        previous = stored;
        entries++;
        head = new Root(link.day(), seq, stored);
        var kept = published.get(link.day());
        if (kept != null && stored.equals(kept.get(seq))) kept.remove(seq);
    }

    private void begin(Link link) {
        end();
        var known = closed.get(link.day());
        if (known != null) previous = known.previous(); // whether that is right was seen before
        day = link.day();
        seq = 0;
    }

    private void end() {
        var known = day == null ? null : closed.remove(day);
        if (known == null) return;
        if (known.entries() != seq) find(Kind.CUT, known.day(), known.entries(), null);
        else if (!known.root().equals(previous)) find(Kind.ROOT_DIFFERS, known.day(), seq, null);
        previous = known.root();
    }

    /** The words of a reason do not fit their digest. */
    void reasonChanged(Link link) {
        find(Kind.REASON_CHANGED, link.day(), link.seq(), link.id());
    }

    Result result(long unsealed) {
        end();
        closed.values().forEach(it -> find(Kind.CUT, it.day(), it.entries(), null));
        closed.clear();
        published.forEach((on, roots) -> roots.keySet().forEach(at -> find(Kind.PUBLISHED_ROOT_MISSING, on, at, null)));
        return new Result(findings.isEmpty(), entries, unsealed, List.copyOf(findings), head);
    }

    private void find(Kind kind, LocalDate on, long at, @Nullable UUID entryId) {
        if (findings.size() < MOST_FINDINGS) findings.add(new Finding(kind, on, at, entryId));
    }
}
