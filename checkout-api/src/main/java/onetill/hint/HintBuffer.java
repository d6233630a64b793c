package onetill.hint;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What this node has been told and not yet written, folded into counts. It never holds more different ones than it may; what it
 * holds is lost when the node ends. For any number of threads.
 */
final class HintBuffer {

    private final int most;
    private Map<Cell, Long> cells = new HashMap<>();

    /**
     * One count's place. The session is forgotten when it is written: until then it tells which channel this was.
     *
     * @param day by UTC
     */
    record Cell(UUID merchantId, UUID sessionId, LocalDate day, HintField field, HintKind kind, String detail) {

        static Cell of(UUID merchantId, UUID sessionId, LocalDate day, Hint hint) {
            return new Cell(merchantId, sessionId, day, hint.field(), hint.kind(), hint.detail());
        }
    }

    HintBuffer(int most) {
        this.most = most;
    }

    /** @return whether there was room */
    synchronized boolean add(Cell cell, long n) {
        if (cells.size() >= most && !cells.containsKey(cell)) return false;
        cells.merge(cell, n, Long::sum);
        return true;
    }

    /** Everything, which is then no longer here. */
    synchronized Map<Cell, Long> drain() {
        var all = cells;
        cells = new HashMap<>();
        return all;
    }
}
