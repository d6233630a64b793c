package onetill.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer that can also be taken away as CSV: one line for each row, and one with names before them. */
public interface Table {

    List<String> csvColumns();

    List<List<@Nullable Object>> csvRows();
}
