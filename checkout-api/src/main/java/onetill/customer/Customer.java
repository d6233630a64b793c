package onetill.customer;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody the merchant knows.
 *
 * @param providerRef the customer as the payment provider names it; null before anything was saved there
 * @param loyaltyId the number of their card in the merchant's own programme
 * @param addresses where something was delivered, the latest first, each by the names of its parts in the API
 */
public record Customer(
        UUID id,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String providerRef,
        @Nullable String loyaltyId,
        List<Map<String, String>> addresses,
        List<SavedTender> savedTenders) {

    /**
     * A means of payment the customer agreed to keep.
     *
     * @param providerRef the provider's reference, never a card number
     * @param label what people recognize it by: "Visa ending in 4242"
     */
    public record SavedTender(UUID id, String provider, String providerRef, String label) {}
}
