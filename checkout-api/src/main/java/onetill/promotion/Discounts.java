package onetill.promotion;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import onetill.money.Money;
import onetill.money.Shares;
import onetill.promotion.RefusedCode.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Which promotions apply to a basket, and what each takes off each line. Pure arithmetic in minor units: every discount is
 * the sum of its lines, no line costs less than nothing.
 *
 * <p>Those that can be combined are applied one after the other, by priority, each on what the ones before have left. One
 * that cannot stands alone. The buyer gets whatever saves more; at equal savings the lower priority number decides.
 */
public final class Discounts {

    private static final BigDecimal ALL = new BigDecimal(100);

    private Discounts() {}

    /** One line of the basket before any discount. */
    public record Line(String sku, String category, long unitPriceMinor, long quantity) {

        public long grossMinor() {
            return Math.multiplyExact(unitPriceMinor, quantity);
        }
    }

    /**
     * What is bought, where and when.
     *
     * @param deliveryMinor what delivery costs before any discount
     * @param codes as buyers typed them
     */
    public record Basket(
            List<Line> lines,
            long deliveryMinor,
            String currency,
            String channelId,
            List<String> codes,
            OffsetDateTime at) {

        long step() {
            return Money.step(Currency.getInstance(currency));
        }
    }

    /** What came of it. Each list in the order in which things were applied or typed. */
    public record Result(List<Discount> applied, List<RefusedCode> refused) {

        public static final Result NONE = new Result(List.of(), List.of());

        /** What is taken off this line by all of them together. */
        public long ofLine(int index) {
            return applied.stream().mapToLong(it -> it.lines().get(index)).sum();
        }

        public long ofDelivery() {
            return applied.stream().mapToLong(Discount::deliveryMinor).sum();
        }

        public long total() {
            return applied.stream().mapToLong(Discount::amountMinor).sum();
        }
    }

    /** A code as it is kept and compared: without spaces around it, in capitals. */
    public static String normalized(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }

    /** @param known all that apply by themselves here and now, and those the codes stand for */
    public static Result of(Basket basket, List<Promotion> known) {
        var refused = new ArrayList<RefusedCode>();
        var possible = new ArrayList<Promotion>();
        var codes = new LinkedHashSet<>(
                basket.codes().stream().map(Discounts::normalized).toList());
        for (var promotion : known) {
            var code = promotion.code();
            if (code != null && !codes.contains(code)) continue;
            var obstacle = obstacle(basket, promotion);
            if (obstacle.isEmpty()) possible.add(promotion);
            else if (code != null) refused.add(obstacle.get());
        }
        for (var code : codes) {
            if (known.stream().noneMatch(it -> code.equals(it.code())))
                refused.add(RefusedCode.of(code, Reason.UNKNOWN));
        }
        var best = best(basket, possible);
        for (var promotion : possible) {
            var code = promotion.code();
            if (code == null || best.stream().anyMatch(it -> code.equals(it.code()))) continue;
            refused.add(RefusedCode.of(code, Reason.BETTER_OFFER));
        }
        return new Result(best, List.copyOf(refused));
    }

    private static List<Discount> best(Basket basket, List<Promotion> possible) {
        var ordered = possible.stream()
                .sorted(Comparator.comparingInt(Promotion::priority).thenComparing(Promotion::promotionId))
                .toList();
        var ways = new ArrayList<List<Discount>>();
        ways.add(applied(basket, ordered.stream().filter(Promotion::combinable).toList()));
        ordered.stream().filter(it -> !it.combinable()).forEach(it -> ways.add(applied(basket, List.of(it))));
        return ways.stream()
                .max(Comparator.comparingLong((List<Discount> way) -> saved(way))
                        .thenComparing(way -> first(way, ordered), Comparator.reverseOrder()))
                .orElse(List.of());
    }

    private static long saved(List<Discount> way) {
        return way.stream().mapToLong(Discount::amountMinor).sum();
    }

