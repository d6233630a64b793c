package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which amounts Stripe takes: in minor units, not too small, not too large. */
final class Amounts {

    private static final Set<String> THREE_DECIMALS = Set.of("bhd", "jod", "kwd", "omr", "tnd");
    private static final long LARGEST = 99_999_999;

    /** Stripe's table of smallest amounts; what is not in it is about half a dollar, and is not checked here. */
    private static final Map<String, Long> SMALLEST = Map.ofEntries(
            Map.entry("usd", 50L),
            Map.entry("aed", 200L),
            Map.entry("aud", 50L),
            Map.entry("brl", 50L),
            Map.entry("cad", 50L),
            Map.entry("chf", 50L),
            Map.entry("czk", 1500L),
            Map.entry("dkk", 250L),
            Map.entry("eur", 50L),
            Map.entry("gbp", 30L),
            Map.entry("hkd", 400L),
            Map.entry("huf", 17500L),
            Map.entry("inr", 50L),
            Map.entry("jpy", 50L),
            Map.entry("mxn", 1000L),
            Map.entry("myr", 200L),
            Map.entry("nok", 300L),
            Map.entry("nzd", 50L),
            Map.entry("pln", 200L),
            Map.entry("ron", 200L),
            Map.entry("sek", 300L),
            Map.entry("sgd", 50L),
            Map.entry("thb", 1000L));

    private Amounts() {}

    static String currency(ObjectNode params) {
        var currency = Nodes.text(params, "currency").toLowerCase(Locale.ROOT);
        if (currency.matches("[a-z]{3}")) return currency;
        throw Rejection.invalid("", "currency", "Invalid currency: " + currency);
    }

    static void check(long amount, String currency) {
        if (amount < 1) {
            throw Rejection.invalid(
                    "parameter_invalid_integer", "amount", "This value must be greater than or equal to 1.");
        }
        if (amount > LARGEST) {
            throw Rejection.invalid("amount_too_large", "amount", "Amount must be no more than 99999999 minor units.");
        }
        if (THREE_DECIMALS.contains(currency) && amount % 10 != 0) {
            throw Rejection.invalid(
                    "parameter_invalid_integer",
                    "amount",
                    "The last digit of an amount in a three-decimal currency must be 0.");
        }
        var smallest = SMALLEST.getOrDefault(currency, 1L);
        if (amount < smallest) {
            throw Rejection.invalid(
                    "amount_too_small",
                    "amount",
                    "Amount must be at least %d %s in minor units.".formatted(smallest, currency));
        }
    }
}
