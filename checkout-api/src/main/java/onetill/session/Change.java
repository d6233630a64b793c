package onetill.session;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to change in a session; what is left out stays.
 *
 * @param lineItems the whole list, replacing the old one
 * @param buyer the members that are given replace the known ones
 */
public record Change(
        @Nullable @Valid @Size(max = 200) List<LineChoice> lineItems,
        @Nullable @Valid Buyer buyer,
        @Nullable @Valid FulfillmentChoice fulfillment,

        @Nullable @Pattern(regexp = "[a-z]{2}(-[A-Z]{2})?", message = "is a language such as de or en-GB")
        String locale) {

    public static final Change NOTHING = new Change(null, null, null, null);

    /** Where and how to deliver. */
    public record FulfillmentChoice(
            @Nullable @Size(max = 100) String optionId,
            @Nullable @Valid Address address) {}
}
