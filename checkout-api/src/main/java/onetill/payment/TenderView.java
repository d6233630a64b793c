package onetill.payment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One tender as people see it.
 *
 * @param changeMinor cash: what was handed back
 */
public record TenderView(
        UUID id,
        String type,
        long amountMinor,
        String state,
        @Nullable String label,
        @Nullable String provider,
        @Nullable String providerRef,
        long capturedMinor,
        long refundedMinor,
        @Nullable Long receivedMinor,
        @Nullable Long changeMinor) {

    /** Without what it is known by: the card's last digits, the payment at the provider. */
    public TenderView withoutLabel() {
        return new TenderView(
                id,
                type,
                amountMinor,
                state,
                null,
                provider,
                null,
                capturedMinor,
                refundedMinor,
                receivedMinor,
                changeMinor);
    }
}
