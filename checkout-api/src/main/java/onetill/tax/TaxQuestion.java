package onetill.tax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A basket as somebody who computes taxes has to know it. Equal questions have equal answers for a while.
 *
 * @param currency ISO 4217
 * @param included whether the amounts include the tax
 * @param country where the goods go, ISO 3166-1 alpha-2; the rest of the address is empty as long as nobody said it
 * @param vatId of a business in the European Union
 * @param deliveryMinor what delivery costs after discounts
 */
public record TaxQuestion(
        String currency,
        boolean included,
        String country,
        String region,
        String postalCode,
        String city,
        String street,
        @Nullable String vatId,
        List<Item> items,
        long deliveryMinor) {

    /**
     * One line.
     *
     * @param taxCategory as items have it
     * @param amountMinor of all of it, after discounts
     */
    public record Item(String sku, String taxCategory, boolean digital, long quantity, long amountMinor) {}
}
