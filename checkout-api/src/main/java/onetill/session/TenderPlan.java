package onetill.session;

import java.util.ArrayList;
import java.util.List;
import onetill.channel.Channel;
import onetill.money.Money;
import onetill.payment.Means;
import onetill.payment.Payments;
import onetill.pricing.CashRounding;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Which tender covers how much of what is due.
 *
 * @param roundingMinor what the total changes by because its last part is paid in coins
 */
record TenderPlan(List<Payments.Part> parts, long roundingMinor) {

    /**
     * Shares what is due among the tenders: each covers what it names, one may take all that is left.
     *
     * @throws ProblemException when they do not add up, or a tender cannot be taken here
     */
    static TenderPlan of(Money due, List<Submission.Share> shares, Channel channel) {
        if (due.minor() == 0) {
            return new TenderPlan(List.of(new Payments.Part(new Means.NothingDue(), due)), 0);
        }
        if (shares.isEmpty()) throw ProblemException.invalid("tender", "%d is due; say how".formatted(due.minor()));
        shares.forEach(share -> guardOffered(share.means(), channel));
        guardOneRefundable(shares);
        var left = left(due, shares);
        var parts = new ArrayList<Payments.Part>();
        var rounding = 0L;
        for (var share : shares) {
            var amount = share.amountMinor() == null ? left : new Money(share.amountMinor(), due.currency());
            if (share.means() instanceof Means.Cash cash) {
                var coins = CashRounding.round(amount, channel.cashRoundingMinor());
                rounding += coins.minor() - amount.minor();
                guardReceived(cash, coins);
                amount = coins;
            }
            var means = shares.size() > 1 ? asPart(share.means()) : share.means();
            if (amount.minor() > 0) parts.add(new Payments.Part(means, amount, share.cardBrand()));
        }
        if (parts.isEmpty()) parts.add(new Payments.Part(new Means.NothingDue(), Money.zero(due.currency())));
        return new TenderPlan(List.copyOf(parts), rounding);
    }

    /** The same, with what goods that come back pay before. */
    TenderPlan after(Payments.Part credit) {
        if (credit.amount().minor() == 0) return this;
        var all = new ArrayList<>(List.of(credit));
        parts.stream()
                .filter(it -> it.amount().minor() > 0)
                .map(it -> new Payments.Part(asPart(it.means()), it.amount(), it.cardBrand()))
                .forEach(all::add);
        return new TenderPlan(List.copyOf(all), roundingMinor);
    }

    /** A tip is asked for by the tender that pays all of it: another that fails would leave a tip without a sale. */
    static Means asPart(Means means) {
        return means instanceof Means.Reader reader ? reader.withoutTips() : means;
    }

    /** The types of the tenders as people read them: {@code gift_card+card}. */
    String label() {
        return String.join(
                "+", parts.stream().map(part -> part.means().tenderType()).toList());
    }

    private static Money left(Money due, List<Submission.Share> shares) {
        var named = 0L;
        var open = 0;
        for (var share : shares) {
            @Nullable Long amount = share.amountMinor();
            if (amount == null) open++;
            else named = Math.addExact(named, amount);
        }
        var left = due.minor() - named;
        if (open > 1) throw ProblemException.invalid("tenders", "only one tender may leave its amount out");
        if (left < 0 || left > 0 && open == 0) {
            throw new ProblemException(
                            ProblemType.TENDERS_DO_NOT_ADD_UP,
                            "the tenders cover %d, %d is due".formatted(named, due.minor()))
                    .with("due_minor", due.minor());
        }
        if (left == 0 && open == 1 && shares.size() > 1) {
            throw new ProblemException(
                            ProblemType.TENDERS_DO_NOT_ADD_UP,
                            "the other tenders cover all of %d already; leave the last one out".formatted(due.minor()))
                    .with("due_minor", due.minor());
        }
        return new Money(left, due.currency());
    }

    private static void guardOffered(Means means, Channel channel) {
        if (channel.offers(means.tenderType())) return;
        throw new ProblemException(
                ProblemType.TENDER_NOT_OFFERED,
                "channel %s takes %s, not %s".formatted(channel.id(), channel.tenders(), means.tenderType()));
    }

    /** What cannot be held, only taken, comes last; two of them could not both be last. */
    private static void guardOneRefundable(List<Submission.Share> shares) {
        var many = shares.stream()
                        .filter(share -> share.means().undo() == Means.Undo.REFUND)
                        .count()
                > 1;
        if (many) throw ProblemException.invalid("tenders", "only one tender may be a bank transfer or debit");
    }

    private static void guardReceived(Means.Cash cash, Money coins) {
        if (cash.receivedMinor() >= coins.minor()) return;
        throw ProblemException.invalid(
                "received_minor", "%d was received, %d is due".formatted(cash.receivedMinor(), coins.minor()));
    }
}
