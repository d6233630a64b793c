package onetill.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.UUID;
import onetill.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptTest {

    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-23T09:00:00Z");
    private static final OffsetDateTime LATER = NOW.plusSeconds(5);
    private static final Money TOTAL = Money.of(2270, "EUR");
    private static final UUID ID = new UUID(1, 1);

    private final Attempt attempt = sent(true);

    private static Attempt sent(boolean captureNow) {
        var means = new Means.PaymentMethod("pm_1", "http://localhost/");
        var place = new Attempt.Place(ID, ID, 0, true, false);
        var attempt = new Attempt(ID, ID, ID, place, "fake", TOTAL, captureNow, means, NOW);
        attempt.send(means, NOW, LATER);
        return attempt;
    }

    @Test
    void keeps_the_very_call_so_that_it_can_be_repeated() {
        assertThat(attempt.authorization().means()).isEqualTo(new Means.PaymentMethod("pm_1", "http://localhost/"));
        assertThat(attempt.authorization().key("authorize")).isEqualTo(ID + ":" + ID + ":authorize");
    }

    @Test
    void stays_open_while_the_provider_is_silent() {
        assertThat(attempt.apply(new Outcome.Unknown("timeout"), NOW, LATER)).isTrue();

        assertThat(attempt.state().isOpen()).isTrue();
    }

    @Test
    void what_was_only_asked_for_changes_nothing_until_it_is_told() {
        var held = sent(false);
        held.apply(new Outcome.Authorized("psp_1", TOTAL, null), NOW, LATER);

        assertThat(attempt.apply(new Outcome.Asked("psp_2"), NOW, LATER)).isFalse();
        assertThat(attempt.state()).isEqualTo(AttemptState.SENT);
        assertThat(held.apply(new Outcome.Asked("psp_3"), NOW, LATER)).isFalse();
        assertThat(held.state()).isEqualTo(AttemptState.AUTHORIZED);
        assertThat(held.apply(new Outcome.Captured("psp_1", TOTAL, null), NOW, LATER))
                .isTrue();
    }

    @Test
    void an_old_answer_never_takes_back_a_newer_one() {
        attempt.apply(new Outcome.Captured("pi_1", TOTAL, null), NOW, LATER);

        var changed = attempt.apply(
                new Outcome.Declined("pi_1", "do_not_honor", Outcome.Retry.ANOTHER_TENDER, null), NOW, LATER);

        assertThat(changed).isFalse();
        assertThat(attempt.state()).isEqualTo(AttemptState.CAPTURED);
    }

    @Test
    void the_same_answer_twice_is_news_once() {
        var answer = new Outcome.Captured("pi_1", TOTAL, null);

        assertThat(attempt.apply(answer, NOW, LATER)).isTrue();
        assertThat(attempt.apply(answer, NOW, LATER)).isFalse();
    }

    @Test
    void that_it_still_waits_for_its_buyer_is_news_once() {
        assertThat(attempt.apply(waiting("https://bank/1"), NOW, LATER)).isTrue();

        assertThat(attempt.apply(waiting("https://bank/1"), NOW, LATER.plusMinutes(1)))
                .isFalse();
        assertThat(attempt.checkAt()).as("it is asked about again").isEqualTo(LATER.plusMinutes(1));
        assertThat(attempt.state()).isEqualTo(AttemptState.REQUIRES_ACTION);
    }

    @Test
    void where_the_buyer_has_to_go_is_the_newest_address() {
        attempt.apply(waiting("https://bank/1"), NOW, LATER);

        assertThat(attempt.apply(waiting("https://bank/2"), NOW, LATER)).isFalse();
        assertThat(attempt.action()).isEqualTo(Action.redirect("https://bank/2"));
    }

    @Test
    void that_the_provider_is_still_silent_is_news_once() {
        assertThat(attempt.apply(new Outcome.Unknown("timeout"), NOW, LATER)).isTrue();

        assertThat(attempt.apply(new Outcome.Unknown("timeout"), NOW, LATER)).isFalse();
        assertThat(attempt.apply(waiting("https://bank/1"), NOW, LATER))
                .as("it answers again")
                .isTrue();
        assertThat(attempt.apply(new Outcome.Unknown("timeout"), NOW, LATER)).isTrue();
    }

    @Test
    void what_comes_of_waiting_is_news() {
        attempt.apply(waiting("https://bank/1"), NOW, LATER);
        attempt.apply(waiting("https://bank/1"), NOW, LATER);

        assertThat(attempt.apply(new Outcome.Captured("pi_1", TOTAL, null), NOW, LATER))
                .isTrue();
    }

    @Test
    void a_card_that_was_declined_while_another_may_still_pay_is_news_once_and_no_end() {
        attempt.apply(waiting("https://bank/1"), NOW, LATER);

        assertThat(attempt.apply(met("do_not_honor"), NOW, LATER)).isTrue();
        assertThat(attempt.apply(met("do_not_honor"), NOW, LATER)).isFalse();
        assertThat(attempt.state()).isEqualTo(AttemptState.REQUIRES_ACTION);
        assertThat(attempt.declineCode()).isEqualTo("do_not_honor");
        assertThat(attempt.apply(waiting("https://bank/1"), NOW, LATER))
                .as("the buyer is at it again")
                .isTrue();
        assertThat(attempt.apply(met("expired_card"), NOW, LATER)).isTrue();

        assertThat(attempt.apply(new Outcome.Authorized("pi_1", TOTAL, null), NOW, LATER))
                .isTrue();
        assertThat(attempt.declineCode()).isNull();
    }

    private static Outcome met(String code) {
        return new Outcome.ActionRequired("pi_1", Action.confirmInApp(), code);
    }

    private static Outcome waiting(String url) {
        return new Outcome.ActionRequired("pi_1", Action.redirect(url));
    }

    @Test
    void money_that_is_held_is_still_to_be_taken_where_it_should_be_taken_at_once() {
        attempt.apply(new Outcome.Authorized("pi_1", TOTAL, null), NOW, LATER);

        assertThat(attempt.isCaptureDue()).isTrue();
    }

    @Test
    void money_that_should_only_be_held_waits() {
        var manual = sent(false);
        manual.apply(new Outcome.Authorized("pi_1", TOTAL, null), NOW, LATER);

        assertThat(manual.isCaptureDue()).isFalse();
        assertThat(manual.state().isOpen()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(AttemptState.class)
    void each_state_is_stored_and_read_again(AttemptState state) {
        assertThat(AttemptState.of(state.stored())).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource(Outcome.Result.class)
    void nothing_but_money_moves_a_finished_attempt(Outcome.Result result) {
        var money = result == Outcome.Result.AUTHORIZED || result == Outcome.Result.CAPTURED;

        assertThat(AttemptState.DECLINED.takes(result)).isEqualTo(money);
        assertThat(AttemptState.VOIDED.takes(result)).isEqualTo(money);
        assertThat(AttemptState.REFUNDED.takes(result)).isFalse();
        assertThat(AttemptState.CAPTURED.takes(result)).isEqualTo(result == Outcome.Result.REFUNDED);
    }

    @Test
    void money_that_comes_after_a_decline_is_a_fact() {
        attempt.apply(new Outcome.Declined("pi_1", "do_not_honor", Outcome.Retry.ANOTHER_TENDER, null), NOW, LATER);

        assertThat(attempt.apply(new Outcome.Captured("pi_1", TOTAL, null), NOW, LATER))
                .isTrue();
        assertThat(attempt.captured()).isEqualTo(TOTAL);
    }

    @Test
    void taking_a_part_leaves_the_rest_held() {
        var manual = sent(false);
        manual.apply(new Outcome.Authorized("pi_1", TOTAL, null), NOW, LATER);

        manual.apply(new Outcome.PartlyCaptured("pi_1", Money.of(1000, "EUR")), NOW, LATER);

        assertThat(manual.state()).isEqualTo(AttemptState.AUTHORIZED);
        assertThat(manual.captured()).isEqualTo(Money.of(1000, "EUR"));
        assertThat(manual.newlyCaptured()).isEqualTo(Money.of(1000, "EUR"));
    }

    @Test
    void the_first_of_several_tenders_is_only_held_until_all_are() {
        var means = new Means.PaymentMethod("pm_1", "http://localhost/");
        var first =
                new Attempt(ID, ID, ID, new Attempt.Place(ID, ID, 0, false, false), "fake", TOTAL, true, means, NOW);

        assertThat(first.authorization().captureNow()).isFalse();
        first.apply(new Outcome.Authorized("pi_1", TOTAL, null), NOW, LATER);
        assertThat(first.isCaptureDue()).isTrue();
    }

    @Nested
    class Unwanted {

        @Test
        void money_that_is_held_has_to_be_let_go() {
            attempt.apply(new Outcome.Authorized("pi_1", TOTAL, null), NOW, LATER);

            attempt.unwanted("another_tender_declined", NOW, LATER);

            assertThat(attempt.isToBeUndone()).isTrue();
            assertThat(attempt.isCaptureDue()).isFalse();
            assertThat(attempt.checkAt()).isEqualTo(LATER);
        }

        @Test
        void money_that_went_back_is_done() {
            attempt.apply(new Outcome.Captured("pi_1", TOTAL, null), NOW, LATER);
            attempt.unwanted("nobody_waits_for_it", NOW, LATER);

            attempt.apply(new Outcome.Refunded(TOTAL), NOW, LATER);

            assertThat(attempt.state()).isEqualTo(AttemptState.REFUNDED);
            assertThat(attempt.isToBeUndone()).isFalse();
            assertThat(attempt.refunded()).isEqualTo(TOTAL);
        }
    }

    @Nested
    class Refunds {

        @Test
        void are_set_aside_before_the_provider_is_asked() {
            attempt.apply(new Outcome.Captured("pi_1", TOTAL, null), NOW, LATER);

            attempt.reserveRefund(2270);

            assertThat(attempt.state()).isEqualTo(AttemptState.REFUNDED);
        }

        @Test
        void that_were_refused_are_ours_again() {
            attempt.apply(new Outcome.Captured("pi_1", TOTAL, null), NOW, LATER);
            attempt.reserveRefund(2270);

            attempt.releaseRefund(2270);

            assertThat(attempt.state()).isEqualTo(AttemptState.CAPTURED);
            assertThat(attempt.refunded().minor()).isZero();
        }
    }
}
