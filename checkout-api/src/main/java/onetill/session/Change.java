package onetill.session;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to change in a session; what is left out stays.
 *
 * @param lineItems the whole list, replacing the old one
 * @param buyer the members that are given replace the known ones
 * @param discountCodes all of them, replacing those before; an empty list takes them back
 * @param tipMinor what the buyer adds for the people who serve, where the channel takes tips; 0 takes it back
 */
public record Change(
        @Nullable @Valid @Size(max = 200) List<LineChoice> lineItems,
        @Nullable @Valid Buyer buyer,
        @Nullable @Valid FulfillmentChoice fulfillment,

        @Nullable @Pattern(regexp = "[a-z]{2}(-[A-Z]{2})?", message = "is a language such as de or en-GB")
        String locale,

        @Nullable @PositiveOrZero Long tipMinor,
        @Nullable @Size(max = 10) List<@NotBlank @Size(max = 60) String> discountCodes) {

    public static final Change NOTHING = new Change(null, null, null, null);

    public Change(
            @Nullable List<LineChoice> lineItems,
            @Nullable Buyer buyer,
            @Nullable FulfillmentChoice fulfillment,
            @Nullable String locale) {
        this(lineItems, buyer, fulfillment, locale, null, null);
    }

    public Change(
            @Nullable List<LineChoice> lineItems,
            @Nullable Buyer buyer,
            @Nullable FulfillmentChoice fulfillment,
            @Nullable String locale,
            @Nullable Long tipMinor) {
        this(lineItems, buyer, fulfillment, locale, tipMinor, null);
    }

    /**
     * Where and how to deliver.
     *
     * @param optionId an empty one takes the choice back: then it is as if nobody had chosen
     * @param neededBy the last day on which it may arrive; later options are not offered
     */
    public record FulfillmentChoice(
            @Nullable @Size(max = 100) String optionId,
            @Nullable @Valid Address address,
            @Nullable LocalDate neededBy) {

        /** The same with an address that is all there is. */
        FulfillmentChoice whole() {
            return new FulfillmentChoice(optionId, address == null ? null : address.whole(), neededBy);
        }
    }

    boolean isNothing() {
        return equals(NOTHING);
    }

    /** The same without a choice among the fulfillment options. */
    Change withoutOption() {
        if (fulfillment == null) return this;
        var open = new FulfillmentChoice(null, fulfillment.address(), fulfillment.neededBy());
        return new Change(lineItems, buyer, open, locale, tipMinor, discountCodes);
    }
}
