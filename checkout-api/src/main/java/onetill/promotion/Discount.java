package onetill.promotion;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one promotion takes off a basket.
 *
 * @param lines what of it each line gets, in the order of the lines; adds up with {@code deliveryMinor} to the amount
 * @param limited whether its uses are counted
 */
public record Discount(
        UUID promotionId,
        String name,
        @Nullable String code,
        long amountMinor,
        List<Long> lines,
        long deliveryMinor,
        boolean limited) {}
