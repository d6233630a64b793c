package onetill.session;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import onetill.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** What somebody wants, by sku or by barcode. Never with a price: prices are ours. */
public record LineChoice(
        @Nullable @Size(max = 100) String sku,
        @Nullable @Size(max = 100) String barcode,

        @Nullable @Min(value = 1, message = "must be at least 1") @Max(value = 9999, message = "must be at most 9999")
        Integer quantity) {

    long count() {
        return quantity == null ? 1 : quantity;
    }

    String code() {
        var code = sku != null ? sku : barcode;
        if (code == null || code.isBlank()) {
            throw ProblemException.invalid("line_items", "each line item needs a sku or a barcode");
        }
        return code;
    }
}
