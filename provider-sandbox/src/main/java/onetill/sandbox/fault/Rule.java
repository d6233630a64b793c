package onetill.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Which calls or events something befalls, how often, and what. Guarded by its {@link Faults}. */
public final class Rule {

    private static final Set<String> KNOWN = Set.of(
            "method",
            "path",
            "event",
            "object",
            "nth",
            "times",
            "probability",
            "seed",
            "effect",
            "ms",
            "seconds",
            "status",
            "after",
            "code",
            "headers",
            "copies",
            "version");
    private static final long DEFAULT_HOLD_MS = 60_000;
    private static final long DEFAULT_SECONDS = 5;

    private final String id;
    private final ObjectNode given;
    private final Effect effect;
    private final Pattern path;
    private final Pattern event;
    private final long from;
    private final long until;
    private final double probability;
    private final Random random;
    private long matched;
    private long fired;

    Rule(String id, ObjectNode given) {
        this.id = id;
        this.given = given;
        given.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) throw new IllegalArgumentException("a rule has no \"%s\"".formatted(name));
        });
        this.effect = Effect.parse(text("effect"));
        this.path = pattern("path");
        this.event = pattern("event");
        var wrong = effect.isOfEvents() ? "path" : "event";
        if (given.has(wrong)) throw new IllegalArgumentException("%s does not go with %s".formatted(wrong, effect));
        this.from = number("nth", 1, 1);
        this.until = number("times", given.has("nth") ? 1 : Long.MAX_VALUE, 1);
        this.probability = given.path("probability").asDouble(1);
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be above 0 and at most 1");
        }
        this.random = new Random(given.path("seed").asLong());
        if (effect == Effect.STATUS && (status() < 400 || status() > 599)) {
            throw new IllegalArgumentException("status must be between 400 and 599");
        }
        if (effect == Effect.LATENCY && !given.has("ms")) throw new IllegalArgumentException("latency needs ms");
        if (effect == Effect.WRONG_VERSION && text("version").isEmpty()) {
            throw new IllegalArgumentException("wrong_version needs version");
        }
        number("ms", 0, 0);
        number("seconds", 0, 0);
        number("copies", 2, 2);
    }

    private long number(String name, long otherwise, long least) {
        if (!given.has(name)) return otherwise;
        var number = given.get(name);
        if (number.canConvertToLong() && number.asLong() >= least) return number.asLong();
        throw new IllegalArgumentException("%s must be a whole number of at least %d".formatted(name, least));
    }

    private String text(String name) {
        return given.path(name).asText("");
    }

    /** A regular expression when it begins with ^; else a star stands for a part of a path and two for any rest. */
    private Pattern pattern(String name) {
        var text = given.has(name) ? text(name) : "**";
        try {
            if (text.startsWith("^")) return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("%s is no regular expression: %s".formatted(name, e.getMessage()), e);
        }
        var quoted = Pattern.quote(text.replace("**", "\u0000"));
        return Pattern.compile(quoted.replace("*", "\\E[^/]*\\Q").replace("\u0000", "\\E.*\\Q"));
    }

    boolean covers(Call call, Set<String> values) {
        return !effect.isOfEvents()
                && (!given.has("method") || text("method").equalsIgnoreCase(call.method()))
                && path.matcher(call.path()).matches()
                && isAbout(values);
    }

    boolean coversEvent(String type, Set<String> values) {
        return effect.isOfEvents() && event.matcher(type).matches() && isAbout(values);
    }

    boolean isAboutObject() {
        return given.has("object");
    }

    private boolean isAbout(Set<String> values) {
        return !isAboutObject() || values.contains(text("object"));
    }

    /** Counts a match, and says whether it is one that the rule means. */
    boolean fires() {
        matched++;
        return matched >= from && fired < until && (probability >= 1 || random.nextDouble() < probability);
    }

    void fired() {
        fired++;
    }

    public String id() {
        return id;
    }

    public Effect effect() {
        return effect;
    }

    public int status() {
        return given.path("status").asInt();
    }

    /** The provider's code of the error, where the rule wants a special one. */
    public @Nullable String code() {
        return given.path("code").asText(null);
    }

    /** Whether the work is done although the answer says otherwise. */
    public boolean isAfter() {
        return given.path("after").asBoolean();
    }

    /** How long an answer is late, or how long a call without one is held. */
    public long ms() {
        return given.path("ms").asLong(DEFAULT_HOLD_MS);
    }

    public long seconds() {
        return given.path("seconds").asLong(DEFAULT_SECONDS);
    }

    public int copies() {
        return given.path("copies").asInt(2);
    }

    public String version() {
        return text("version");
    }

    /** More headers of an answer. */
    JsonNode headers() {
        return given.path("headers");
    }

    ObjectNode view() {
        var view = given.deepCopy();
        return view.put("id", id).put("matched", matched).put("fired", fired);
    }
}
