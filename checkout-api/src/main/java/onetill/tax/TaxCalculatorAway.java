package onetill.tax;

/** Whoever computes the taxes did not answer, or did not take the question. */
public class TaxCalculatorAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean forEverybody;

    /** @param forEverybody whether it is away, rather than unable to read what one merchant asked */
    public TaxCalculatorAway(String message, boolean forEverybody) {
        super(message);
        this.forEverybody = forEverybody;
    }

    boolean isForEverybody() {
        return forEverybody;
    }
}
