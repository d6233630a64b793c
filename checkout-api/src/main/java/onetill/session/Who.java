package onetill.session;

import onetill.customer.Customer;
import org.jspecify.annotations.Nullable;

/**
 * A customer, and by what the buyer has proven to be them.
 *
 * @param provenBy {@code email}, {@code sms}, {@code device}, {@code passkey}, {@code fact}, {@code server}; null for somebody they may be
 */
record Who(Customer customer, @Nullable String provenBy) {

    /** Whoever holds the device: enough for what is kept, too little for what is saved to pay for a new place. */
    static final String DEVICE = "device";

    static final String PASSKEY = "passkey";

    void enter(CheckoutSession session) {
        if (provenBy == null) session.match(customer.id());
        else session.recognize(customer, provenBy);
    }
}
