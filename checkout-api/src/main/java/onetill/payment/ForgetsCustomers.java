package onetill.payment;

/** A provider that knows customers by names of its own, and can forget them. */
public interface ForgetsCustomers {

    /** Its name in our records: {@code stripe}. */
    String name();

    /** Deletes what the provider has of a customer. @return whether it surely has nothing any more */
    boolean forgetCustomer(String customerRef);
}
