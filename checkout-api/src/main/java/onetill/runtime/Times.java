package onetill.runtime;

import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as native queries answer them. */
public final class Times {

    private Times() {}

    public static OffsetDateTime of(Object column) {
        return column instanceof Timestamp stamp ? stamp.toInstant().atOffset(ZoneOffset.UTC) : (OffsetDateTime) column;
    }
}
