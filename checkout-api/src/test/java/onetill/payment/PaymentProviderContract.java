package onetill.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import onetill.money.Money;
import onetill.payment.Outcome.ActionRequired;
import onetill.payment.Outcome.Authorized;
import onetill.payment.Outcome.Captured;
import onetill.payment.Outcome.Declined;
import org.junit.jupiter.api.Test;

/** What each provider must do. A new one extends this first and then turns it green. */
public abstract class PaymentProviderContract {

    protected static final UUID MERCHANT = UUID.fromString("0190a000-0000-7000-8000-000000000001");
    protected static final Money TOTAL = Money.of(2270, "EUR");

    protected abstract PaymentProvider provider();

    /** A means that pays. */
    protected abstract Means good();

    /** A means the bank refuses. */
    protected abstract Means refused();

    /** A means for which the buyer has to act first. */
    protected abstract Means confirmedByBuyer();

    /** The buyer does what is asked. */
    protected abstract void buyerActs(String providerRef);

    /** How often the provider took or held money since the test began. */
    protected abstract long timesCharged();

    /** What came of an answer: the answer itself, except where the truth is told later by a webhook. */
    protected Outcome truth(Authorization authorization, Outcome answer) {
        return answer;
    }

    protected RefundOutcome truth(String key, RefundOutcome answer) {
        return answer;
    }

    private Outcome authorize(Authorization authorization) {
        return truth(authorization, provider().authorize(authorization));
    }

    private Outcome capture(Authorization authorization, Money amount) {
        return truth(authorization, provider().capture(authorization, amount));
    }

    private Outcome lookUp(Authorization authorization) {
        return truth(authorization, provider().lookUp(authorization));
    }

    private Outcome withdraw(Authorization authorization) {
        return truth(authorization, provider().withdraw(authorization));
    }

    private RefundOutcome refund(Authorization authorization, Money amount, String key) {
        return truth(key, provider().refund(authorization, amount, key, "damaged"));
    }

    protected static Authorization authorization(boolean captureNow, Means means) {
        return new Authorization(MERCHANT, UUID.randomUUID(), UUID.randomUUID(), TOTAL, captureNow, means, null);
    }

    protected static Authorization known(Authorization authorization, String providerRef) {
        return authorization.known(providerRef);
    }

    @Test
    public void takes_the_money_at_once_when_asked_to() {
        var outcome = authorize(authorization(true, good()));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Captured.class, it -> assertThat(it.amount()).isEqualTo(TOTAL));
    }

    @Test
    public void holds_the_money_and_takes_it_later() {
        var authorization = authorization(false, good());

        var held = (Authorized) authorize(authorization);
        var taken = capture(known(authorization, held.providerRef()), TOTAL);

        assertThat(held.amount()).isEqualTo(TOTAL);
        assertThat(taken)
                .isInstanceOfSatisfying(
                        Captured.class, it -> assertThat(it.amount()).isEqualTo(TOTAL));
    }

    @Test
    public void takes_a_part_of_what_is_held() {
        var authorization = authorization(false, good());
        var held = (Authorized) authorize(authorization);

        var taken = (Captured) capture(known(authorization, held.providerRef()), Money.of(1000, "EUR"));

        assertThat(taken.amount()).isEqualTo(Money.of(1000, "EUR"));
    }

    @Test
    public void the_same_call_again_has_no_second_effect() {
        var authorization = authorization(true, good());

        var first = (Captured) authorize(authorization);
        var again = (Captured) authorize(authorization);

        assertThat(again.providerRef()).isEqualTo(first.providerRef());
        assertThat(timesCharged()).isEqualTo(1);
    }

    @Test
    public void a_refusal_is_an_answer_with_a_reason() {
        var outcome = authorize(authorization(true, refused()));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isNotBlank());
        assertThat(timesCharged()).isZero();
    }

    @Test
    public void waits_for_the_buyer_and_then_knows_the_outcome() {
        var authorization = authorization(true, confirmedByBuyer());
        var waiting = (ActionRequired) authorize(authorization);

        buyerActs(waiting.providerRef());
        var outcome = lookUp(known(authorization, waiting.providerRef()));

        assertThat(outcome).isInstanceOf(Captured.class);
    }

    @Test
    public void what_waits_for_the_buyer_can_be_taken_back() {
        var authorization = authorization(true, confirmedByBuyer());
        var waiting = (ActionRequired) authorize(authorization);

        var outcome = withdraw(known(authorization, waiting.providerRef()));

        assertThat(outcome.result()).isEqualTo(Outcome.Result.VOIDED);
        assertThat(timesCharged()).isZero();
    }

    @Test
    public void when_the_money_came_first_a_withdrawal_says_so() {
        var authorization = authorization(true, good());
        var taken = (Captured) authorize(authorization);

        var outcome = withdraw(known(authorization, taken.providerRef()));

        assertThat(outcome.result()).isEqualTo(Outcome.Result.CAPTURED);
    }

    @Test
    public void an_authorization_can_be_released() {
        var authorization = authorization(false, good());
        var held = (Authorized) authorize(authorization);

        var outcome = withdraw(known(authorization, held.providerRef()));

        assertThat(outcome.result()).isEqualTo(Outcome.Result.VOIDED);
    }

    @Test
    public void an_attempt_is_found_by_its_key_when_its_id_was_lost() {
        var authorization = authorization(true, good());
        var taken = (Captured) authorize(authorization);

        var found = (Captured) lookUp(authorization);

        assertThat(found.providerRef()).isEqualTo(taken.providerRef());
        assertThat(timesCharged()).isEqualTo(1);
    }

    @Test
    public void gives_money_back_once_for_each_key_and_never_more_than_was_taken() {
        var authorization = authorization(true, good());
        var taken = (Captured) authorize(authorization);
        var paid = known(authorization, taken.providerRef());
        var some = Money.of(2000, "EUR");

        var first = refund(paid, some, "r1-" + authorization.attemptId());
        var repeated = refund(paid, some, "r1-" + authorization.attemptId());
        var tooMuch = refund(paid, some, "r2-" + authorization.attemptId());

        assertThat(first.state()).isEqualTo(RefundOutcome.State.REFUNDED);
        assertThat(repeated.providerRef()).isEqualTo(first.providerRef());
        assertThat(tooMuch.state()).isEqualTo(RefundOutcome.State.DECLINED);
    }
}
