package onetill.ask;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question that still stands between this buyer and a paid order.
 *
 * @param id what is asked for: {@code buyer.email}, {@code fulfillment.address}, {@code payment.tender}
 * @param step where in the flow it belongs
 * @param removableBy what would make it disappear, in words for people
 */
public record Ask(String id, Step step, List<Field> fields, Reason reason, Cost cost, List<String> removableBy) {

    /** The one ask that is answered by completing. */
    public static final String TENDER = "payment.tender";

    /** For somebody who may know what is asked, and not what was answered. */
    public Ask withoutValues() {
        return new Ask(id, step, fields.stream().map(Field::withoutValue).toList(), reason, cost, removableBy);
    }

    /**
     * One field of the form, or one sentence of the phone agent.
     *
     * @param autocomplete the token of the HTML standard that lets a browser fill it; null where there is none
     * @param value what is known already, to be confirmed rather than typed
     * @param source where the value comes from: {@code session}, {@code customer}, {@code channel}
     */
    public record Field(
            String name,
            String type,
            @Nullable String autocomplete,
            boolean required,
            @Nullable String value,
            @Nullable String source) {

        Field withoutValue() {
            return new Field(name, type, autocomplete, required, null, null);
        }
    }

    /** Why it is asked, or why it is not. */
    public record Reason(String code, String text) {}

    /** What answering costs the buyer. */
    public record Cost(int fields, int seconds) {}

    /** A question that did not have to be put. */
    public record Skipped(String id, Reason reason) {}
}
