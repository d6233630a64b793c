package onetill.payment;

import org.jspecify.annotations.Nullable;

/** A provider with a payment sheet for apps. */
public interface OffersPaymentSheet {

    /** Makes the provider know a customer, and answers how it names them. */
    String customer(@Nullable String email, @Nullable String name, String key);

    /** What the sheet needs to collect and confirm this very payment. */
    Sheet sheet(String providerRef, String customerRef);

    /**
     * The bootstrap of a payment sheet; the secrets go to the app and nowhere else.
     *
     * @param ephemeralKeySecret for sheets of older app versions
     */
    record Sheet(
            String publishableKey,
            String customerRef,
            String customerSessionClientSecret,
            String ephemeralKeySecret,
            String paymentRef,
            String paymentClientSecret) {}
}
