package onetill.payment;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A provider that keeps means of payment for later, when the customer is not there. No method throws for what it can answer. */
public interface KeepsTenders {

    /** Its name in our records: {@code stripe}. */
    String name();

    /** Makes the provider know a customer, and answers how it names them. */
    String customer(@Nullable String email, @Nullable String name, String key);

    /** Begins to keep, or repeats the beginning under its key. */
    Keeping keep(Setup setup);

    /** How it stands now. */
    Keeping lookUp(Setup setup);

    /** Lets go of a tender. @return whether the provider surely has it no more */
    boolean forget(String methodRef);

    /** What is known of a tender now; empty when the provider has let go of it. */
    Optional<Kept> read(String methodRef);

    /**
     * One wish to keep a tender, complete enough to be repeated word for word.
     *
     * @param methodRef what a server already has of the provider; null when the provider's fields in a page or app ask
     * @param returnUrl where a buyer comes back to from the bank
     * @param providerRef the provider's object, once it is known
     */
    record Setup(
            UUID merchantId,
            UUID setupId,
            String customerRef,
            @Nullable String methodRef,
            String returnUrl,
            @Nullable String providerRef) {

        /** The idempotency key of one operation: stored with the setup, before the call. */
        public String key(String operation) {
            return merchantId + ":" + setupId + ":" + operation;
        }
    }

    /** Where it stands. */
    enum State {
        REQUIRES_ACTION,
        KEPT,
        DECLINED,
        CANCELED,
        UNKNOWN
    }

    /**
     * How it stands.
     *
     * @param clientSecret for the provider's script, which asks the buyer; goes to the page or app and nowhere else
     * @param action the buyer has to go there
     * @param kept what is kept
     */
    record Keeping(
            State state,
            @Nullable String providerRef,
            @Nullable String clientSecret,
            @Nullable Action action,
            @Nullable Kept kept,
            @Nullable String declineCode) {

        public static Keeping unknown() {
            return new Keeping(State.UNKNOWN, null, null, null, null, null);
        }
    }

    /**
     * A tender the provider keeps.
     *
     * @param methodRef its reference, never a card number
     * @param type {@code card}
     * @param label what people recognize it by: "Visa ending in 4242"
     */
    record Kept(
            String methodRef,
            String type,
            String label,
            @Nullable String brand,
            @Nullable String last4,
            @Nullable Integer expMonth,
            @Nullable Integer expYear) {}
}
