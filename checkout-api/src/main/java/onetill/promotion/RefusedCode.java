package onetill.promotion;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A code that changes nothing, and why.
 *
 * @param missingMinor what is missing to the minimum, in the minor unit
 * @param missingQuantity how many are missing
 */
public record RefusedCode(
        String code,
        Reason reason,
        String text,
        @Nullable Long missingMinor,
        @Nullable Long missingQuantity) {

    /** Why a code does not apply. */
    public enum Reason {
        UNKNOWN("There is no such code."),
        NOT_STARTED("This code is not valid yet."),
        ENDED("This code is no longer valid."),
        NOT_HERE("This code is not for this channel or currency."),
        NOT_FOR_YOU("This code is for other customers."),
        NOTHING_MATCHES("Nothing in the basket is part of this offer."),
        MINIMUM_NOT_REACHED("The basket does not reach the minimum of this offer yet."),
        USED_UP("This code has been used up."),
        USED_BEFORE("You have used this code before."),
        BETTER_OFFER("Another offer, which cannot be combined with this code, saves more.");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static RefusedCode of(String code, Reason reason) {
        return new RefusedCode(code, reason, reason.text, null, null);
    }

    static RefusedCode missing(String code, @Nullable Long minor, @Nullable Long quantity) {
        return new RefusedCode(code, Reason.MINIMUM_NOT_REACHED, Reason.MINIMUM_NOT_REACHED.text, minor, quantity);
    }
}
