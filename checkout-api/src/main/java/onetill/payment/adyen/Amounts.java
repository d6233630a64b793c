package onetill.payment.adyen;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import onetill.money.Money;

/** Amounts as Adyen counts them: in minor units, of which four currencies have others than in ISO 4217. */
final class Amounts {

    private static final Map<String, Integer> OWN_EXPONENTS = Map.of("CLP", 2, "CVE", 0, "IDR", 0, "ISK", 2);

    private Amounts() {}

    /** @throws ArithmeticException when Adyen cannot express it, such as a tenth of a rupiah */
    static long value(Money money) {
        return money.major().movePointRight(exponent(money.currency())).longValueExact();
    }

    static Money money(long value, String code) {
        var currency = Currency.getInstance(code);
        var major = BigDecimal.valueOf(value, exponent(currency));
        return new Money(major.movePointRight(digits(currency)).longValueExact(), currency);
    }

    private static int exponent(Currency currency) {
        return OWN_EXPONENTS.getOrDefault(currency.getCurrencyCode(), digits(currency));
    }

    private static int digits(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }
}
