package onetill.ask;

/** Where in the flow a buyer is; the same five in every channel. */
public enum Step {
    STARTED,
    CONTACT,
    DELIVERY,
    PAYMENT,
    PAID
}
