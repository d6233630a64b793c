package onetill.giftcard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import onetill.access.Principal;
import onetill.database.Work;
import onetill.giftcard.Entry.Kind;
import onetill.giftcard.Entry.Source;
import onetill.money.Money;
import onetill.payment.Authorization;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.PaymentProvider;
import onetill.payment.RefundOutcome;
import onetill.runtime.Clocks;

/**
 * Pays with money that we keep ourselves. Each call is one short transaction under the lock of the card, and first
 * reads what the entries say of its attempt: to repeat a call has no second effect.
 */
@ApplicationScoped
public class GiftCardProvider implements PaymentProvider {

    @Inject
    Work work;

    @Inject
    GiftCards cards;

    @Inject
    Entries entries;

    @Inject
    GiftCardConfig config;

    @Inject
    Clocks clock;

    @Override
    public String name() {
        return "gift_card";
    }

    @Override
    public boolean takes(Means means) {
        return means instanceof Means.GiftCard || means instanceof Means.StoreCredit;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public Outcome authorize(Authorization authorization) {
        return underLock(authorization, (card, known) -> {
            if (known.state() != Redemption.State.NONE) return outcome(authorization, card, known);
            var refusal = card.refusal(authorization.amount(), clock.now());
            if (refusal != null) {
                return new Outcome.Declined(null, refusal, Outcome.Retry.ANOTHER_TENDER, card.label());
            }
            card.take(authorization.amount());
            var minor = authorization.amount().minor();
            var source = Source.attempt(authorization.attemptId());
            entries.add(card, Kind.REDEEM, -minor, source, actor(card), "payment");
            if (authorization.captureNow()) entries.add(card, Kind.CAPTURE, 0, source, actor(card), "payment");
            happened(authorization, card, "redeemed", -minor);
            return outcome(authorization, card, truth(authorization));
        });
    }

    @Override
    public Outcome lookUp(Authorization authorization) {
        return authorize(authorization);
    }

    @Override
    public Outcome capture(Authorization authorization, Money amount) {
        return underLock(authorization, (card, known) -> {
            if (known.state() == Redemption.State.NONE) return new Outcome.Unknown("nothing is held");
            if (known.state() != Redemption.State.HELD) return outcome(authorization, card, known);
            var held = new Money(known.redeemedMinor(), amount.currency());
            var spared = held.minus(amount);
            if (spared.isNegative()) throw new IllegalStateException("%s is more than is held".formatted(amount));
            putBack(card, spared);
            var source = Source.attempt(authorization.attemptId());
            entries.add(card, Kind.CAPTURE, spared.minor(), source, actor(card), "payment");
            if (spared.minor() > 0) happened(authorization, card, "returned", spared.minor());
            return outcome(authorization, card, truth(authorization));
        });
    }

    /** Also where nothing was asked for yet: a call that comes later than this finds that it came too late. */
    @Override
    public Outcome withdraw(Authorization authorization) {
        return underLock(authorization, (card, known) -> {
            if (known.state() == Redemption.State.CAPTURED || known.state() == Redemption.State.WITHDRAWN) {
                return outcome(authorization, card, known);
            }
            var held = new Money(known.redeemedMinor(), authorization.amount().currency());
            putBack(card, held);
            var source = Source.attempt(authorization.attemptId());
            entries.add(card, Kind.RETURN, held.minor(), source, actor(card), "payment taken back");
            if (held.minor() > 0) happened(authorization, card, "returned", held.minor());
            return outcome(authorization, card, truth(authorization));
        });
    }

    @Override
    public RefundOutcome refund(Authorization authorization, Money amount, String key, String reason) {
        var source = Source.refund(key, authorization.attemptId());
        return underLock(authorization, (card, known) -> {
            if (entries.has(card.merchantId(), source, Kind.RETURN)) return refunded(key);
            if (known.refundableMinor() < amount.minor()) {
                return new RefundOutcome(RefundOutcome.State.DECLINED, null, "more_than_redeemed");
            }
            putBack(card, amount);
            entries.add(card, Kind.RETURN, amount.minor(), source, actor(card), reason);
            happened(authorization, card, "returned", amount.minor());
            return refunded(key);
        });
    }

    private <T> T underLock(Authorization authorization, BiFunction<GiftCard, Redemption, T> step) {
        var merchantId = authorization.merchantId();
        return work.write(
                merchantId,
                () -> step.apply(cards.locked(merchantId, cardId(authorization.means())), truth(authorization)));
    }

    private Redemption truth(Authorization authorization) {
        return Redemption.of(entries.ofAttempt(authorization.merchantId(), authorization.attemptId()));
    }

    /** Money that comes back to an expired card can be spent for a while again; what had expired stays so. */
    private void putBack(GiftCard card, Money amount) {
        if (amount.minor() == 0) return;
        var now = clock.now();
        if (card.isExpired(now)) {
            cards.bookOut(card);
            card.validUntil(now.plus(config.refundValidity));
        }
        card.putBack(amount);
    }

    private Outcome outcome(Authorization authorization, GiftCard card, Redemption known) {
        var ref = name() + "_" + authorization.attemptId();
        var currency = authorization.amount().currency();
        return switch (known.state()) {
            case NONE -> new Outcome.Unknown("nothing is held");
            case HELD -> new Outcome.Authorized(ref, new Money(known.redeemedMinor(), currency), card.label());
            case CAPTURED -> new Outcome.Captured(ref, new Money(known.capturedMinor(), currency), card.label());
            case WITHDRAWN -> new Outcome.Voided(ref);
        };
    }

    private void happened(Authorization authorization, GiftCard card, String what, long amountMinor) {
        entries.happened(card, what, amountMinor, actor(card), Map.of("attempt_id", authorization.attemptId()));
    }

    private static RefundOutcome refunded(String key) {
        return new RefundOutcome(RefundOutcome.State.REFUNDED, key, null);
    }

    private static String actor(GiftCard card) {
        return Principal.system(card.merchantId()).actor();
    }

    private static UUID cardId(Means means) {
        if (means instanceof Means.GiftCard card) return card.giftCardId();
        if (means instanceof Means.StoreCredit credit) return credit.giftCardId();
        throw new IllegalArgumentException("no gift card pays by " + means.tenderType());
    }
}
