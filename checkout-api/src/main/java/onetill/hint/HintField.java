package onetill.hint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import onetill.ask.Step;

/**
 * Every field a page may tell of: those of the {@link onetill.ask.Asks asks}, the parts of an address each, and the code for a
 * discount. A closed list, so that nothing a buyer types can be taken for the name of a field.
 */
enum HintField {
    LINE_ITEMS("line_items", Step.STARTED),
    EMAIL("buyer.email", Step.CONTACT),
    PHONE("buyer.phone", Step.CONTACT),
    AGE("buyer.age", Step.CONTACT),
    VERIFICATION("buyer.verification", Step.CONTACT),
    OPTION("fulfillment.option", Step.DELIVERY),
    PICKUP_NAME("fulfillment.name", Step.DELIVERY),
    NAME("fulfillment.address.name", Step.DELIVERY),
    LINE1("fulfillment.address.line1", Step.DELIVERY),
    LINE2("fulfillment.address.line2", Step.DELIVERY),
    POSTAL_CODE("fulfillment.address.postal_code", Step.DELIVERY),
    CITY("fulfillment.address.city", Step.DELIVERY),
    REGION("fulfillment.address.region", Step.DELIVERY),
    COUNTRY("fulfillment.address.country", Step.DELIVERY),
    TERMS("consent.terms", Step.PAYMENT),
    WAIVER("consent.digital_waiver", Step.PAYMENT),
    DISCOUNT_CODE("discount_code", Step.PAYMENT),
    /** How to pay, and the button that does. */
    TENDER("payment.tender", Step.PAYMENT);

    private static final Map<String, HintField> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(HintField::stored, Function.identity()));

    private final String stored;
    private final Step step;

    HintField(String stored, Step step) {
        this.stored = stored;
        this.step = step;
    }

    static Optional<HintField> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static String names() {
        return Arrays.stream(values()).map(HintField::stored).collect(Collectors.joining(", "));
    }

    String stored() {
        return stored;
    }

    String step() {
        return step.name().toLowerCase(Locale.ROOT);
    }
}
