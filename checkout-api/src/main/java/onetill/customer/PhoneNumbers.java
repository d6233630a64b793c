package onetill.customer;

/** What is taken for a phone number, wherever somebody gives one. */
public final class PhoneNumbers {

    public static final String PATTERN = "\\+?[0-9 ().\\-/]{4,30}";
    public static final String HELP = "is not a phone number; write it like +49 30 123456";

    private PhoneNumbers() {}
}
