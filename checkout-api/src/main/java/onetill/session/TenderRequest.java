package onetill.session;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * With what the buyer pays. One of the types a channel offers, with what belongs to it.
 *
 * @param type {@code card}, {@code apple_pay}, {@code google_pay}, {@code link}, {@code saved}, {@code cash}, {@code card_present}, {@code ideal}, {@code sepa_debit},
 *     {@code gift_card} or {@code store_credit}
 * @param confirmationToken card and wallets: made by the provider's fields or buttons in the page
 * @param paymentMethod card: made by the provider for a server
 * @param savedTenderId saved: what the customer agreed to keep
 * @param amountMinor what this tender covers, in the minor unit of the session's currency; all that is left when absent
 * @param cardBrand {@code visa}, as the provider's fields have told the page; a hint for routing and nothing else
 * @param provider card: whose fields were filled in, where {@code provider_data} is given
 * @param providerData card: what that provider's fields have made, encrypted by them; passed on as it is
 * @param code gift_card: as it is printed, in any case, with or without dashes and spaces
 * @param receivedMinor cash: what was handed over, in the minor unit of the session's currency
 */
@Schema(name = "Tender")
public record TenderRequest(
        @NotBlank String type,
        @Nullable @Size(max = 255) String confirmationToken,
        @Nullable @Size(max = 255) String paymentMethod,
        @Nullable UUID savedTenderId,
        @Nullable Long receivedMinor,
        @Nullable @Positive Long amountMinor,
        @Nullable @Size(max = 40) String cardBrand,
        @Nullable @Size(max = 40) String provider,
        @Nullable JsonNode providerData,
        @Nullable @Size(max = 100) String code) {

    /** A saved tender for all that is due. */
    public static TenderRequest saved(@Nullable UUID savedTenderId) {
        return new TenderRequest("saved", null, null, savedTenderId, null, null, null, null, null, null);
    }
}
