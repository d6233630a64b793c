package onetill.client;

import org.jspecify.annotations.Nullable;

/** Where to and how; an option is one of {@link Session#fulfillmentOptions()}. */
public record FulfillmentChoice(
        @Nullable String optionId, @Nullable Address address) {

    public static FulfillmentChoice to(Address address) {
        return new FulfillmentChoice(null, address);
    }
}
