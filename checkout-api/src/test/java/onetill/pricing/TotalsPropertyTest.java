package onetill.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import onetill.money.Money;
import onetill.promotion.Discounts;
import onetill.promotion.Promotion;
import onetill.promotion.PromotionKind;
import onetill.tax.TaxRules;

/** Whatever is bought, promoted and taxed: the parts are the whole, in currencies with no, two and three decimals. */
class TotalsPropertyTest {

    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-23T12:00:00Z");

    record Goods(String sku, String category, long priceMinor, long quantity, BigDecimal taxPercent) {}

    record Basket(List<Goods> goods, long deliveryMinor, List<Promotion> promotions, TaxRules rules, String currency) {}

    @Property(tries = 2_000)
    void lines_delivery_and_tax_are_the_total(@ForAll("baskets") Basket basket) {
        var currency = Currency.getInstance(basket.currency());
        var discounts = discounts(basket);
        var lines = new ArrayList<Pricing.Line>();
        for (var goods : basket.goods()) {
            lines.add(new Pricing.Line(
                    new Money(goods.priceMinor(), currency),
                    goods.quantity(),
                    goods.taxPercent(),
                    discounts.ofLine(lines.size())));
        }

        var totals = Pricing.of(
                lines, new Money(basket.deliveryMinor(), currency), discounts.ofDelivery(), basket.rules(), currency);

        var ofLines =
                totals.lines().stream().mapToLong(it -> it.total().minor()).sum();
        var onTop = basket.rules().included() ? 0 : totals.tax().minor();
        var delivery = basket.deliveryMinor() - discounts.ofDelivery();
        assertThat(totals.total().minor()).isEqualTo(ofLines + delivery + onTop);
        assertThat(totals.total().minor())
                .isEqualTo(totals.subtotal().minor() - totals.discount().minor() + basket.deliveryMinor() + onTop);
        assertThat(totals.total().minor() % Money.step(currency))
                .as("can be charged")
                .isZero();
        assertThat(totals.lines())
                .allMatch(it -> it.total().minor() >= 0 && it.tax().minor() >= 0);
        var parts = totals.taxes().parts();
        assertThat(parts.stream().mapToLong(it -> it.taxMinor()).sum())
                .isEqualTo(totals.tax().minor());
        assertThat(parts.stream().mapToLong(it -> it.baseMinor()).sum())
                .isEqualTo(ofLines
                        + delivery
                        - (basket.rules().included() ? totals.tax().minor() : 0));
    }

    @Property(tries = 2_000)
    void a_discount_is_the_sum_of_what_lines_get_and_no_line_gets_more_than_it_costs(@ForAll("baskets") Basket basket) {
        var discounts = discounts(basket);

        for (var discount : discounts.applied()) {
            var given = discount.lines().stream().mapToLong(it -> it).sum() + discount.deliveryMinor();
            assertThat(given).isEqualTo(discount.amountMinor()).isPositive();
        }
        for (var i = 0; i < basket.goods().size(); i++) {
            var goods = basket.goods().get(i);
            assertThat(discounts.ofLine(i)).isBetween(0L, goods.priceMinor() * goods.quantity());
        }
        assertThat(discounts.ofDelivery()).isBetween(0L, basket.deliveryMinor());
        var standsAlone = basket.promotions().stream()
                .filter(it -> !it.combinable())
                .map(Promotion::promotionId)
                .toList();
        if (discounts.applied().size() > 1) {
            assertThat(discounts.applied()).noneMatch(it -> standsAlone.contains(it.promotionId()));
        }
    }

    private static Discounts.Result discounts(Basket basket) {
        var lines = basket.goods().stream()
                .map(it -> new Discounts.Line(it.sku(), it.category(), it.priceMinor(), it.quantity()))
                .toList();
        return Discounts.of(
                new Discounts.Basket(lines, basket.deliveryMinor(), basket.currency(), "web", List.of(), NOW),
                basket.promotions());
    }

    @Provide
    Arbitrary<Basket> baskets() {
        var currencies = Arbitraries.of("JPY", "EUR", "KWD");
        var flag = Arbitraries.of(true, false);
        var rules = Combinators.combine(flag, flag, flag)
                .as((included, perTotal, proportional) -> new TaxRules(included, perTotal, proportional, null));
        return currencies.flatMap(currency -> Combinators.combine(
                        goods(step(currency)).list().ofMinSize(1).ofMaxSize(12),
                        Arbitraries.longs().between(0, 999).map(it -> it * step(currency)),
                        promotions(currency).list().ofMaxSize(6),
                        rules)
                .as((goods, delivery, promotions, taxRules) ->
                        new Basket(numbered(goods), delivery, promotions, taxRules, currency)));
    }

    /** Each line is another item. */
    private static List<Goods> numbered(List<Goods> goods) {
        var numbered = new ArrayList<Goods>();
        for (var each : goods) {
            numbered.add(new Goods(
                    "SKU-" + numbered.size(), each.category(), each.priceMinor(), each.quantity(), each.taxPercent()));
        }
        return numbered;
    }

    private static long step(String currency) {
        return Money.step(Currency.getInstance(currency));
    }

    private static Arbitrary<Goods> goods(long step) {
        return Combinators.combine(
                        Arbitraries.of("Tea", "Pots", ""),
                        Arbitraries.longs().between(0, 500_000).map(it -> it * step),
                        Arbitraries.longs().between(1, 99),
                        Arbitraries.of("0", "5.5", "7", "8.875", "19", "20").map(BigDecimal::new))
                .as((category, price, quantity, percent) -> new Goods("", category, price, quantity, percent));
    }

    private static Arbitrary<Promotion> promotions(String currency) {
        return Combinators.combine(
                        Arbitraries.of(PromotionKind.values()),
                        Arbitraries.longs().between(1, 2_000_000),
                        Arbitraries.of("3", "10", "33.333", "50", "100").map(BigDecimal::new),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(
                                Promotion.Target.ALL,
                                new Promotion.Target("category", "Tea"),
                                new Promotion.Target("sku", "SKU-1")),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 3))
                .as((kind, amount, percent, count, target, combinable, priority) -> new Promotion(
                        UUID.randomUUID(),
                        kind.stored(),
                        null,
                        kind,
                        currency,
                        kind == PromotionKind.AMOUNT_OFF ? amount : null,
                        kind == PromotionKind.PERCENT_OFF || kind == PromotionKind.BUY_X_GET_Y ? percent : null,
                        kind == PromotionKind.BUY_X_GET_Y ? count : null,
                        kind == PromotionKind.BUY_X_GET_Y ? 1 : null,
                        kind == PromotionKind.TIERED
                                ? List.of(
                                        new Promotion.Tier(amount, null, percent, null),
                                        new Promotion.Tier(null, (long) count, null, amount))
                                : List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        combinable,
                        priority,
                        true,
                        null,
                        null,
                        0,
                        List.of(target),
                        0,
                        true));
    }
}
