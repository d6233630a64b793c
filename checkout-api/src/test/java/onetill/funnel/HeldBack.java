package onetill.funnel;

import java.time.Duration;
import java.util.List;

/** Scenarios the rules were not written for, to see whether they hold beyond what they were made of. */
final class HeldBack {

    static final List<Scenario> SCENARIOS = List.of(
            Scenario.of("opened twice, looked around", LossReason.UNKNOWN, 12, it -> {
                var walk = Scenario.somewhere(it);
                for (var i = it.nextInt(6); i > 0; i--) walk.looks().after(Duration.ofMinutes(it.nextInt(9)));
                return walk;
            }),
            Scenario.of(
                    "moved to the till and left",
                    LossReason.UNKNOWN,
                    6,
                    it -> Walk.atPayment().movesTo("till-1")),
            Scenario.of(
                    "an island: delivery costs more there",
                    LossReason.LATE_COST,
                    8,
                    it -> Walk.opened()
                            .answers("fulfillment.address")
                            .deliveryRises(400 + it.nextInt(4_000))
                            .looks()
                            .looks()),
            Scenario.of(
                    "another address, dearer, tried pickup and left",
                    LossReason.LATE_COST,
                    6,
                    it -> Walk.atPayment()
                            .deliveryRises(1_200 + it.nextInt(900))
                            .choosesOption("pickup-mitte", 0)),
            Scenario.of(
                    "tax after a tax number was wrong, hesitated",
                    LossReason.LATE_COST,
                    4,
                    it -> Walk.atPayment()
                            .taxRises(760)
                            .after(Duration.ofMinutes(it.nextInt(30)))
                            .looks()),
            Scenario.of(
                    "dearer, answered one more question, and went for that",
                    LossReason.LATE_COST,
                    1,
                    it -> Walk.opened().deliveryRises(2_000).answers("buyer.email")),
            Scenario.of(
                    "dearer by coincidence while the phone rang",
                    LossReason.UNKNOWN,
                    1,
                    it -> Walk.atPayment().deliveryRises(700)),
            Scenario.of(
                    "the discount ran out at the yes",
                    LossReason.PRICE_MOVED,
                    7,
                    it -> Walk.atPayment().priceRises(400 + it.nextInt(1_000)).looks()),
            Scenario.of(
                    "dearer at the till than on the web",
                    LossReason.PRICE_MOVED,
                    5,
                    it -> Walk.atPayment().movesTo("till-1").priceRises(300 + it.nextInt(600))),
            Scenario.of(
                    "price up and delivery down",
                    LossReason.PRICE_MOVED,
                    3,
                    it -> Walk.atPayment().deliveryRises(-200).priceRises(900)),
            Scenario.of(
                    "cheaper, and left",
                    LossReason.UNKNOWN,
                    4,
                    it -> Walk.atPayment().priceRises(-600)),
            Scenario.of("three cards, all declined", LossReason.DECLINED, 6, it -> {
                var walk = Walk.atPayment();
                for (var i = 0; i < 3; i++)
                    walk.submits()
                            .isDeclined(Scenario.one(it, Scenario.DECLINES))
                            .looks();
                return walk;
            }),
            Scenario.of(
                    "confirmed at the bank, which declined",
                    LossReason.DECLINED,
                    5,
                    it -> Walk.atPayment()
                            .submits()
                            .isEscalated()
                            .after(Duration.ofSeconds(it.nextInt(90)))
                            .isDeclined(Scenario.one(it, Scenario.DECLINES))),
            Scenario.of(
                    "declined, corrected the address, left",
                    LossReason.DECLINED,
                    4,
                    it -> Walk.atPayment()
                            .submits()
                            .isDeclined("incorrect_zip")
                            .isAsked("fulfillment.name")
                            .answers("fulfillment.name")),
            Scenario.of(
                    "declined on the web and again on the phone",
                    LossReason.DECLINED,
                    4,
                    it -> Walk.atPayment()
                            .submits()
                            .isDeclined("do_not_honor")
                            .movesTo("phone")
                            .submits()
                            .isDeclined("do_not_honor")),
            Scenario.of(
                    "the reader was left alone",
                    LossReason.AUTHENTICATION_DROPPED,
                    5,
                    it -> Walk.atPayment()
                            .movesTo("till-1")
                            .submits()
                            .isEscalated()
                            .isDeclined("canceled_at_reader")),
            Scenario.of(
                    "the link was never opened",
                    LossReason.AUTHENTICATION_DROPPED,
                    4,
                    it -> Walk.atPayment()
                            .movesTo("phone")
                            .submits()
                            .isEscalated()
                            .after(Duration.ofMinutes(it.nextInt(60)))
                            .withdraws()),
            Scenario.of("the link to pay lay there", LossReason.AUTHENTICATION_DROPPED, 4, it -> {
                var walk = Walk.atPayment().movesTo("phone").looks();
                for (var i = 1 + it.nextInt(2); i > 0; i--) walk.isSentLink().after(Duration.ofMinutes(it.nextInt(20)));
                return walk;
            }),
            Scenario.of(
                    "opened the link, and looked",
                    LossReason.UNKNOWN,
                    3,
                    it -> Walk.atPayment()
                            .movesTo("phone")
                            .isSentLink()
                            .after(Duration.ofMinutes(1 + it.nextInt(30)))
                            .movesTo("web")
                            .looks()),
            Scenario.of(
                    "two cards declined in the app's sheet",
                    LossReason.DECLINED,
                    4,
                    it -> Walk.atPayment()
                            .submits()
                            .isEscalated()
                            .hasCardDeclined(Scenario.one(it, Scenario.DECLINES))
                            .hasCardDeclined(Scenario.one(it, Scenario.DECLINES))
                            .withdraws()),
            Scenario.of(
                    "declined in the sheet, another card, the bank's page was left",
                    LossReason.AUTHENTICATION_DROPPED,
                    2,
                    it -> Walk.atPayment()
                            .submits()
                            .isEscalated()
                            .hasCardDeclined(Scenario.one(it, Scenario.DECLINES))
                            .isEscalated()),
            Scenario.of(
                    "only the dear way goes there",
                    LossReason.LATE_COST,
                    5,
                    it -> Walk.opened()
                            .answers("buyer.email")
                            .livesWhereOnly("abroad", 700 + it.nextInt(2_000))
                            .looks()),
            Scenario.of(
                    "lives abroad, where it costs the same, left for nothing",
                    LossReason.UNKNOWN,
                    3,
                    it -> Walk.opened().answers("buyer.email").livesWhereOnly("abroad", 490)),
            Scenario.of(
                    "the bank did not believe them, twice",
                    LossReason.AUTHENTICATION_DROPPED,
                    4,
                    it -> Walk.atPayment()
                            .submits()
                            .isEscalated()
                            .isDeclined("payment_intent_authentication_failure")
                            .submits()
                            .isEscalated()
                            .isDeclined("payment_intent_authentication_failure")),
            Scenario.of(
                    "sold out after a decline",
                    LossReason.STOCK_LOST,
                    4,
                    it -> Walk.atPayment()
                            .submits()
                            .isDeclined("do_not_honor")
                            .after(Duration.ofMinutes(it.nextInt(10)))
                            .isRefused("out-of-stock")),
            Scenario.of(
                    "sold out, wanted fewer, left",
                    LossReason.STOCK_LOST,
                    5,
                    it -> Walk.atPayment()
                            .isRefused("out-of-stock")
                            .buysMore(-900)
                            .looks()),
            Scenario.of(
                    "refused for something else",
                    LossReason.UNKNOWN,
                    4,
                    it -> Walk.atPayment()
                            .isRefused(
                                    Scenario.one(it, List.of("tender-not-offered", "not-ready", "unknown-gift-card")))),
            Scenario.of(
                    "silence to the end",
                    LossReason.WAITED_TOO_LONG,
                    5,
                    it -> Walk.atPayment()
                            .submits()
                            .isUnanswered()
                            .after(Duration.ofMinutes(1 + it.nextInt(20)))
                            .isUnanswered()
                            .withdraws()),
            Scenario.of(
                    "no provider could be asked",
                    LossReason.WAITED_TOO_LONG,
                    4,
                    it -> Walk.atPayment().submits().isDeclined(null).looks()),
            Scenario.of(
                    "put back in the queue, and gave up",
                    LossReason.QUEUE,
                    5,
                    it -> Walk.atPayment()
                            .callIs("requested")
                            .after(Duration.ofMinutes(3))
                            .callIs("taken")
                            .callIs("requeued")
                            .after(Duration.ofMinutes(2 + it.nextInt(20)))
                            .callIs("canceled")),
            Scenario.of(
                    "waited at the first step",
                    LossReason.QUEUE,
                    4,
                    it -> Walk.opened()
                            .callIs("requested")
                            .after(Duration.ofMinutes(5 + it.nextInt(20)))
                            .callIs("expired")),
            Scenario.of(
                    "took it back at once",
                    LossReason.UNKNOWN,
                    3,
                    it -> Walk.atPayment()
                            .callIs("requested")
                            .after(Duration.ofSeconds(it.nextInt(40)))
                            .callIs("canceled")),
            Scenario.of(
                    "not recognized any more on the phone",
                    LossReason.ASKED_AGAIN,
                    5,
                    it -> Walk.atPayment()
                            .movesTo("phone")
                            .isAsked("fulfillment.address")
                            .looks()),
            Scenario.of(
                    "asked again twice, answered one",
                    LossReason.ASKED_AGAIN,
                    3,
                    it -> Walk.atPayment()
                            .isAsked("buyer.email")
                            .answers("buyer.email")
                            .isAsked("fulfillment.address")),
            Scenario.of(
                    "asked something new",
                    LossReason.UNKNOWN,
                    4,
                    it -> Walk.atPayment().isAsked("buyer.phone")),
            Scenario.of(
                    "said why after it was over",
                    LossReason.AGENT_CODED,
                    5,
                    it -> Walk.atPayment()
                            .submits()
                            .isEscalated()
                            .withdraws()
                            .isCoded(Scenario.one(it, List.of("connection_lost", "bought_elsewhere", "only_asked")))));

    private HeldBack() {}
}
