package onetill.tax;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * The tax of a basket.
 *
 * @param lines of each line, in the order of the question
 * @param deliveryTaxMinor of delivery
 * @param taxes by rate, with whatever the calculation is called where it was made
 * @param validUntil when it has to be asked anew
 */
public record TaxAnswer(List<Line> lines, long deliveryTaxMinor, Taxes taxes, OffsetDateTime validUntil) {

    /** @param percent all rates on the line together */
    public record Line(long taxMinor, BigDecimal percent) {}
}
