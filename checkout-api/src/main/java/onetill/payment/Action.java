package onetill.payment;

import org.jspecify.annotations.Nullable;

/**
 * What the buyer has to do before the money can move.
 *
 * @param readerState how the reader that waits is doing; null for what is no reader
 * @param type {@code redirect}: go to the URL and come back; {@code present_card}: the reader waits;
 *     {@code confirm_in_app}: the payment sheet waits
 */
public record Action(
        String type,
        @Nullable String url,
        @Nullable String reader,
        @Nullable ReaderState readerState) {

    public static Action redirect(String url) {
        return new Action("redirect", url, null, null);
    }

    public static Action presentCard(String reader) {
        return presentCard(reader, ReaderState.WAITING_FOR_CARD);
    }

    /** @param state waiting, or uncertain while the reader cannot be asked what it has seen */
    public static Action presentCard(String reader, ReaderState state) {
        return new Action("present_card", null, reader, state);
    }

    public static Action confirmInApp() {
        return new Action("confirm_in_app", null, null, null);
    }
}
