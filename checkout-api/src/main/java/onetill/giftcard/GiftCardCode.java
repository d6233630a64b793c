package onetill.giftcard;

import java.util.Locale;
import java.util.UUID;
import onetill.problem.ProblemException;
import onetill.runtime.Secrets;

/**
 * The code of a gift card: 15 characters of chance, which are 75 bits, and one that shows typing mistakes. Letters that
 * look like digits are not in it, and are understood as those digits when somebody types them.
 *
 * @param characters the 16 characters, without anything between them
 */
public record GiftCardCode(String characters) {

    static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 16;
    private static final int GROUP = 4;
    private static final int FIVE_BITS = 31;
    private static final int HIGHEST_BIT = 16;
    private static final int REDUCTION = 0b00101;

    static GiftCardCode fresh(Secrets secrets) {
        var chance = secrets.fresh(LENGTH - 1, ALPHABET);
        return new GiftCardCode(chance + ALPHABET.charAt(timesX(sum(chance))));
    }

    /**
     * What somebody typed: in any case, with spaces and dashes.
     *
     * @throws ProblemException VALIDATION_FAILED for what cannot be a code; that says nothing about any card
     */
    public static GiftCardCode typed(String text) {
        var plain = text.replaceAll("[\\s\\p{Pd}]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        var fits = plain.length() == LENGTH && plain.chars().allMatch(it -> ALPHABET.indexOf(it) >= 0);
        if (!fits || sum(plain) != 0) {
            throw ProblemException.invalid("code", "this is not a gift card's code; look for a typing mistake");
        }
        return new GiftCardCode(plain);
    }

    /** In groups of four, as it is printed. */
    public String printed() {
        return String.join("-", characters.split("(?<=\\G.{%d})".formatted(GROUP)));
    }

    String last4() {
        return characters.substring(LENGTH - GROUP);
    }

    /** As it is stored. The merchant is in it, so that a table of guesses serves for one merchant at most. */
    public String hash(UUID merchantId) {
        return Secrets.hash("gift_card:" + merchantId + ":" + characters);
    }

    /**
     * A polynomial over the field of 32 elements, at its generator: a single wrong character or two that changed places
     * never leave it zero.
     */
    private static int sum(String characters) {
        var sum = 0;
        for (var i = 0; i < characters.length(); i++) {
            sum = timesX(sum) ^ ALPHABET.indexOf(characters.charAt(i));
        }
        return sum;
    }

    private static int timesX(int element) {
        var shifted = (element << 1) & FIVE_BITS;
        return (element & HIGHEST_BIT) == 0 ? shifted : shifted ^ REDUCTION;
    }

    /** Never the code itself: this may end up in a log. */
    @Override
    public String toString() {
        return "gift card ending in " + last4();
    }
}
