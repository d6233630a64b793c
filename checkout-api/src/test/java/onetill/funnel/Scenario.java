package onetill.funnel;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * One way in which buyers are lost, and why they really went. The rules were written with these in view; {@link HeldBack} has others.
 *
 * @param weight how often it comes, beside the others
 */
record Scenario(String name, LossReason truth, int weight, Function<Random, Walk> walk) {

    static final List<String> DECLINES =
            List.of("insufficient_funds", "do_not_honor", "expired_card", "generic_decline", "incorrect_cvc");
    private static final List<String> CODES = List.of("too_expensive", "wants_to_think", "delivery_too_slow", "other");

    static final List<Scenario> TUNED = List.of(
            of("left at once", LossReason.UNKNOWN, 10, it -> Walk.opened()),
            of("left somewhere", LossReason.UNKNOWN, 10, Scenario::somewhere),
            of(
                    "delivery was dearer than thought",
                    LossReason.LATE_COST,
                    10,
                    it -> Walk.opened()
                            .answers("buyer.email")
                            .answers("fulfillment.address")
                            .deliveryRises(500 + it.nextInt(3_000))
                            .looks()),
            of(
                    "tax came on top",
                    LossReason.LATE_COST,
                    5,
                    it -> Walk.atPayment().taxRises(300 + it.nextInt(900))),
            of(
                    "dearer, and went on, and left for nothing",
                    LossReason.UNKNOWN,
                    4,
                    it -> Walk.opened()
                            .deliveryRises(900)
                            .answers("buyer.email")
                            .answers("fulfillment.address")),
            of("a trifle dearer", LossReason.UNKNOWN, 4, it -> Walk.atPayment().deliveryRises(1 + it.nextInt(100))),
            of(
                    "dearer by coincidence",
                    LossReason.UNKNOWN,
                    1,
                    it -> Walk.atPayment().deliveryRises(600)),
            of("took the express", LossReason.UNKNOWN, 4, it -> Walk.atPayment().choosesOption("express", 1_990)),
            of(
                    "price went up",
                    LossReason.PRICE_MOVED,
                    8,
                    it -> Walk.atPayment().priceRises(200 + it.nextInt(2_000))),
            of(
                    "price went up, they said yes, declined",
                    LossReason.DECLINED,
                    4,
                    it -> Walk.atPayment().priceRises(700).submits().isDeclined(one(it, DECLINES))),
            of(
                    "put more in, and left",
                    LossReason.UNKNOWN,
                    4,
                    it -> Walk.atPayment().buysMore(it.nextInt(5_000))),
            of(
                    "declined",
                    LossReason.DECLINED,
                    10,
                    it -> Walk.atPayment().submits().isDeclined(one(it, DECLINES))),
            of(
                    "declined twice",
                    LossReason.DECLINED,
                    5,
                    it -> Walk.atPayment()
                            .submits()
                            .isDeclined(one(it, DECLINES))
                            .submits()
                            .isDeclined(one(it, DECLINES))
                            .looks()),
            of(
                    "left the bank's page",
                    LossReason.AUTHENTICATION_DROPPED,
                    8,
                    it -> Walk.atPayment().submits().isEscalated()),
            of(
                    "left the bank's page after a decline",
                    LossReason.AUTHENTICATION_DROPPED,
                    4,
                    it -> Walk.atPayment()
                            .submits()
                            .isDeclined(one(it, DECLINES))
                            .submits()
                            .isEscalated()
                            .withdraws()),
            of(
                    "sold out",
                    LossReason.STOCK_LOST,
                    8,
                    it -> Walk.atPayment().isRefused("out-of-stock").looks()),
            of(
                    "sold out, took another, declined",
                    LossReason.DECLINED,
                    3,
                    it -> Walk.atPayment()
                            .isRefused("out-of-stock")
                            .buysMore(500)
                            .submits()
                            .isDeclined(one(it, DECLINES))),
            of(
                    "no answer for long",
                    LossReason.WAITED_TOO_LONG,
                    6,
                    it -> Walk.atPayment()
                            .submits()
                            .isUnanswered()
                            .after(Duration.ofSeconds(40 + it.nextInt(400)))
                            .withdraws()),
            of(
                    "provider away",
                    LossReason.WAITED_TOO_LONG,
                    4,
                    it -> Walk.atPayment().isRefused("provider-unavailable")),
            of(
                    "nobody called",
                    LossReason.QUEUE,
                    6,
                    it -> Walk.atPayment()
                            .callIs("requested")
                            .after(Duration.ofMinutes(2 + it.nextInt(20)))
                            .callIs(it.nextBoolean() ? "expired" : "canceled")),
            of(
                    "called, and left for nothing",
                    LossReason.UNKNOWN,
                    3,
                    it -> Walk.atPayment()
                            .callIs("requested")
                            .after(Duration.ofMinutes(1))
                            .callIs("taken")),
            of(
                    "asked again",
                    LossReason.ASKED_AGAIN,
                    6,
                    it -> Walk.atPayment().movesTo("till-1").isAsked("buyer.email")),
            of(
                    "asked again, answered, left for nothing",
                    LossReason.UNKNOWN,
                    3,
                    it -> Walk.atPayment()
                            .movesTo("phone")
                            .isAsked("fulfillment.address")
                            .answers("fulfillment.address")),
            of(
                    "a person said why",
                    LossReason.AGENT_CODED,
                    6,
                    it -> somewhere(it).isCoded(one(it, CODES))));

    static Scenario of(String name, LossReason truth, int weight, Function<Random, Walk> walk) {
        return new Scenario(name, truth, weight, walk);
    }

    static Walk somewhere(Random random) {
        var walk = Walk.opened();
        if (random.nextBoolean()) walk.answers("buyer.email");
        if (random.nextBoolean()) walk.answers("fulfillment.address");
        for (var i = random.nextInt(4); i > 0; i--) walk.looks();
        return walk;
    }

    static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
