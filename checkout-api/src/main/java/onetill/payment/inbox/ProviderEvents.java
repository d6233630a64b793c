package onetill.payment.inbox;

/**
 * What the events of one provider mean. Found by CDI.
 *
 * <p>An event may come twice, late, and before or after any other: whoever applies it asks the provider for the object as
 * it is now, or, where the provider cannot be asked, takes only what moves money forward. No transaction is open. What is
 * thrown is tried again later.
 */
public interface ProviderEvents {

    /** The name of the provider in our records: {@code stripe}. */
    String provider();

    Application apply(StoredEvent event);
}
