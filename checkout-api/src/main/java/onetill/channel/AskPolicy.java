package onetill.channel;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What the merchant wants to be asked in a channel, beyond what an order needs. Each of these costs buyers; none is asked by
 * default.
 *
 * @param terms where the terms are that a buyer has to agree to, such as {@code https://shop.example/terms/2026-11}; another
 *     address is other terms, which are agreed to anew; null when they are only shown
 * @param phoneForDelivery whether carriers need a number by which they reach the buyer
 * @param digitalWaiver whether buyers in the European Union have to agree that digital goods are delivered at once and that they
 *     thereby lose their right of withdrawal (Directive 2011/83/EU, article 16 m)
 */
public record AskPolicy(
        @Nullable
        @Size(max = 500)
        @Pattern(regexp = "https?://\\S+", message = "is the address of a page, with https://")
        String terms,

        @Nullable Boolean phoneForDelivery,
        @Nullable Boolean digitalWaiver) {

    public static final AskPolicy NONE = new AskPolicy(null, false, false);

    /** What is left out is not asked. */
    public AskPolicy {
        phoneForDelivery = Boolean.TRUE.equals(phoneForDelivery);
        digitalWaiver = Boolean.TRUE.equals(digitalWaiver);
    }

    public boolean wantsPhone() {
        return Boolean.TRUE.equals(phoneForDelivery);
    }

    public boolean wantsWaiver() {
        return Boolean.TRUE.equals(digitalWaiver);
    }
}
