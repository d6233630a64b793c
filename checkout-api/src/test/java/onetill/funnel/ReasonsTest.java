package onetill.funnel;

import static onetill.funnel.LossReason.AGENT_CODED;
import static onetill.funnel.LossReason.ASKED_AGAIN;
import static onetill.funnel.LossReason.AUTHENTICATION_DROPPED;
import static onetill.funnel.LossReason.DECLINED;
import static onetill.funnel.LossReason.LATE_COST;
import static onetill.funnel.LossReason.PRICE_MOVED;
import static onetill.funnel.LossReason.QUEUE;
import static onetill.funnel.LossReason.STOCK_LOST;
import static onetill.funnel.LossReason.UNKNOWN;
import static onetill.funnel.LossReason.WAITED_TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/funnel.md, line by line: what happened, and why they went. */
class ReasonsTest {

    static Stream<Arguments> table() {
        return Stream.of(
                row("nothing happened", Walk.opened(), UNKNOWN),
                row("left at the payment, nothing happened", Walk.atPayment(), UNKNOWN),
                // a person's word
                row("an agent said why", Walk.atPayment().isCoded("too_expensive"), AGENT_CODED),
                row(
                        "an agent's word stands before a decline",
                        Walk.atPayment().submits().isDeclined("do_not_honor").isCoded("wants_to_think"),
                        AGENT_CODED),
                // stock
                row("sold out at the yes", Walk.atPayment().isRefused("out-of-stock"), STOCK_LOST),
                row(
                        "sold out, something else was taken, then they left",
                        Walk.atPayment().isRefused("out-of-stock").buysMore(100).submits(),
                        UNKNOWN),
                row(
                        "sold out after a decline",
                        Walk.atPayment()
                                .submits()
                                .isDeclined("do_not_honor")
                                .after(Duration.ofSeconds(40))
                                .isRefused("out-of-stock"),
                        STOCK_LOST),
                row("another refusal is in no list", Walk.atPayment().isRefused("tender-not-offered"), UNKNOWN),
                // confirmation
                row("3-D Secure was left", Walk.atPayment().submits().isEscalated(), AUTHENTICATION_DROPPED),
                row(
                        "3-D Secure was left and taken back",
                        Walk.atPayment().submits().isEscalated().withdraws(),
                        AUTHENTICATION_DROPPED),
                row(
                        "the bank was not convinced",
                        Walk.atPayment().submits().isEscalated().isDeclined("payment_intent_authentication_failure"),
                        AUTHENTICATION_DROPPED),
                row(
                        "nobody came to the reader",
                        Walk.atPayment().submits().isEscalated().isDeclined("canceled_at_reader"),
                        AUTHENTICATION_DROPPED),
                row("the reader was busy", Walk.atPayment().submits().isDeclined("reader_busy"), WAITED_TOO_LONG),
                row("the reader was offline", Walk.atPayment().submits().isDeclined("reader_offline"), WAITED_TOO_LONG),
                row(
                        "the buyer pressed cancel on the reader",
                        Walk.atPayment().submits().isEscalated().isDeclined("customer_canceled"),
                        AUTHENTICATION_DROPPED),
                row(
                        "the link to pay was never opened",
                        Walk.atPayment().movesTo("phone").isSentLink(),
                        AUTHENTICATION_DROPPED),
                row(
                        "declined on the phone, and the link for another try was never opened",
                        Walk.atPayment()
                                .movesTo("phone")
                                .submits()
                                .isDeclined("do_not_honor")
                                .isSentLink(),
                        AUTHENTICATION_DROPPED),
                row(
                        "the link was opened, and they left for nothing",
                        Walk.atPayment()
                                .movesTo("phone")
                                .isSentLink()
                                .after(Duration.ofMinutes(2))
                                .movesTo("web"),
                        UNKNOWN),
                row(
                        "the link was opened, and the card declined",
                        Walk.atPayment()
                                .movesTo("phone")
                                .isSentLink()
                                .after(Duration.ofMinutes(2))
                                .movesTo("web")
                                .submits()
                                .isDeclined("do_not_honor"),
                        DECLINED),
                // declined
                row(
                        "declined in the app's sheet, which was closed then",
                        Walk.atPayment()
                                .submits()
                                .isEscalated()
                                .hasCardDeclined("do_not_honor")
                                .withdraws(),
                        DECLINED),
                row(
                        "declined in the app's sheet, another card was to be confirmed and was not",
                        Walk.atPayment()
                                .submits()
                                .isEscalated()
                                .hasCardDeclined("do_not_honor")
                                .isEscalated(),
                        AUTHENTICATION_DROPPED),
                row(
                        "the bank did not believe them in the app's sheet",
                        Walk.atPayment()
                                .submits()
                                .isEscalated()
                                .hasCardDeclined("payment_intent_authentication_failure"),
                        AUTHENTICATION_DROPPED),
                row("the card was declined", Walk.atPayment().submits().isDeclined("insufficient_funds"), DECLINED),
                row(
                        "confirmed, and declined then",
                        Walk.atPayment().submits().isEscalated().isDeclined("do_not_honor"),
                        DECLINED),
                row(
                        "declined, tried again, not confirmed",
                        Walk.atPayment()
                                .submits()
                                .isDeclined("do_not_honor")
                                .submits()
                                .isEscalated(),
                        AUTHENTICATION_DROPPED),
                row(
                        "not confirmed, tried again, declined",
                        Walk.atPayment()
                                .submits()
                                .isEscalated()
                                .withdraws()
                                .submits()
                                .isDeclined("do_not_honor"),
                        DECLINED),
                row(
                        "it had become dearer before, and they said yes to that",
                        Walk.atPayment().priceRises(900).submits().isDeclined("do_not_honor"),
                        DECLINED),
                // silence
                row(
                        "the answer came late, and it was no",
                        Walk.atPayment()
                                .submits()
                                .isUnanswered()
                                .after(Duration.ofMinutes(3))
                                .withdraws(),
                        WAITED_TOO_LONG),
                row(
                        "the provider could not be asked",
                        Walk.atPayment().submits().isDeclined(null),
                        WAITED_TOO_LONG),
                row("the provider was away", Walk.atPayment().isRefused("provider-unavailable"), WAITED_TOO_LONG),
                row(
                        "a short silence before a decline is no wait",
                        Walk.atPayment().submits().isUnanswered().isDeclined("do_not_honor"),
                        DECLINED),
                // queue
                row(
                        "nobody called",
                        Walk.atPayment()
                                .callIs("requested")
                                .after(Duration.ofMinutes(20))
                                .callIs("expired"),
                        QUEUE),
                row(
                        "they gave up waiting",
                        Walk.atPayment()
                                .callIs("requested")
                                .after(Duration.ofMinutes(4))
                                .callIs("canceled"),
                        QUEUE),
                row(
                        "a call asked for by mistake",
                        Walk.atPayment()
                                .callIs("requested")
                                .after(Duration.ofSeconds(5))
                                .callIs("canceled"),
                        UNKNOWN),
                row("they were called", Walk.atPayment().callIs("requested").callIs("taken"), UNKNOWN),
                row(
                        "they went on while they waited",
                        Walk.opened().callIs("requested").answers("buyer.email"),
                        UNKNOWN),
                // price
                row("the price moved", Walk.atPayment().priceRises(500), PRICE_MOVED),
                row("the price moved by a trifle", Walk.atPayment().priceRises(20), UNKNOWN),
                row("it became cheaper", Walk.atPayment().priceRises(-500), UNKNOWN),
                row("they put more in", Walk.atPayment().buysMore(5000), UNKNOWN),
                row(
                        "the price moved, and they went on",
                        Walk.opened().priceRises(500).answers("buyer.email"),
                        UNKNOWN),
                // cost
                row(
                        "the address made delivery dearer",
                        Walk.opened().answers("buyer.email").deliveryRises(1500),
                        LATE_COST),
                row(
                        "the address can be reached by a dearer way only",
                        Walk.opened().answers("buyer.email").livesWhereOnly("abroad", 1_490),
                        LATE_COST),
                row(
                        "the address needs another way, which costs the same",
                        Walk.opened().answers("buyer.email").livesWhereOnly("abroad", 490),
                        UNKNOWN),
                row(
                        "another way is dearer, and nobody knows who chose it",
                        Walk.atPayment().hasOption("express", 1_990),
                        UNKNOWN),
                row("tax came on top", Walk.atPayment().taxRises(700), LATE_COST),
                row("dearer by their own choice", Walk.atPayment().choosesOption("express", 1900), UNKNOWN),
                row(
                        "dearer, and they put more in",
                        Walk.atPayment().deliveryRises(1500).buysMore(2000),
                        UNKNOWN),
                row(
                        "dearer, and they looked for another way",
                        Walk.atPayment().deliveryRises(1500).looks().looks(),
                        LATE_COST),
                // asked again
                row(
                        "asked again after the move",
                        Walk.atPayment().movesTo("till-1").isAsked("buyer.email"),
                        ASKED_AGAIN),
                row(
                        "asked again, and answered",
                        Walk.atPayment()
                                .movesTo("till-1")
                                .isAsked("buyer.email")
                                .answers("buyer.email"),
                        UNKNOWN),
                row("asked for the first time", Walk.atPayment().isAsked("buyer.age"), UNKNOWN),
                // several
                row(
                        "what stops stands before what annoys",
                        Walk.atPayment().submits().isDeclined("do_not_honor").deliveryRises(1500),
                        DECLINED),
                row(
                        "of what annoys the last counts",
                        Walk.atPayment()
                                .priceRises(900)
                                .after(Duration.ofSeconds(9))
                                .isAsked("buyer.email"),
                        ASKED_AGAIN));
    }

    private static Arguments row(String what, Walk walk, LossReason why) {
        return Arguments.of(what, walk, why);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("table")
    void why_they_went(String what, Walk walk, LossReason why) {
        var journey = walk.cancels().journey();

        assertThat(Reasons.of(journey).reason()).isEqualTo(why);
    }

    @Test
    void each_reason_has_its_lines() {
        var covered = EnumSet.noneOf(LossReason.class);
        table().forEach(row -> covered.add((LossReason) row.get()[2]));

        assertThat(covered).containsExactlyInAnyOrder(LossReason.values());
    }

    @Test
    void the_evidence_is_named_the_decisive_first() {
        var finding = Reasons.of(Walk.atPayment()
                .submits()
                .isDeclined("insufficient_funds")
                .deliveryRises(1500)
                .cancels()
                .journey());

        assertThat(finding.evidence())
                .containsExactly("declined insufficient_funds", "fulfillment or tax added 1500 to 4000");
    }

    @Test
    void who_waits_for_a_payment_that_is_never_answered_has_waited_too_long() {
        var finding = Reasons.of(Walk.atPayment().submits().isUnanswered().journey());

        assertThat(finding.reason()).isEqualTo(WAITED_TOO_LONG);
    }
}
