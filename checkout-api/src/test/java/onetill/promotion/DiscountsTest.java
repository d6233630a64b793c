package onetill.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import onetill.money.Money;
import onetill.pricing.Pricing;
import onetill.promotion.Discounts.Basket;
import onetill.promotion.Discounts.Line;
import onetill.promotion.Promotion.Target;
import onetill.promotion.Promotion.Tier;
import onetill.promotion.RefusedCode.Reason;
import onetill.tax.TaxRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscountsTest {

    private static final OffsetDateTime NOW = OffsetDateTime.of(2026, 11, 23, 12, 0, 0, 0, ZoneOffset.UTC);
    private static final Line TEA = new Line("TEA", "tea", 890, 2);
    private static final Line POT = new Line("POT", "pots", 4900, 1);
    private static final Line CUP = new Line("CUP", "pots", 1200, 3);

    /** A promotion of which only what matters is said. */
    private static final class Built {
        private final PromotionKind kind;
        private String code;
        private Long amount;
        private BigDecimal percent;
        private Integer buy;
        private Integer get;
        private List<Tier> tiers = List.of();
        private List<Target> targets = List.of(Target.ALL);
        private Long minSubtotal;
        private Long minQuantity;
        private List<String> channels;
        private OffsetDateTime starts;
        private OffsetDateTime ends;
        private boolean combinable = true;
        private int priority = 100;
        private Long limit;
        private Long perCustomer;
        private long used;
        private long usedByCustomer;
        private boolean forThisCustomer = true;

        private Built(PromotionKind kind) {
            this.kind = kind;
        }

        private Promotion promotion() {
            return new Promotion(
                    UUID.randomUUID(),
                    kind.stored(),
                    code,
                    kind,
                    "EUR",
                    amount,
                    percent,
                    buy,
                    get,
                    tiers,
                    minSubtotal,
                    minQuantity,
                    channels,
                    null,
                    starts,
                    ends,
                    combinable,
                    priority,
                    true,
                    limit,
                    perCustomer,
                    used,
                    targets,
                    usedByCustomer,
                    forThisCustomer);
        }
    }

    private static Built percent(int percent) {
        var built = new Built(PromotionKind.PERCENT_OFF);
        built.percent = new BigDecimal(percent);
        return built;
    }

    private static Built amount(long minor) {
        var built = new Built(PromotionKind.AMOUNT_OFF);
        built.amount = minor;
        return built;
    }

    private static Built groups(int buy, int get) {
        var built = new Built(PromotionKind.BUY_X_GET_Y);
        built.buy = buy;
        built.get = get;
        return built;
    }

    private static Discounts.Result of(List<Line> lines, List<String> codes, Built... promotions) {
        return Discounts.of(
                new Basket(lines, 490, "EUR", "web", codes, NOW),
                List.of(promotions).stream().map(Built::promotion).toList());
    }

    @Test
    void a_percentage_is_taken_off_each_line_it_is_about() {
        var ten = percent(10);
        ten.targets = List.of(new Target("category", "pots"));

        var result = of(List.of(TEA, POT, CUP), List.of(), ten);

        assertThat(result.applied().get(0).lines()).containsExactly(0L, 490L, 360L);
        assertThat(result.total()).isEqualTo(850);
    }

    @Test
    void an_amount_is_spread_to_the_cent() {
        var result = of(List.of(TEA, POT, CUP), List.of(), amount(1000));

        assertThat(result.applied().get(0).lines()).containsExactly(173L, 477L, 350L);
        assertThat(result.total()).isEqualTo(1000);
    }

    @Test
    void an_amount_is_never_more_than_what_it_is_about() {
        var tea = amount(5000);
        tea.targets = List.of(new Target("sku", "TEA"));

        assertThat(of(List.of(TEA, POT), List.of(), tea).applied().get(0).lines())
                .containsExactly(1780L, 0L);
    }

    @ParameterizedTest(name = "buy {0} get {1}: of {2} units {3} are free")
    @CsvSource({"2, 1, 2, 0", "2, 1, 3, 1", "2, 1, 5, 1", "2, 1, 6, 2", "1, 1, 7, 3", "3, 2, 11, 4"})
    void of_each_whole_group_the_cheapest_are_free(int buy, int get, long units, long free) {
        var result = of(List.of(new Line("X", "", 100, units)), List.of(), groups(buy, get));

        assertThat(result.total()).isEqualTo(free * 100);
    }

    @Test
    void the_dearest_are_paid() {
        var result = of(List.of(TEA, POT, CUP), List.of(), groups(2, 1));

        assertThat(result.applied().get(0).lines())
                .as("POT CUP [CUP] CUP TEA [TEA]")
                .containsExactly(890L, 0L, 1200L);
    }

    @Test
    void the_highest_step_that_is_reached_counts() {
        var tiered = new Built(PromotionKind.TIERED);
        tiered.tiers = List.of(
                new Tier(1000L, null, new BigDecimal(5), null),
                new Tier(5000L, null, null, 800L),
                new Tier(100_000L, null, new BigDecimal(50), null));

        assertThat(of(List.of(TEA), List.of(), tiered).total()).isEqualTo(89);
        assertThat(of(List.of(TEA, POT), List.of(), tiered).total()).isEqualTo(800);
        assertThat(of(List.of(new Line("X", "", 500, 1)), List.of(), tiered).applied())
                .isEmpty();
    }

    @Test
    void free_delivery_takes_nothing_off_the_goods() {
        var result = of(List.of(TEA), List.of(), new Built(PromotionKind.FREE_DELIVERY));

        assertThat(result.ofDelivery()).isEqualTo(490);
        assertThat(result.ofLine(0)).isZero();
    }

    @Test
    void those_that_combine_are_applied_one_after_the_other() {
        var first = amount(100);
        first.priority = 1;
        var second = percent(50);
        second.priority = 2;

        var result = of(List.of(new Line("X", "", 1100, 1)), List.of(), second, first);

        assertThat(result.applied()).extracting(Discount::amountMinor).containsExactly(100L, 500L);
    }

    @Test
    void one_that_stands_alone_is_taken_when_it_saves_more() {
        var alone = percent(20);
        alone.combinable = false;
        alone.code = "ALONE";

        assertThat(of(List.of(POT), List.of("alone"), alone, percent(10)).total())
                .isEqualTo(980);
        var refused = of(List.of(POT), List.of("alone"), alone, percent(30));
        assertThat(refused.total()).isEqualTo(1470);
        assertThat(refused.refused()).extracting(RefusedCode::reason).containsExactly(Reason.BETTER_OFFER);
    }

    @Test
    void a_code_is_needed_and_found_however_it_is_written() {
        var code = percent(10);
        code.code = "TEA10";

        assertThat(of(List.of(TEA), List.of(), code).applied()).isEmpty();
        assertThat(of(List.of(TEA), List.of("  tea10 "), code).total()).isEqualTo(178);
    }

    @Test
    void a_code_that_does_not_apply_says_why() {
        assertThat(reason(percent(10), "OTHER")).isEqualTo(Reason.UNKNOWN);
        var later = percent(10);
        later.starts = NOW.plusDays(1);
        assertThat(reason(later)).isEqualTo(Reason.NOT_STARTED);
        var over = percent(10);
        over.ends = NOW;
        assertThat(reason(over)).isEqualTo(Reason.ENDED);
        var elsewhere = percent(10);
        elsewhere.channels = List.of("till-1");
        assertThat(reason(elsewhere)).isEqualTo(Reason.NOT_HERE);
        var others = percent(10);
        others.forThisCustomer = false;
        assertThat(reason(others)).isEqualTo(Reason.NOT_FOR_YOU);
        var pots = percent(10);
        pots.targets = List.of(new Target("category", "pots"));
        assertThat(reason(pots)).isEqualTo(Reason.NOTHING_MATCHES);
        var gone = percent(10);
        gone.limit = 5L;
        gone.used = 5;
        assertThat(reason(gone)).isEqualTo(Reason.USED_UP);
        var before = percent(10);
        before.perCustomer = 1L;
        before.usedByCustomer = 1;
        assertThat(reason(before)).isEqualTo(Reason.USED_BEFORE);
    }

    @Test
    void a_minimum_says_what_is_missing() {
        var fifty = percent(10);
        fifty.minSubtotal = 5000L;
        fifty.code = "FIFTY";

        var refused = of(List.of(TEA), List.of("FIFTY"), fifty).refused().get(0);

        assertThat(refused.reason()).isEqualTo(Reason.MINIMUM_NOT_REACHED);
        assertThat(refused.missingMinor()).isEqualTo(3220);
        assertThat(of(List.of(TEA, POT), List.of("FIFTY"), fifty).refused()).isEmpty();
    }

    private static Reason reason(Built promotion) {
        return reason(promotion, "CODE");
    }

    private static Reason reason(Built promotion, String typed) {
        promotion.code = "CODE";
        var result = of(List.of(TEA), List.of(typed), promotion);
        assertThat(result.applied()).isEmpty();
        return result.refused().get(0).reason();
    }

    /** Whatever is in the basket and whatever promotions there are: no cent is lost, none is made, no line is below zero. */
    @Test
    void whatever_applies_the_lines_add_up_to_the_total() {
        for (var seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            var lines = lines(random);
            var promotions = promotions(random);
            var result = Discounts.of(
                    new Basket(lines, random.nextInt(2000), "EUR", "web", List.of("A", "B"), NOW), promotions);

            for (var discount : result.applied()) {
                var sum = discount.lines().stream().mapToLong(it -> it).sum() + discount.deliveryMinor();
                assertThat(sum)
                        .as("seed %d", seed)
                        .isEqualTo(discount.amountMinor())
                        .isPositive();
            }
            var priced = new ArrayList<Pricing.Line>();
            for (var i = 0; i < lines.size(); i++) {
                var line = lines.get(i);
                assertThat(result.ofLine(i)).as("seed %d", seed).isBetween(0L, line.grossMinor());
                priced.add(new Pricing.Line(
                        Money.of(line.unitPriceMinor(), "EUR"), line.quantity(), new BigDecimal(19), result.ofLine(i)));
            }
            var delivery = Money.of(Math.max(result.ofDelivery(), 490), "EUR");
            var totals = Pricing.of(priced, delivery, result.ofDelivery(), TaxRules.USUAL, delivery.currency());
            var ofLines =
                    totals.lines().stream().mapToLong(it -> it.total().minor()).sum();
            assertThat(totals.total().minor())
                    .as("seed %d", seed)
                    .isEqualTo(ofLines + delivery.minor() - result.ofDelivery())
                    .isEqualTo(totals.subtotal().minor() - totals.discount().minor() + delivery.minor());
        }
    }

    /** More is never charged because there is one promotion more. */
    @Test
    void another_promotion_never_makes_it_dearer() {
        for (var seed = 0; seed < 1_000; seed++) {
            var random = new Random(seed);
            var lines = lines(random);
            var all = promotions(random).stream().filter(it -> !it.combinable()).toList();
            if (all.isEmpty()) continue;
            var basket = new Basket(lines, 490, "EUR", "web", List.of("A", "B"), NOW);

            assertThat(Discounts.of(basket, all).total())
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(
                            Discounts.of(basket, all.subList(1, all.size())).total());
        }
    }

    private static List<Line> lines(Random random) {
        var lines = new ArrayList<Line>();
        for (var i = 0; i <= random.nextInt(6); i++) {
            lines.add(new Line(
                    "S" + i,
                    random.nextBoolean() ? "tea" : "pots",
                    random.nextInt(5) == 0 ? 0 : random.nextInt(100_000),
                    1 + random.nextInt(12)));
        }
        return lines;
    }

    private static List<Promotion> promotions(Random random) {
        var promotions = new ArrayList<Promotion>();
        for (var i = 0; i < random.nextInt(6); i++) {
            var kind = PromotionKind.values()[random.nextInt(PromotionKind.values().length)];
            var built = new Built(kind);
            built.amount = 1L + random.nextInt(20_000);
            built.percent = new BigDecimal(1 + random.nextInt(100));
            built.buy = 1 + random.nextInt(3);
            built.get = 1 + random.nextInt(2);
            built.tiers = List.of(
                    new Tier(1L + random.nextInt(50_000), null, new BigDecimal(1 + random.nextInt(100)), null),
                    new Tier(null, 1L + random.nextInt(9), null, 1L + random.nextInt(9_000)));
            built.targets = random.nextBoolean()
                    ? List.of(Target.ALL)
                    : List.of(new Target("category", "tea"), new Target("sku", "S0"));
            built.combinable = random.nextInt(3) > 0;
            built.priority = random.nextInt(5);
            built.code = random.nextInt(3) == 0 ? (random.nextBoolean() ? "A" : "B") : null;
            promotions.add(built.promotion());
        }
        return promotions;
    }
}
