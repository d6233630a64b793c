package onetill.payment;

/** What a card reader is doing, in words for who stands beside it. */
public enum ReaderState {
    IDLE("The reader is free."),
    WAITING_FOR_CARD("The reader shows the amount and waits for the card."),
    BUSY("The reader is busy with another sale. Finish that one or take it back first."),
    OFFLINE("The reader is not connected. Check its power and network; nothing is charged meanwhile."),
    UNCERTAIN(
            "It is not known whether a card was accepted. Do not take the payment a second time: the server asks before "
                    + "another charge is possible.");

    private final String text;

    ReaderState(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
