package onetill.payment;

import onetill.money.Money;

/**
 * A payment service provider. Found by CDI; a new one is a new package and nothing else.
 *
 * <p>No method throws for what a provider can answer: a decline and silence are outcomes. Each call carries the key it
 * is given, so that repeating it has no second effect. No transaction is open meanwhile.
 *
 * <p>Where a provider only takes note of a capture or a withdrawal, the answer is {@link Outcome.Asked}, of a refund
 * {@link RefundOutcome.State#PENDING}; what came of it is told by {@link PaymentAnswered} and {@link RefundAnswered}.
 */
public interface PaymentProvider {

    /** Its name in our records: {@code stripe}. */
    String name();

    boolean takes(Means means);

    /** What may be silent by itself while the rest of it answers: all of it, or one device. */
    default String door(Means means) {
        return name();
    }

    /** Whether asking it means waiting for a network; then it can be slow, silent or away. */
    default boolean isRemote() {
        return true;
    }

    /** Whether it gives money back only of its own accord: a store that sold in its own name. */
    default boolean refundsByItself() {
        return false;
    }

    /** Asks for the money. */
    Outcome authorize(Authorization authorization);

    /**
     * What became of an attempt: by the provider's id, else by repeating the call under its key. A provider that cannot be
     * asked by id repeats the call as long as it keeps keys, and answers unknown afterwards: the rest comes by webhook.
     */
    Outcome lookUp(Authorization authorization);

    /** Takes what was authorized, or less; the rest is released. */
    Outcome capture(Authorization authorization, Money amount);

    /** Takes an attempt back. When the money came first, the answer says so. */
    Outcome withdraw(Authorization authorization);

    /** Gives captured money back. The key names the refund. */
    RefundOutcome refund(Authorization authorization, Money amount, String key, String reason);

    /**
     * What became of a refund that was asked for before, maybe without effect; what is not there is asked for again. A
     * provider that keeps answers under keys only for a while, or keeps failures too, looks for the refund itself first.
     */
    default RefundOutcome lookUpRefund(Authorization authorization, Money amount, String key, String reason) {
        return refund(authorization, amount, key, reason);
    }
}
