package onetill.recognition;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key pair on a customer's own device, which opens what is stored of them.
 *
 * @param label what the customer calls it: "My phone"
 * @param backedUp whether it lives in an account that has several devices
 * @param suspectedAt since when it is refused, because its counter went back: somebody may have copied it
 */
public record Passkey(
        UUID id,
        UUID customerId,
        String label,
        boolean backedUp,
        @Nullable String channelId,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime lastUsedAt,
        @Nullable OffsetDateTime suspectedAt) {}
