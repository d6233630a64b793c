package onetill.money;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/**
 * An exact amount of one currency, counted in its minor unit: cents for EUR (exponent 2), yen for JPY (0), fils for
 * KWD (3). The exponents are those of ISO 4217, as the JDK knows them.
 */
public record Money(long minor, Currency currency) {

    public static Money of(long minor, String currency) {
        return new Money(minor, Currency.getInstance(currency));
    }

    /**
     * The smallest difference between two amounts that can be charged, in minor units: 10 where the currency has three decimals,
     * for the networks of cards take no finer amounts (https://docs.stripe.com/currencies#three-decimal), 1 elsewhere.
     */
    public static long step(Currency currency) {
        return currency.getDefaultFractionDigits() == 3 ? 10 : 1;
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** @throws ArithmeticException when the sum leaves the range of a long */
    public Money plus(Money other) {
        return new Money(Math.addExact(minor, inSameCurrency(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, inSameCurrency(other).minor), currency);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(minor, factor), currency);
    }

    public boolean isNegative() {
        return minor < 0;
    }

    public boolean isLessThan(Money other) {
        return minor < inSameCurrency(other).minor;
    }

    /** Splits without losing a cent: 1.00 in three parts is 0.34, 0.33, 0.33. */
    public List<Money> split(int parts) {
        if (parts < 1) throw new IllegalArgumentException("money is split in at least one part, not " + parts);
        var share = minor / parts;
        var rest = minor % parts;
        var result = new ArrayList<Money>(parts);
        for (var i = 0; i < parts; i++) {
            result.add(new Money(share + (i < Math.abs(rest) ? Long.signum(rest) : 0), currency));
        }
        return result;
    }

    /** The amount in major units, for people and for provider protocols that want decimals. */
    public BigDecimal major() {
        return BigDecimal.valueOf(minor, Math.max(0, currency.getDefaultFractionDigits()));
    }

    /** The amount as people of this locale write it: 22.70 euros are "€22.70" in English and "22,70 €" in German. */
    public String format(Locale locale) {
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        var digits = Math.max(0, currency.getDefaultFractionDigits());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(major());
    }

    private Money inSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("%s and %s cannot be mixed".formatted(currency, other.currency));
        }
        return other;
    }
}
