package onetill.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import onetill.catalog.CatalogResource.PutItem;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/** What may be wrong with one item that somebody sends. */
@ApplicationScoped
class ItemCheck {

    @Inject
    Validator validator;

    /** All of it, for items that did not come as the body of a call; null when it is right. */
    @Nullable
    String fully(PutItem item) {
        var broken = validator.validate(item).stream()
                .map(it -> snake(it.getPropertyPath().toString()) + " " + it.getMessage())
                .sorted()
                .findFirst();
        return broken.orElseGet(() -> meaning(item));
    }

    /** What its form does not tell; null when it is right. */
    static @Nullable String meaning(PutItem item) {
        for (var barcode : item.barcodes() == null ? List.<String>of() : item.barcodes()) {
            if (Barcodes.isMistyped(barcode)) return "the check digit of %s is wrong".formatted(barcode);
        }
        if (item.fees() != null && item.fees().containsKey(item.sku())) return "an item is not its own fee";
        for (var currency : item.prices().keySet()) {
            try {
                var step = Money.step(Currency.getInstance(currency));
                if (item.prices().get(currency) % step != 0) {
                    return "prices in %s end in 0, cards are charged no finer".formatted(currency);
                }
            } catch (IllegalArgumentException e) {
                return "there is no currency " + currency;
            }
        }
        return null;
    }

    private static String snake(String path) {
        return path.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
