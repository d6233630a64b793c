package onetill.payment;

import org.jspecify.annotations.Nullable;

/**
 * What the buyer has to do before the money can move.
 *
 * @param type {@code redirect}: go to the URL and come back; {@code present_card}: the reader waits;
 *     {@code confirm_in_app}: the payment sheet waits
 */
public record Action(
        String type, @Nullable String url, @Nullable String reader) {

    public static Action redirect(String url) {
        return new Action("redirect", url, null);
    }

    public static Action presentCard(String reader) {
        return new Action("present_card", null, reader);
    }

    public static Action confirmInApp() {
        return new Action("confirm_in_app", null, null);
    }
}
