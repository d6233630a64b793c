package onetill.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import onetill.money.Money;
import onetill.money.Shares;
import onetill.pricing.Totals.LineTotal;
import onetill.tax.TaxAnswer;
import onetill.tax.TaxRules;
import onetill.tax.Taxes;
import org.jspecify.annotations.Nullable;

/** From priced lines to totals. Whatever the rules of tax, lines, delivery and tax add up to the total. */
public final class Pricing {

    private Pricing() {}

    /**
     * A number of equal units with the price of one and its rate of tax.
     *
     * @param discountMinor what is taken off all of them together
     */
    public record Line(Money unitPrice, long quantity, BigDecimal taxPercent, long discountMinor) {
        public Line(Money unitPrice, long quantity, BigDecimal taxPercent) {
            this(unitPrice, quantity, taxPercent, 0);
        }

        public Money total() {
            return unitPrice.times(quantity).minus(new Money(discountMinor, unitPrice.currency()));
        }
    }

    /** Something that is taxed at one rate: a line, or delivery, or a part of it. */
    private static final class Taxed {
        private final long minor;
        private final BigDecimal percent;
        private long tax;

        private Taxed(long minor, BigDecimal percent) {
            this.minor = minor;
            this.percent = percent;
        }
    }

    /**
     * The totals of these lines.
     *
     * @param fulfillment what delivery costs. It is taxed at the highest rate of the lines, for goods and their delivery are one
     *     supply in EU VAT and the highest rate never states too little, or in proportion to them
     * @param fulfillmentDiscountMinor what is taken off delivery
     */
    public static Totals of(
            List<Line> lines, Money fulfillment, long fulfillmentDiscountMinor, TaxRules rules, Currency currency) {
        return of(lines, fulfillment, fulfillmentDiscountMinor, rules, null, currency);
    }

    /**
     * The totals of these lines.
     *
     * @param answer what somebody else has computed of the lines and delivery; null for the rates of the lines
     */
    public static Totals of(
            List<Line> lines,
            Money fulfillment,
            long fulfillmentDiscountMinor,
            TaxRules rules,
            @Nullable TaxAnswer answer,
            Currency currency) {
        var goods = lines.stream()
                .map(it -> new Taxed(it.total().minor(), it.taxPercent()))
                .toList();
        var delivered = fulfillment.minor() - fulfillmentDiscountMinor;
        var delivery =
                answer == null ? delivery(goods, delivered, rules) : List.of(new Taxed(delivered, BigDecimal.ZERO));
        var all = new ArrayList<>(goods);
        all.addAll(delivery);
        var taxes = answer == null
                ? new Taxes(rules.included(), rules.reason(), tax(all, rules, Money.step(currency)))
                : taken(all, answer);
        var priced = new ArrayList<LineTotal>();
        var subtotal = 0L;
        var discount = fulfillmentDiscountMinor;
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            priced.add(new LineTotal(line.total(), new Money(goods.get(i).tax, currency)));
            subtotal = Math.addExact(
                    subtotal, line.unitPrice().times(line.quantity()).minor());
            discount = Math.addExact(discount, line.discountMinor());
        }
        var tax = all.stream().mapToLong(it -> it.tax).sum();
        var total = Math.addExact(subtotal - discount, fulfillment.minor()) + (rules.included() ? 0 : tax);
        return new Totals(
                List.copyOf(priced),
                new Money(subtotal, currency),
                new Money(discount, currency),
                fulfillment,
                new Money(tax, currency),
                taxes,
                new Money(total, currency));
    }

    /** Sets the tax of each as somebody else has computed it: the lines, then delivery. */
    private static Taxes taken(List<Taxed> all, TaxAnswer answer) {
        for (var i = 0; i < answer.lines().size(); i++) {
            all.get(i).tax = answer.lines().get(i).taxMinor();
        }
        all.get(all.size() - 1).tax = answer.deliveryTaxMinor();
        return answer.taxes();
    }

    private static List<Taxed> delivery(List<Taxed> goods, long minor, TaxRules rules) {
        if (minor == 0) return List.of();
        var weights = goods.stream().mapToLong(it -> it.minor).toArray();
        var sum = goods.stream().mapToLong(it -> it.minor).sum();
        if (!rules.proportionalDelivery() || sum == 0) {
            var highest = goods.stream().map(it -> it.percent).max(BigDecimal::compareTo);
            return List.of(new Taxed(minor, highest.orElse(BigDecimal.ZERO)));
        }
        var shares = Shares.of(minor, weights);
        var parts = new ArrayList<Taxed>();
        for (var i = 0; i < shares.length; i++) {
            if (shares[i] != 0) parts.add(new Taxed(shares[i], goods.get(i).percent));
        }
        return parts;
    }

    /** Sets the tax of each, and answers the parts by rate. */
    private static List<Taxes.Part> tax(List<Taxed> all, TaxRules rules, long step) {
        var byRate = new TreeMap<BigDecimal, List<Taxed>>();
        for (var each : all) {
            byRate.computeIfAbsent(each.percent, it -> new ArrayList<>()).add(each);
        }
        var parts = new ArrayList<Taxes.Part>();
        byRate.forEach((percent, taxed) -> {
            if (rules.perTotal()) roundedOnce(taxed, percent, rules, step);
            else taxed.forEach(it -> it.tax = of(it.minor, percent, rules, step));
            var amount = taxed.stream().mapToLong(it -> it.minor).sum();
            var tax = taxed.stream().mapToLong(it -> it.tax).sum();
            parts.add(new Taxes.Part(percent, rules.included() ? amount - tax : amount, tax));
        });
        return List.copyOf(parts);
    }

    private static void roundedOnce(List<Taxed> taxed, BigDecimal percent, TaxRules rules, long step) {
        var weights = taxed.stream().mapToLong(it -> it.minor).toArray();
        var sum = taxed.stream().mapToLong(it -> it.minor).sum();
        var shares = Shares.of(of(sum, percent, rules, step), weights);
        for (var i = 0; i < shares.length; i++) taxed.get(i).tax = shares[i];
    }

    private static long of(long minor, BigDecimal percent, TaxRules rules, long step) {
        return rules.included() ? Shares.inside(minor, percent, step) : Shares.percent(minor, percent, step);
    }

    /** What is left of a price with tax when nobody owes us the tax. */
    public static Money without(Money price, BigDecimal percent) {
        return new Money(
                price.minor() - Shares.inside(price.minor(), percent, Money.step(price.currency())), price.currency());
    }
}
