package onetill.tax;

import org.jspecify.annotations.Nullable;

/**
 * How tax is computed in a channel.
 *
 * @param included whether prices include it
 * @param perTotal whether it is rounded once for each rate, rather than for each line
 * @param proportionalDelivery whether delivery is taxed in proportion to the goods, rather than at their highest rate
 * @param calculator who computes it; null for our own rates
 * @param reason why nothing is taxed; null usually
 */
public record TaxRules(
        boolean included,
        boolean perTotal,
        boolean proportionalDelivery,
        @Nullable String calculator,
        @Nullable String reason) {

    public TaxRules(boolean included, boolean perTotal, boolean proportionalDelivery, @Nullable String reason) {
        this(included, perTotal, proportionalDelivery, null, reason);
    }

    public static final TaxRules USUAL = new TaxRules(true, false, false, null, null);
}
