package onetill.payment.inbox;

/**
 * What became of an event when it was applied.
 *
 * @param why for people: empty when applied
 */
public record Application(Result result, String why) {

    public enum Result {
        /** Our books now say what the provider says. */
        APPLIED,
        /** It is not about anything of ours, and never will be. */
        IGNORED,
        /** It may be about something we are about to write down: to be looked at again. */
        PARKED
    }

    public static Application applied() {
        return new Application(Result.APPLIED, "");
    }

    public static Application ignored(String why) {
        return new Application(Result.IGNORED, why);
    }

    public static Application parked(String why) {
        return new Application(Result.PARKED, why);
    }
}
