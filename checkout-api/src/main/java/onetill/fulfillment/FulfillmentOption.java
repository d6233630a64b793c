package onetill.fulfillment;

import java.time.LocalDate;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One way to get the goods that this session could choose.
 *
 * @param amount what it costs, including tax
 * @param locationId pickup: where
 * @param earliest the first day the goods can be there, in the merchant's time
 */
public record FulfillmentOption(
        String id,
        FulfillmentKind kind,
        String title,
        Money amount,
        @Nullable String locationId,
        LocalDate earliest,
        LocalDate latest) {}
