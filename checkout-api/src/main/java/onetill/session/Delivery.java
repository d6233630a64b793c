package onetill.session;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import onetill.fulfillment.FulfillmentKind;
import onetill.fulfillment.FulfillmentOption;
import org.jspecify.annotations.Nullable;

/**
 * How this session's goods reach the buyer.
 *
 * @param chosenByBuyer whether the buyer chose the option, rather than that it was taken for a start
 * @param readyAt pickup: when the goods can be fetched
 * @param neededBy the last day on which they may arrive, as the buyer said
 * @param reason why a rule proposed the option
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
        boolean chosenByBuyer,
        @Nullable OffsetDateTime readyAt,
        @Nullable LocalDate neededBy,
        @Nullable String reason) {

    static final Delivery OPEN =
            new Delivery(null, null, null, null, 0, null, null, Address.NONE, false, null, null, null);

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
                byBuyer,
                option.readyAt(),
                neededBy,
                option.reason());
    }

    Delivery undecided() {
        return new Delivery(null, null, null, null, 0, null, null, address, false, null, neededBy, null);
    }

    /** @param country where the session goes while no address says so */
    Delivery to(Address given, String country) {
        return with(address.with(given).located(given, address, country), neededBy);
    }

    Delivery neededBy(LocalDate day) {
        return with(address, day);
    }

    private Delivery with(Address newAddress, @Nullable LocalDate newDay) {
        return new Delivery(
                optionId,
                kind,
                title,
                locationId,
                amountMinor,
                earliest,
                latest,
                newAddress,
                chosenByBuyer,
                readyAt,
                newDay,
                reason);
    }
}
