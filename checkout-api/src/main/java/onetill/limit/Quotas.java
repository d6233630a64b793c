package onetill.limit;

import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.RequestScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the present request has left, for the headers of draft-ietf-httpapi-ratelimit-headers. */
@RequestScoped
public class Quotas {

    private final Map<String, Left> left = new LinkedHashMap<>();

    private record Left(Limit limit, long tokens, long fullAfterSeconds) {}

    void now(Limit limit, long tokens, long fullAfterNanos) {
        left.put(limit.name(), new Left(limit, tokens, Seconds.of(fullAfterNanos)));
    }

    void now(Limit limit, ConsumptionProbe probe) {
        now(limit, probe.getRemainingTokens(), probe.getNanosToWaitForReset());
    }

    /** The limits that were looked at: {@code "requests-session";q=300;w=60}. Empty when there was none. */
    public Optional<String> policy() {
        if (left.isEmpty()) return Optional.empty();
        return Optional.of(left.values().stream()
                .map(it -> "\"%s\";q=%d;w=%d"
                        .formatted(
                                it.limit().name(),
                                it.limit().quota(),
                                it.limit().window().toSeconds()))
                .collect(Collectors.joining(", ")));
    }

    /** What is left of each, and in how many seconds it is full again: {@code "requests-session";r=299;t=1}. */
    public String left() {
        return left.values().stream()
                .map(it -> "\"%s\";r=%d;t=%d".formatted(it.limit().name(), it.tokens(), it.fullAfterSeconds()))
                .collect(Collectors.joining(", "));
    }
}
