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
            case "cash" -> "cash_drawer";
            case "gift_card" -> GIFT_CARD_LIABILITY;
            case "app_store", "google_play" -> "store_receivable:" + provider;
            default -> "psp_clearing:" + provider;
        };
    }

    /** What gift cards and store credit brought in or were given for. */
    public static final String GIFT_CARDS_ISSUED = "gift_cards_issued";

    /** Owed to those who have gift cards or store credit. */
    public static final String GIFT_CARD_LIABILITY = "gift_card_liability";

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
     */
    public record Source(String type, UUID id, @Nullable String ref) {}

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
                                                  currency, source_type, source_id, source_ref, kind, posted_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
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
                .executeUpdate();
    }
}
