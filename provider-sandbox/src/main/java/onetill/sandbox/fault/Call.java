package onetill.sandbox.fault;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call as rules see it.
 *
 * @param values the ids and texts in the request and in the objects it names, asked for only when a rule wants them
 */
public record Call(String method, String path, @Nullable String idempotencyKey, Supplier<Set<String>> values) {}
