package onetill.tax;

/** Somebody else who computes taxes and keeps the record of what was sold. Asked only while no transaction is open. */
public interface TaxCalculator {

    /** As channels name it. */
    String name();

    /**
     * The tax of a basket.
     *
     * @throws TaxCalculatorAway when there was no answer
     */
    TaxAnswer calculate(TaxQuestion question);

    /**
     * What was calculated was sold.
     *
     * @param reference the order's, and the key under which this may be repeated
     * @return what the record is called there
     * @throws TaxCalculatorAway when there was no answer
     */
    String sold(String calculation, String reference);

    /**
     * A part of it was given back, tax included.
     *
     * @param record as {@link #sold} answered
     * @param reference the refund's, and the key under which this may be repeated
     * @return what this record is called there
     * @throws TaxCalculatorAway when there was no answer
     */
    String givenBack(String record, String reference, long amountMinor);
}
