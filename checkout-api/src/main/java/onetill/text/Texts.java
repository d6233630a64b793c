package onetill.text;

import onetill.problem.ProblemException;
import onetill.problem.ProblemType;

/** What no text holds that we take. */
public final class Texts {

    private Texts() {}

    /**
     * Whether it can be written down: no half of a character, and no U+0000, which the database does not take.
     */
    public static boolean isWhole(String text) {
        for (var i = 0; i < text.length(); i++) {
            var here = text.charAt(i);
            if (here == 0 || Character.isLowSurrogate(here)) return false;
            if (Character.isHighSurrogate(here)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) return false;
            }
        }
        return true;
    }

    /**
     * @param where for people: the member or header that holds it
     * @param member its name alone, which tells whether it may hold long numbers
     * @throws ProblemException MALFORMED_REQUEST for what is no text, CARD_NUMBER_NOT_ALLOWED for the number of a card
     */
    public static void check(String where, String member, String text) {
        if (!isWhole(text)) {
            throw new ProblemException(
                            ProblemType.MALFORMED_REQUEST,
                            "%s holds U+0000 or half of a character, which no text does".formatted(where))
                    .with("field", where);
        }
        if (CardNumbers.isIn(member, text)) {
            throw new ProblemException(
                            ProblemType.CARD_NUMBER_NOT_ALLOWED,
                            "%s holds what looks like the number of a payment card; leave it out, and let the buyer type it into the provider's fields"
                                    .formatted(where))
                    .with("field", where);
        }
    }
}
