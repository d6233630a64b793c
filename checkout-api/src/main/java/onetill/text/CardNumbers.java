package onetill.text;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds numbers of payment cards where people and programs write them by mistake. Whether one is meant nobody can know, so all of this
 * has to fit: a length and a first digits that a card brand gives out, its check digit, and its digits together or in groups as they are
 * printed on cards. Of ten other numbers of that length and beginning, nine are let through by the check digit.
 */
public final class CardNumbers {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final int SMALLEST_GROUP = 3;

    /** Of several: an id may be three groups of digits by chance, but its first has eight. */
    private static final int LARGEST_GROUP = 6;

    private static final int EAN = 13;

    /** Digits in groups; what begins with a plus is a phone number, and what hangs together with letters is an id of somebody's. */
    private static final Pattern GROUPS =
            Pattern.compile("(?<![\\p{L}\\d_+])\\d+(?:[ \\u00a0.\\-]\\d+)*(?![\\p{L}\\d_])");

    /**
     * Members that are a long number by their nature, and may by chance look like a card: codes of goods, the number in a loyalty
     * programme, what an app store calls a purchase, and Meta a pixel.
     */
    private static final Set<String> LONG_NUMBERS =
            Set.of("sku", "barcode", "barcodes", "loyalty_id", "transaction_id", "pixel_id");

    /** Members that are a phone number: fifteen digits at most (E.164), and who writes so many begins with a plus. */
    private static final Set<String> PHONE_NUMBERS =
            Set.of("phone", "number", "caller_number", "called_number", "send_to");

    private static final int TOO_LONG_WITHOUT_PLUS = 15;

    private CardNumbers() {}

    public static boolean isIn(String text) {
        return isIn(text, SHORTEST);
    }

    /** Whether a member of that name holds what it should not. */
    public static boolean isIn(String member, String text) {
        if (LONG_NUMBERS.contains(member)) return false;
        return isIn(text, PHONE_NUMBERS.contains(member) ? TOO_LONG_WITHOUT_PLUS : SHORTEST);
    }

    private static boolean isIn(String text, int shortest) {
        if (text.length() < shortest) return false;
        var found = GROUPS.matcher(text);
        while (found.find()) {
            if (isAmong(List.of(found.group().split("[ \\u00a0.\\-]")), shortest)) return true;
        }
        return false;
    }

    /** A card may stand between other numbers, such as its month of expiry and the code on its back. */
    private static boolean isAmong(List<String> groups, int shortest) {
        for (var from = 0; from < groups.size(); from++) {
            var digits = new StringBuilder();
            if (groups.get(from).length() >= shortest && isCard(groups.get(from))) return true;
            for (var group : groups.subList(from, groups.size())) {
                if (group.length() < SMALLEST_GROUP || group.length() > LARGEST_GROUP) break;
                digits.append(group);
                if (digits.length() > LONGEST) break;
                if (digits.length() >= shortest && isCard(digits.toString())) return true;
            }
        }
        return false;
    }

    private static boolean isCard(String digits) {
        return digits.length() <= LONGEST && isOfBrand(digits) && fitsCheckDigit(digits) && !isEan(digits);
    }

    /** By ISO/IEC 7812, of the brands that are taken somewhere in the world. */
    private static boolean isOfBrand(String digits) {
        var length = digits.length();
        var two = Integer.parseInt(digits.substring(0, 2));
        var three = Integer.parseInt(digits.substring(0, 3));
        var four = Integer.parseInt(digits.substring(0, 4));
        return switch (length) {
            case 13 -> two / 10 == 4;
            case 14 -> isDiners(two, three);
            case 15 -> two == 34 || two == 37;
            case 16 -> two / 10 == 4 || isMastercard(two, four) || isLong(two, three, four);
            default -> length == LONGEST && two / 10 == 4 || isLong(two, three, four);
        };
    }

    private static boolean isMastercard(int two, int four) {
        return two >= 51 && two <= 55 || four >= 2221 && four <= 2720;
    }

    private static boolean isDiners(int two, int three) {
        return three >= 300 && three <= 305 || two == 36 || two == 38 || two == 39;
    }

    /** Discover, JCB, UnionPay, Maestro and Diners, which give out 16 to 19 digits. */
    private static boolean isLong(int two, int three, int four) {
        return four == 6011
                || three >= 644 && three <= 649
                || two == 65
                || four >= 3528 && four <= 3589
                || two == 62
                || two == 81
                || two == 36
                || Set.of(5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763).contains(four);
    }

    private static boolean fitsCheckDigit(String digits) {
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            var weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    /** German goods have thirteen digits that begin with 4, as the oldest cards had; nobody has such a card any more. */
    private static boolean isEan(String digits) {
        if (digits.length() != EAN) return false;
        var sum = 0;
        for (var i = 0; i < EAN; i++) sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        return sum % 10 == 0;
    }
}
