package onetill.session;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a total takes for granted, because nobody has said otherwise.
 *
 * @param code {@code country} of the channel, {@code postal_code} not known, {@code fulfillment_option} taken for a start
 */
@Schema(name = "Assumption")
public record Assumption(String code, @Nullable String value, String text) {

    static List<Assumption> of(CheckoutSession session) {
        var assumed = new ArrayList<Assumption>();
        var delivery = session.delivery();
        var handedOver = session.channelKind().isFaceToFace() && delivery.optionId() == null;
        if (!session.status().isOpen() || session.lineItems().isEmpty() || handedOver) return assumed;
        if (delivery.address().country() == null) {
            assumed.add(new Assumption(
                    "country", session.country(), "Tax and delivery are those of %s.".formatted(session.country())));
        }
        if (delivery.kind() != null
                && delivery.kind().needsAddress()
                && delivery.address().postalCode() == null) {
            assumed.add(new Assumption(
                    "postal_code", null, "Delivery and tax are those of the country; a postal code may change them."));
        }
        if (delivery.optionId() != null && !delivery.chosenByBuyer() && !session.onlyDigital()) {
            assumed.add(new Assumption(
                    "fulfillment_option",
                    delivery.optionId(),
                    "%s was taken for a start.".formatted(delivery.title())));
        }
        return assumed;
    }
}
