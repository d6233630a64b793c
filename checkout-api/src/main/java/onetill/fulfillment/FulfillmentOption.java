package onetill.fulfillment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One way to get the goods that this session could choose.
 *
 * @param amount what it costs, including tax where prices do
 * @param locationId pickup: where
 * @param earliest the first day the goods can be there, in the merchant's time
 * @param readyAt pickup: when they can be fetched
 * @param openNow pickup: whether the location is open
 * @param distanceKm from the location to the buyer's postal code; null when either is not known
 * @param preferred whether a rule of the merchant proposes it
 * @param reason what that rule says
 */
public record FulfillmentOption(
        String id,
        FulfillmentKind kind,
        String title,
        Money amount,
        @Nullable String locationId,
        LocalDate earliest,
        LocalDate latest,
        @Nullable OffsetDateTime readyAt,
        boolean openNow,
        @Nullable BigDecimal distanceKm,
        boolean preferred,
        @Nullable String reason) {

    /** The same at another price. */
    public FulfillmentOption at(Money price) {
        return new FulfillmentOption(
                id, kind, title, price, locationId, earliest, latest, readyAt, openNow, distanceKm, preferred, reason);
    }

    FulfillmentOption preferred(String because) {
        return new FulfillmentOption(
                id, kind, title, amount, locationId, earliest, latest, readyAt, openNow, distanceKm, true, because);
    }
}
