package onetill.payment.inbox;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An event as it was kept.
 *
 * @param merchantId the merchant it named; empty when it named none of ours
 */
public record StoredEvent(
        Optional<UUID> merchantId,
        UUID id,
        String provider,
        String eventId,
        String type,
        String objectRef,
        Map<String, String> headers,
        String body,
        OffsetDateTime receivedAt) {}
