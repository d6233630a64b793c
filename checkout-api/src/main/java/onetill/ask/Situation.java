package onetill.ask;

import java.util.Map;
import onetill.channel.ChannelKind;
import onetill.fulfillment.FulfillmentKind;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what has to be asked.
 *
 * @param onlyDigital whether nothing has to be carried anywhere
 * @param handedOver whether the goods change hands where the buyer stands
 * @param chosen the chosen kind of fulfillment; null while none is chosen
 * @param choices how many fulfillment options there are
 * @param address the parts of the delivery address that are known, by their names in the API
 * @param recognized whether the buyer has proven to be a customer, so that what is known comes from there
 * @param minAge how old the buyer of these goods has to be; 0 for everybody
 * @param ageAtLeast how old the buyer surely is; 0 when nobody knows
 * @param newPlace whether the buyer is known by a device alone, and the goods go where they have had nothing sent before
 * @param savedTender whether something the customer has kept is to pay
 * @param due what is to be paid, written for people
 */
public record Situation(
        ChannelKind channel,
        boolean hasLineItems,
        boolean onlyDigital,
        boolean handedOver,
        @Nullable FulfillmentKind chosen,
        int choices,
        @Nullable String email,
        @Nullable String phone,
        Map<String, String> address,
        String country,
        String due,
        boolean nothingDue,
        boolean recognized,
        int minAge,
        int ageAtLeast,
        boolean newPlace,
        boolean savedTender) {}
