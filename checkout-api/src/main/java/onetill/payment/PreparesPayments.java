package onetill.payment;

/** A provider whose payment can be created before the buyer has chosen a means, so that its id is known early. */
public interface PreparesPayments {

    /**
     * Creates the payment without confirming it. It cannot take money until {@link PaymentProvider#authorize} confirms it.
     *
     * @return {@link Outcome.ActionRequired} with the id, or unknown
     */
    Outcome prepare(Authorization authorization);

    /** What our pages need to draw the provider's own fields. */
    ClientConfig clientConfig();

    /**
     * What a page may know.
     *
     * @param scriptUrl the provider's script, which draws the card fields in a frame of its own
     * @param testMode whether no real money moves
     */
    record ClientConfig(String name, String publishableKey, String scriptUrl, boolean testMode) {}
}
