package onetill.session;

import java.time.LocalDate;
import onetill.fulfillment.FulfillmentKind;
import onetill.fulfillment.FulfillmentOption;
import org.jspecify.annotations.Nullable;

/**
 * How this session's goods reach the buyer.
 *
 * @param chosenByBuyer whether the buyer chose the option, rather than that the cheapest was taken for a start
 */
public record Delivery(
        @Nullable String optionId,
        @Nullable FulfillmentKind kind,
        @Nullable String title,
        @Nullable String locationId,
        long amountMinor,
        @Nullable LocalDate earliest,
        @Nullable LocalDate latest,
        Address address,
        boolean chosenByBuyer) {

    static final Delivery OPEN = new Delivery(null, null, null, null, 0, null, null, Address.NONE, false);

    Delivery by(FulfillmentOption option, boolean byBuyer) {
        return new Delivery(
                option.id(),
                option.kind(),
                option.title(),
                option.locationId(),
                option.amount().minor(),
                option.earliest(),
                option.latest(),
                address,
                byBuyer);
    }

    Delivery undecided() {
        return new Delivery(null, null, null, null, 0, null, null, address, false);
    }

    Delivery to(Address given) {
        return new Delivery(
                optionId, kind, title, locationId, amountMinor, earliest, latest, address.with(given), chosenByBuyer);
    }
}
