package onetill.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import onetill.funnel.Journey.Outcome;
import onetill.funnel.Stay.Fate;
import onetill.json.Json;
import org.junit.jupiter.api.Test;

class JourneyTest {

    @Test
    void follows_a_buyer_through_steps_and_channels() {
        var journey = Walk.opened()
                .answers("buyer.email")
                .movesTo("till-1")
                .answers("fulfillment.address")
                .submits()
                .pays()
                .journey();

        assertThat(journey.stays())
                .extracting(it -> it.channelId() + " " + it.step())
                .containsExactly("web contact", "web delivery", "till-1 delivery", "till-1 payment", "till-1 paid");
        assertThat(journey.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(journey.handoffs()).isEqualTo(1);
        assertThat(journey.fate(4)).isEqualTo(Fate.ADVANCED);
        assertThat(journey.stays().get(0).length()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void comes_back_to_life_when_the_buyer_goes_on() {
        var walk = Walk.atPayment();
        var journey = walk.givenUp();
        assertThat(journey.outcome()).isEqualTo(Outcome.LOST);
        assertThat(journey.finding()).isNotNull();

        walk.after(Duration.ofHours(5)).submits();
        journey.take(walk.events().get(walk.events().size() - 1));

        assertThat(journey.outcome()).isEqualTo(Outcome.OPEN);
        assertThat(journey.finding()).isNull();
    }

    @Test
    void is_not_given_up_while_money_moves_or_when_it_is_over() {
        assertThat(Walk.atPayment().submits().givenUp().outcome()).isEqualTo(Outcome.OPEN);
        assertThat(Walk.atPayment().submits().pays().givenUp().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(Walk.atPayment().submits().isEscalated().givenUp().outcome()).isEqualTo(Outcome.LOST);
    }

    @Test
    void what_we_do_by_ourselves_is_no_sign_of_life() {
        var journey = Walk.atPayment().expires().journey();

        assertThat(journey.activeAt()).isEqualTo(Walk.NINE.plusSeconds(16));
        assertThat(journey.outcome()).isEqualTo(Outcome.LOST);
    }

    @Test
    void a_payment_that_is_looked_up_and_still_waits_is_no_sign_of_life() {
        var journey = Walk.atPayment()
                .submits()
                .isEscalated()
                .isStillEscalated(Duration.ofMinutes(1))
                .isStillEscalated(Duration.ofMinutes(1))
                .journey();

        var begun = Walk.atPayment().submits().isEscalated().journey();
        assertThat(journey.activeAt()).isEqualTo(begun.activeAt());
    }

    @Test
    void knows_the_arm_it_was_shown_first_and_still_when_it_is_made_anew() {
        var experiment = UUID.randomUUID();
        var walk = Walk.atPayment().isShown(experiment, "wallet").isShown(experiment, "usual");
        var journey = walk.pays().journey();

        journey.anew(walk.events().stream().filter(Happened::isOfSession).toList());

        assertThat(journey.attributes()).containsEntry("experiment_" + experiment, "wallet");
    }

    @Test
    void is_the_same_in_whatever_order_its_events_became_visible() {
        var walk = Walk.atPayment()
                .submits()
                .isDeclined("do_not_honor")
                .deliveryRises(900)
                .cancels();
        var inOrder = Json.write(walk.journey());
        var mixed = new ArrayList<>(walk.events());
        java.util.Collections.reverse(mixed);

        var journey = Journey.of(mixed.get(0));
        var seen = new ArrayList<Happened>();
        for (var event : mixed) {
            seen.add(event);
            var isNext = journey.isNext(event);
            journey.take(event);
            if (!isNext) journey.anew(seen);
        }

        assertThat(Json.write(journey)).isEqualTo(inOrder);
    }

    @Test
    void can_be_kept_and_gone_on_with() {
        var walk = Walk.atPayment().movesTo("till-1").isRefused("out-of-stock").submits();
        var all = walk.events();
        var first = Journey.of(all.get(0));
        all.subList(0, 3).forEach(first::take);

        var read = Json.read(Json.write(first), Journey.class);
        all.subList(3, all.size()).forEach(read::take);

        assertThat(Json.write(read)).isEqualTo(Json.write(walk.journey()));
    }

    @Test
    void a_link_to_pay_that_is_sent_is_a_sign_of_life_and_stays_known_when_it_is_made_anew() {
        var walk = Walk.atPayment().movesTo("phone").isSentLink();
        var journey = walk.givenUp();
        var before = journey.finding();

        journey.anew(walk.events().stream().filter(Happened::isOfSession).toList());
        journey.giveUp();

        assertThat(journey.activeAt()).isEqualTo(Walk.NINE.plusSeconds(36));
        assertThat(journey.finding()).isEqualTo(before);
        assertThat(before).isNotNull();
        assertThat(before.reason()).isEqualTo(LossReason.AUTHENTICATION_DROPPED);
    }

    @Test
    void whose_choice_an_option_was_is_no_attribute() {
        var journey = Walk.opened().livesWhereOnly("abroad", 1_490).journey();

        assertThat(journey.attributes())
                .containsEntry("fulfillment_option", "abroad")
                .doesNotContainKey("option_chosen");
    }

    @Test
    void knows_its_attributes_but_no_ids() {
        var journey = Walk.atPayment().submits().isDeclined("do_not_honor").journey();

        assertThat(journey.attributes())
                .containsEntry("country", "DE")
                .containsEntry("fulfillment_option", "standard")
                .containsEntry("decline_code", "do_not_honor")
                .containsEntry("opened_by", "client_token")
                .doesNotContainKeys("basket", "status", "type");
    }

    @Test
    void knows_what_its_buyer_was_shown_and_still_when_it_is_made_anew() {
        var walk = Walk.atPayment().isReassured("secure_payment").isReassured("return_policy");
        var journey = walk.pays().journey();

        journey.anew(walk.events().stream().filter(Happened::isOfSession).toList());

        assertThat(journey.attributes()).containsEntry("reassured", "return_policy secure_payment");
    }

    @Test
    void tells_what_was_asked_and_what_was_not() {
        var journey = Walk.opened().answers("buyer.email").journey();

        assertThat(journey.put())
                .isEqualTo(new java.util.TreeSet<>(List.of("buyer.email", "fulfillment.address", "payment.tender")));
    }
}