    private static int first(List<Discount> way, List<Promotion> ordered) {
        if (way.isEmpty()) return Integer.MAX_VALUE;
        return IntStream.range(0, ordered.size())
                .filter(it -> ordered.get(it).promotionId().equals(way.get(0).promotionId()))
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    private static List<Discount> applied(Basket basket, List<Promotion> promotions) {
        var left = basket.lines().stream().mapToLong(Line::grossMinor).toArray();
        var delivery = basket.deliveryMinor();
        var applied = new ArrayList<Discount>();
        for (var promotion : promotions) {
            var lines = lines(basket, promotion, left);
            var ofDelivery = promotion.kind() == PromotionKind.FREE_DELIVERY ? delivery : 0;
            var amount = Arrays.stream(lines).sum() + ofDelivery;
            if (amount == 0) continue;
            for (var i = 0; i < left.length; i++) left[i] -= lines[i];
            delivery -= ofDelivery;
            applied.add(new Discount(
                    promotion.promotionId(),
                    promotion.name(),
                    promotion.code(),
                    amount,
                    Arrays.stream(lines).boxed().toList(),
                    ofDelivery,
                    promotion.isLimited()));
        }
        return List.copyOf(applied);
    }

    /** What a promotion takes off each line, of what is left of it. */
    private static long[] lines(Basket basket, Promotion promotion, long[] left) {
        var covered = new boolean[left.length];
        for (var i = 0; i < left.length; i++)
            covered[i] = promotion.covers(basket.lines().get(i)) && left[i] > 0;
        return switch (promotion.kind()) {
            case AMOUNT_OFF -> amountOff(promotion.amountMinor(), covered, left, basket.step());
            case PERCENT_OFF -> percentOff(promotion.percent(), covered, left, basket.step());
            case BUY_X_GET_Y -> cheapestOfEachGroup(basket, promotion, covered, left);
            case TIERED -> tiered(basket, promotion, covered, left);
            case FREE_DELIVERY -> new long[left.length];
        };
    }

    private static long[] amountOff(@Nullable Long amountMinor, boolean[] covered, long[] left, long step) {
        var weights = new long[left.length];
        for (var i = 0; i < left.length; i++) weights[i] = covered[i] ? left[i] : 0;
        var most = Arrays.stream(weights).sum();
        return Shares.of(Math.min(amountMinor == null ? 0 : amountMinor, most), weights, step);
    }

    private static long[] percentOff(@Nullable BigDecimal percent, boolean[] covered, long[] left, long step) {
        var off = new long[left.length];
        for (var i = 0; i < left.length; i++) {
            if (covered[i]) off[i] = Shares.percent(left[i], percent == null ? BigDecimal.ZERO : percent, step);
        }
        return off;
    }

    private static long[] tiered(Basket basket, Promotion promotion, boolean[] covered, long[] left) {
        var subtotal = subtotal(basket, promotion);
        var quantity = quantity(basket, promotion);
        var reached = promotion.tiers().stream()
                .filter(it -> it.minSubtotalMinor() == null || subtotal >= it.minSubtotalMinor())
                .filter(it -> it.minQuantity() == null || quantity >= it.minQuantity())
                .map(it -> it.percent() != null
                        ? percentOff(it.percent(), covered, left, basket.step())
                        : amountOff(it.amountMinor(), covered, left, basket.step()));
        return reached.max(Comparator.comparingLong(it -> Arrays.stream(it).sum()))
                .orElse(new long[left.length]);
    }

    /** The dearest units are paid, the cheapest of each whole group are not; counted, not walked through. */
    private static long[] cheapestOfEachGroup(Basket basket, Promotion promotion, boolean[] covered, long[] left) {
        var lines = basket.lines();
        var buy = promotion.buyQuantity() == null ? 1 : promotion.buyQuantity();
        var get = promotion.getQuantity() == null ? 1 : promotion.getQuantity();
        var percent = promotion.percent() == null ? ALL : promotion.percent();
        var ordered = IntStream.range(0, lines.size())
                .filter(it -> covered[it])
                .boxed()
                .sorted(Comparator.comparingLong((Integer it) -> -lines.get(it).unitPriceMinor()))
                .toList();
        var all = ordered.stream().mapToLong(it -> lines.get(it).quantity()).sum();
        var whole = all / (buy + get) * (buy + get);
        var off = new long[left.length];
        var from = 0L;
        for (var index : ordered) {
            var line = lines.get(index);
            var to = from + line.quantity();
            var free = cheaper(Math.min(to, whole), buy, get) - cheaper(Math.min(from, whole), buy, get);
            off[index] = Math.min(
                    left[index],
                    Shares.percent(Math.multiplyExact(line.unitPriceMinor(), free), percent, basket.step()));
            from = to;
        }
        return off;
    }

    /** How many of the first units, dearest first, are the cheaper ones of their group. */
    private static long cheaper(long units, int buy, int get) {
        var group = buy + get;
        return units / group * get + Math.max(0, units % group - buy);
    }

    private static Optional<RefusedCode> obstacle(Basket basket, Promotion promotion) {
        var code = String.valueOf(promotion.code());
        var starts = promotion.startsAt();
        var ends = promotion.endsAt();
        if (starts != null && starts.isAfter(basket.at())) return refused(code, Reason.NOT_STARTED);
        if (!promotion.active() || ends != null && !ends.isAfter(basket.at())) return refused(code, Reason.ENDED);
        var channels = promotion.channels();
        var currency = promotion.currency();
        if (channels != null && !channels.contains(basket.channelId())
                || currency != null && !currency.equals(basket.currency())) return refused(code, Reason.NOT_HERE);
        if (!promotion.forThisCustomer()) return refused(code, Reason.NOT_FOR_YOU);
        if (promotion.limitTotal() != null && promotion.used() >= promotion.limitTotal()) {
            return refused(code, Reason.USED_UP);
        }
        if (promotion.limitPerCustomer() != null && promotion.usedByCustomer() >= promotion.limitPerCustomer()) {
            return refused(code, Reason.USED_BEFORE);
        }
        return tooLittle(basket, promotion, code);
    }

    private static Optional<RefusedCode> tooLittle(Basket basket, Promotion promotion, String code) {
        var subtotal = subtotal(basket, promotion);
        var quantity = quantity(basket, promotion);
        if (quantity == 0) return refused(code, Reason.NOTHING_MATCHES);
        var least = promotion.minSubtotalMinor();
        if (least != null && subtotal < least) return Optional.of(RefusedCode.missing(code, least - subtotal, null));
        var fewest = promotion.minQuantity();
        if (fewest != null && quantity < fewest) {
            return Optional.of(RefusedCode.missing(code, null, fewest - quantity));
        }
        if (promotion.kind() == PromotionKind.BUY_X_GET_Y) {
            var group = (promotion.buyQuantity() == null ? 1L : promotion.buyQuantity())
                    + (promotion.getQuantity() == null ? 1L : promotion.getQuantity());
            if (quantity < group) return Optional.of(RefusedCode.missing(code, null, group - quantity));
        }
        if (promotion.kind() == PromotionKind.TIERED) return belowAllTiers(promotion, code, subtotal, quantity);
        return Optional.empty();
    }

    private static Optional<RefusedCode> belowAllTiers(Promotion promotion, String code, long subtotal, long quantity) {
        var tiers = promotion.tiers();
        var reached = tiers.stream()
                .anyMatch(it -> (it.minSubtotalMinor() == null || subtotal >= it.minSubtotalMinor())
                        && (it.minQuantity() == null || quantity >= it.minQuantity()));
        if (reached || tiers.isEmpty()) return Optional.empty();
        var first = tiers.get(0);
        var minor = first.minSubtotalMinor() == null
                ? null
                : Long.valueOf(Math.max(0, first.minSubtotalMinor() - subtotal));
        var units = first.minQuantity() == null ? null : Long.valueOf(Math.max(0, first.minQuantity() - quantity));
        return Optional.of(RefusedCode.missing(code, minor, units));
    }

    private static Optional<RefusedCode> refused(String code, Reason reason) {
        return Optional.of(RefusedCode.of(code, reason));
    }

    private static long subtotal(Basket basket, Promotion promotion) {
        return basket.lines().stream()
                .filter(promotion::covers)
                .mapToLong(Line::grossMinor)
                .sum();
    }

    private static long quantity(Basket basket, Promotion promotion) {
        return basket.lines().stream()
                .filter(promotion::covers)
                .mapToLong(Line::quantity)
                .sum();
    }
}
