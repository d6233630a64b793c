package onetill.client;

import org.jspecify.annotations.Nullable;

/**
 * What an app needs to show the provider's sheet, and to follow its session.
 *
 * @param clientToken for the app, for this session alone
 */
public record PaymentSheet(
        Session session,
        @Nullable String clientToken,
        String publishableKey,
        String customerId,
        String customerSessionClientSecret,
        String ephemeralKeySecret,
        String paymentIntentId,
        String paymentIntentClientSecret) {

    @Override
    public String toString() {
        return "PaymentSheet[" + session.id() + "]";
    }
}
