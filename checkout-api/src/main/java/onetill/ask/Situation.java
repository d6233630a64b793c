package onetill.ask;

import java.util.Map;
import java.util.Set;
import onetill.channel.AskPolicy;
import onetill.channel.ChannelKind;
import onetill.fulfillment.FulfillmentKind;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what has to be asked.
 *
 * @param onlyDigital whether nothing has to be carried anywhere
 * @param hasDigital whether something is sent over the wire, perhaps beside things that are carried
 * @param handedOver whether the goods change hands where the buyer stands
 * @param chosen the chosen kind of fulfillment; null while none is chosen
 * @param choices how many fulfillment options there are
 * @param address the parts of the delivery address that are known, by their names in the API
 * @param due what is to be paid, written for people
 * @param recognized whether the buyer has proven to be a customer, so that what is known comes from there
 * @param byWallet the asks that the buyer's wallet has answered
 * @param minAge how old the buyer of these goods has to be; 0 for everybody
 * @param ageAtLeast how old the buyer surely is; 0 when nobody knows
 * @param newPlace whether the buyer is known by a device alone, and the goods go where they have had nothing sent before
 * @param savedTender whether something the customer has kept is to pay
 * @param policy what the merchant wants to be asked beyond what an order needs
 * @param acceptedTerms where the terms are that the buyer has agreed to; null when they have not
 * @param waived whether the buyer has agreed that digital goods come at once and cannot be returned
 */
public record Situation(
        ChannelKind channel,
        boolean hasLineItems,
        boolean onlyDigital,
        boolean hasDigital,
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
        Set<String> byWallet,
        int minAge,
        int ageAtLeast,
        boolean newPlace,
        boolean savedTender,
        AskPolicy policy,
        @Nullable String acceptedTerms,
        boolean waived) {

    /** Whether somebody brings the goods to the buyer. */
    boolean isCarried() {
        return chosen == FulfillmentKind.SHIPPING || chosen == FulfillmentKind.LOCAL_DELIVERY;
    }
}
