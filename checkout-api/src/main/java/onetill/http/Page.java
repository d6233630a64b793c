package onetill.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor where the next part begins; null at the end
 */
public record Page<T>(List<T> data, @Nullable String nextCursor) {

    /** Cuts the one row that was read too many, which tells whether there is more. */
    public static <R, T> Page<T> of(List<R> oneMore, int limit, Function<R, UUID> id, Function<R, T> view) {
        var rows = oneMore.subList(0, Math.min(limit, oneMore.size()));
        var more = oneMore.size() > limit;
        return new Page<>(rows.stream().map(view).toList(), more ? cursor(id.apply(rows.get(rows.size() - 1))) : null);
    }

    /** The row a cursor stands for; null for the beginning. */
    public static @Nullable UUID after(@Nullable String cursor) {
        if (cursor == null || cursor.isBlank()) return null;
        try {
            return UUID.fromString(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_CURSOR, "take next_cursor from the answer before, as it is");
        }
    }

    /** Whether a list is to show only what is open, which {@code state=open} says. */
    public static boolean onlyOpen(@Nullable String state) {
        if (state != null && !"open".equals(state)) {
            throw ProblemException.invalid("state", "it is open, or left out for all");
        }
        return state != null;
    }

    private static String cursor(UUID id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(id.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
