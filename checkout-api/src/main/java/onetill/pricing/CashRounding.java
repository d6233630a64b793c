package onetill.pricing;

import java.util.Map;
import onetill.money.Money;

/**
 * What coins can pay. Where the smallest coins are gone, the part of a sale that is paid in cash is rounded to the
 * nearest amount that coins can make, and halves upwards; cards always pay the exact amount.
 */
public final class CashRounding {

    /** The smallest amount coins can make, by country and currency, in minor units; as central banks publish them. */
    private static final Map<String, Long> SMALLEST = Map.ofEntries(
            Map.entry("AU:AUD", 5L),
            Map.entry("BE:EUR", 5L),
            Map.entry("CA:CAD", 5L),
            Map.entry("CH:CHF", 5L),
            Map.entry("CZ:CZK", 100L),
            Map.entry("DK:DKK", 50L),
            Map.entry("EE:EUR", 5L),
            Map.entry("FI:EUR", 5L),
            Map.entry("HU:HUF", 500L),
            Map.entry("IE:EUR", 5L),
            Map.entry("IL:ILS", 10L),
            Map.entry("IT:EUR", 5L),
            Map.entry("LI:CHF", 5L),
            Map.entry("LT:EUR", 5L),
            Map.entry("MY:MYR", 5L),
            Map.entry("NL:EUR", 5L),
            Map.entry("NO:NOK", 100L),
            Map.entry("NZ:NZD", 10L),
            Map.entry("SE:SEK", 100L),
            Map.entry("SG:SGD", 5L),
            Map.entry("SK:EUR", 5L),
            Map.entry("ZA:ZAR", 10L));

    private CashRounding() {}

    /**
     * The smallest amount coins can make there, in minor units.
     *
     * @param country ISO 3166-1 alpha-2
     */
    public static long smallest(String country, String currency) {
        return SMALLEST.getOrDefault(country + ":" + currency, 1L);
    }

    /** The nearest amount that coins of this smallest size can make; exactly in the middle, the higher one. */
    public static Money round(Money amount, long smallestMinor) {
        return new Money(round(amount.minor(), smallestMinor), amount.currency());
    }

    /** The same, in minor units. */
    public static long round(long minor, long smallestMinor) {
        var rest = Math.floorMod(minor, smallestMinor);
        var down = minor - rest;
        return rest * 2 >= smallestMinor && rest > 0 ? down + smallestMinor : down;
    }
}
