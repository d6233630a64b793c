package onetill.export;

/** What a buyer has not agreed to does not leave. */
final class NotAgreed {

    private NotAgreed() {}

    static Written to(String purpose) {
        return new Written.Withheld("the buyer has not agreed to " + purpose);
    }
}
