package onetill.session;

import java.util.List;
import java.util.UUID;
import onetill.payment.Means;
import org.jspecify.annotations.Nullable;

/**
 * The buyer's yes.
 *
 * @param revision the state of the session the buyer has seen
 * @param confirmedTotalMinor the total the buyer has seen, in the minor unit of the session's currency
 * @param tenders with what it is paid; empty where nothing is due
 * @param run names the request, however often it comes; null for one that is not repeated
 * @param along what the buyer's wallet brought with the yes, applied before the total is compared; {@link Change#NOTHING} for none
 * @param consent the words the buyer agreed to, where somebody else pays on their behalf; kept with the event
 */
public record Submission(
        long revision,
        long confirmedTotalMinor,
        List<Share> tenders,
        Change along,
        @Nullable String consent,
        @Nullable UUID run) {

    /**
     * One means and its share.
     *
     * @param amountMinor what it covers; null is all that the others leave
     * @param cardBrand as far as the page has told, for routing
     */
    public record Share(
            Means means,
            @Nullable Long amountMinor,
            @Nullable String cardBrand) {
        public Share(Means means, @Nullable Long amountMinor) {
            this(means, amountMinor, null);
        }
    }

    public Submission(long revision, long confirmedTotalMinor, List<Share> tenders) {
        this(revision, confirmedTotalMinor, tenders, Change.NOTHING, null, null);
    }

    /** Everything with one means. */
    public Submission(long revision, long confirmedTotalMinor, Means means) {
        this(revision, confirmedTotalMinor, List.of(new Share(means, null)), Change.NOTHING, null, null);
    }

    /** The same yes, as a part of a request that can come again. */
    public Submission by(UUID request) {
        return new Submission(revision, confirmedTotalMinor, tenders, along, consent, request);
    }

    /** The same yes, with what came along with it. The address is all there is of one: no part of another is left in it. */
    public Submission with(@Nullable Buyer buyer, Change.@Nullable FulfillmentChoice fulfillment) {
        var change = new Change(null, buyer, fulfillment == null ? null : fulfillment.whole(), null);
        return new Submission(revision, confirmedTotalMinor, tenders, change, consent, run);
    }

    /** Whether a wallet pays, so that what came along came from there. */
    boolean isByWallet() {
        return tenders.stream().anyMatch(share -> share.means() instanceof Means.Wallet);
    }

    public Submission(long revision, long confirmedTotalMinor, List<Share> tenders, @Nullable String consent) {
        this(revision, confirmedTotalMinor, tenders, Change.NOTHING, consent, null);
    }

    /** Whether something the customer has kept pays, in part or before. */
    boolean usesKept(CheckoutSession session) {
        return session.isPaidAheadBySaved()
                || tenders.stream().anyMatch(it -> isKept(it.means().tenderType()));
    }

    /** Whether it is a means a customer has left with the merchant, so that nothing in the buyer's hands is needed. */
    static boolean isKept(String tenderType) {
        return tenderType.equals("saved") || tenderType.equals("store_credit");
    }

    /** A total that was rounded for cash is confirmed by what it was before, too. */
    boolean confirms(CheckoutSession session) {
        var total = session.total().minor();
        return confirmedTotalMinor == total || confirmedTotalMinor == total - session.roundingMinor();
    }
}
