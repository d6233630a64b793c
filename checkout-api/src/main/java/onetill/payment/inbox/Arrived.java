package onetill.payment.inbox;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event whose signature was found right.
 *
 * @param merchantId the merchant it names; null when it names none. Who names one that does not exist names none
 * @param eventId unique at this provider. One that sends several items in one body, or gives them no id, makes it of what
 *     tells them apart
 * @param objectRef what it is about, as the provider names it
 * @param headers those worth keeping; never a secret
 * @param body what was signed; for a provider that signs items, the item
 */
public record Arrived(
        @Nullable UUID merchantId,
        String provider,
        String eventId,
        String type,
        String objectRef,
        Map<String, String> headers,
        String body) {}
