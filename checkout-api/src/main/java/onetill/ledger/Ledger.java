package onetill.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;
import onetill.money.Money;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import org.jspecify.annotations.Nullable;

/** The books. Entries are only ever added; a correction is an entry the other way. */
@ApplicationScoped
public class Ledger {

    /**
     * Money a provider has taken for us and not yet paid out. Cash has a drawer instead; a gift card was paid when it was
     * given out, and what is taken from it is owed no more.
     */
    public static String clearing(String provider) {
        return switch (provider) {
            case "cash" -> CASH_DRAWER;
            case "gift_card" -> GIFT_CARD_LIABILITY;
            case "exchange" -> EXCHANGES;
            case "app_store", "google_play" -> "store_receivable:" + provider;
            default -> "psp_clearing:" + provider;
        };
    }

    /** In the drawers of the tills. */
    public static final String CASH_DRAWER = "cash_drawer";

    /** In the safe: where floats come from and what was counted goes to. */
    public static final String CASH_SAFE = "cash_safe";

    /** What was counted less than the books said, or more. */
    public static final String CASH_OVER_SHORT = "cash_over_short";

    /** Paid out of drawers for the shop. */
    public static final String CASH_EXPENSES = "cash_expenses";

    /** Put into drawers or taken out for what has no account of its own. */
    public static final String CASH_OTHER = "cash_other";

    /** What gift cards and store credit brought in or were given for. */
    public static final String GIFT_CARDS_ISSUED = "gift_cards_issued";

    /** Owed to those who have gift cards or store credit. */
    public static final String GIFT_CARD_LIABILITY = "gift_card_liability";

    /** On its way from an order whose goods came back to the one of those that went out for them; zero when it is there. */
    public static final String EXCHANGES = "exchange_clearing";

    /** What was left on gift cards that have expired. */
    public static final String GIFT_CARD_BREAKAGE = "gift_card_breakage";

    public static final String SALES = "sales";

    /** What providers keep for their work. */
    public static final String PROVIDER_FEES = "provider_fees";

    /** What buyers had their banks take back, and what of it was won. */
    public static final String DISPUTES = "disputes";

    /** Paid out by providers. */
    public static final String BANK = "bank";

    /** Paid ahead, and owed to the buyer until there is an order. */
    public static final String DEPOSITS = "customer_deposits";

    /** Came although nobody waited for it, and goes back. */
    public static final String UNEXPECTED = "unexpected_payments";

    /** Owed to the people who serve. */
    public static final String TIPS = "tips";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * What an entry comes from.
     *
     * @param type what kind of thing the id names: {@code payment_attempt}
     * @param ref the provider's name for it, for people who compare
     * @param shiftId whose drawer it moves; null for what is no cash, or outside of shifts
     */
    public record Source(
            String type,
            UUID id,
            @Nullable String ref,
            @Nullable UUID shiftId) {
        public Source(String type, UUID id, @Nullable String ref) {
            this(type, id, ref, null);
        }
    }

    /**
     * Moves an amount, once for each source and kind however often it is asked: a repeated posting is ignored.
     *
     * @param txId what belongs together, such as one capture
     */
    public void post(
            UUID merchantId, UUID txId, String debit, String credit, Money amount, Source source, String kind) {
        if (amount.minor() == 0) return;
        em.createNativeQuery("""
                        insert into ledger_entry (merchant_id, entry_id, tx_id, debit_account, credit_account, amount_minor,
                                                  currency, source_type, source_id, source_ref, kind, posted_at, shift_id)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, cast(?13 as uuid))
                        on conflict (merchant_id, source_type, source_id, kind) do nothing""")
                .setParameter(1, merchantId)
                .setParameter(2, ids.next())
                .setParameter(3, txId)
                .setParameter(4, debit)
                .setParameter(5, credit)
                .setParameter(6, amount.minor())
                .setParameter(7, amount.currency().getCurrencyCode())
                .setParameter(8, source.type())
                .setParameter(9, source.id())
                .setParameter(10, source.ref())
                .setParameter(11, kind)
                .setParameter(12, clock.now())
                .setParameter(
                        13, source.shiftId() == null ? null : source.shiftId().toString())
                .executeUpdate();
    }
}
