package onetill.suite;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a query. */
record Row(Map<String, @Nullable Object> columns) {

    boolean has(String column) {
        return columns.get(column) != null;
    }

    String text(String column) {
        return String.valueOf(columns.get(column));
    }

    long number(String column) {
        return columns.get(column) instanceof Number number ? number.longValue() : 0;
    }

    boolean is(String column) {
        return Boolean.TRUE.equals(columns.get(column));
    }

    @Override
    public String toString() {
        return columns.toString();
    }
}
