package onetill.giftcard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import onetill.access.CodeTries;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Changes;
import onetill.audit.Deed;
import onetill.customer.Customers;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.giftcard.Entry.Kind;
import onetill.ledger.Ledger;
import onetill.limit.CodeGuesses;
import onetill.money.Money;
import onetill.payment.Means;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/** All gift cards and all store credit: giving them out, finding and changing them. Paying is the provider's. */
@ApplicationScoped
public class GiftCards {

    private static final int BATCH = 50;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Audit audit;

    @Inject
    Work work;

    @Inject
    Entries entries;

    @Inject
    CodeTries tries;

    @Inject
    CodeGuesses guesses;

    @Inject
    GiftCardConfig config;

    @Inject
    Customers customers;

    @Inject
    Ledger ledger;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * A card that was given out.
     *
     * @param code null for store credit; known here and never again
     */
    record Issued(GiftCard card, @Nullable GiftCardCode code) {}

    /** Gives out a new card, or puts more on the store credit that the customer has in this currency. */
    Issued issue(Principal by, GiftCard.Issue issue) {
        return work.write(by.merchantId(), () -> {
            guard(by.merchantId(), issue);
            if (issue.kind() == GiftCardKind.STORE_CREDIT) return new Issued(given(by, credit(by, issue), issue), null);
            var code = GiftCardCode.fresh(secrets);
            return new Issued(given(by, create(by, issue, code), issue), code);
        });
    }

    /**
     * What a customer got instead of their money.
     *
     * @param code of a new gift card, shown once; null for store credit
     */
    public record GivenBack(
            UUID cardId, @Nullable String code, @Nullable String last4) {}

    /** Gives out a gift card, or puts more on the customer's store credit, for goods that came back. */
    public GivenBack giveBack(
            Principal by, Money amount, @Nullable UUID customerId, boolean asStoreCredit, String reason) {
        var kind = asStoreCredit ? GiftCardKind.STORE_CREDIT : GiftCardKind.GIFT_CARD;
        var issued = issue(by, new GiftCard.Issue(kind, amount, customerId, null, reason));
        var code = issued.code();
        return new GivenBack(
                issued.card().id(),
                code == null ? null : code.printed(),
                issued.card().last4());
    }

    private GiftCard given(Principal by, GiftCard card, GiftCard.Issue issue) {
        audit.record(
                by,
                Deed.of(AuditAction.ISSUE_GIFT_CARD, card.id()).because(issue.reason()),
                Map.of(
                        "kind", issue.kind().stored(),
                        "amount_minor", issue.amount().minor(),
                        "currency", issue.amount().currency().getCurrencyCode()));
        return card;
    }

    private void guard(UUID merchantId, GiftCard.Issue issue) {
        var expiresAt = issue.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(clock.now())) {
            throw ProblemException.invalid("expires_at", "this is over already");
        }
        var customerId = issue.customerId();
        if (customerId == null && issue.kind() == GiftCardKind.STORE_CREDIT) {
            throw ProblemException.invalid("customer_id", "store credit belongs to a customer; say whose it is");
        }
        if (customerId != null && customers.get(merchantId, customerId).isEmpty()) {
            throw ProblemException.notFound("customer", customerId);
        }
    }

    private GiftCard create(Principal by, GiftCard.Issue issue, @Nullable GiftCardCode code) {
        var card = new GiftCard(by.merchantId(), ids.next(), issue, code, by.actor(), clock.now());
        em.persist(card);
        em.flush();
        put(card, Kind.ISSUE, "issued", issue.amount(), by.actor(), issue.reason());
        return card;
    }

    /** A customer has one store credit in each currency; the customer's row is the lock while there is none yet. */
    private GiftCard credit(Principal by, GiftCard.Issue issue) {
        em.createNativeQuery("select 1 from customer where merchant_id = ?1 and customer_id = ?2 for update")
                .setParameter(1, by.merchantId())
                .setParameter(2, issue.customerId())
                .getSingleResult();
        var there = creditOf(by.merchantId(), issue.customerId(), issue.amount().currency());
        if (there.isEmpty()) return create(by, issue, null);
        var card = locked(by.merchantId(), there.get().id());
        var wasExpired = card.isExpired(clock.now());
        bookOut(card);
        card.validUntil(wasExpired ? issue.expiresAt() : later(card.expiresAt(), issue.expiresAt()));
        put(card, Kind.TOP_UP, "topped_up", issue.amount(), by.actor(), issue.reason());
        return card;
    }

    private static @Nullable OffsetDateTime later(@Nullable OffsetDateTime one, @Nullable OffsetDateTime other) {
        if (one == null || other == null) return null;
        return one.isAfter(other) ? one : other;
    }

    /** Money comes onto the card from outside: the merchant owes it from now on. */
    private void put(GiftCard card, Kind kind, String what, Money amount, String actor, String reason) {
        card.topUp(amount);
        entries.add(card, kind, amount.minor(), entries.once("gift_card"), actor, reason);
        post(card, Ledger.GIFT_CARDS_ISSUED, Ledger.GIFT_CARD_LIABILITY, amount, kind);
        entries.happened(card, what, amount.minor(), actor, Map.of("reason", reason));
    }

    private void post(GiftCard card, String debit, String credit, Money amount, Kind kind) {
        ledger.post(
                card.merchantId(),
                card.id(),
                debit,
                credit,
                amount,
                new Ledger.Source("gift_card", ids.next(), null),
                kind.stored());
    }

    /** Puts more on a card that is still good. */
    GiftCard topUp(Principal by, UUID id, long amountMinor, String reason) {
        return work.write(by.merchantId(), () -> {
            var card = locked(by.merchantId(), id);
            if (card.isExpired(clock.now())) {
                throw ProblemException.invalid("action", "this card has expired; give out another one");
            }
            var amount = new Money(amountMinor, card.balance().currency());
            var before = balance(card);
            put(card, Kind.TOP_UP, "topped_up", amount, by.actor(), reason);
            audited(by, card, reason, before, balance(card));
            return card;
        });
    }

    /** Lost or stolen: nobody pays with it until it is enabled. Money that comes back still comes onto it. */
    GiftCard disable(Principal by, UUID id, String reason) {
        return work.write(by.merchantId(), () -> {
            var card = locked(by.merchantId(), id);
            if (card.isDisabled()) return card;
            card.disable();
            adjusted(card, "disabled", by, reason);
            audited(by, card, reason, Map.of("state", "active"), Map.of("state", "disabled"));
            return card;
        });
    }

    GiftCard enable(Principal by, UUID id, String reason) {
        return work.write(by.merchantId(), () -> {
            var card = locked(by.merchantId(), id);
            if (!card.isDisabled()) return card;
            card.enable();
            adjusted(card, "enabled", by, reason);
            audited(by, card, reason, Map.of("state", "disabled"), Map.of("state", "active"));
            return card;
        });
    }

    private static Map<String, Object> balance(GiftCard card) {
        return Map.of("balance_minor", card.balance().minor());
    }

    private void audited(Principal by, GiftCard card, String reason, Map<String, ?> before, Map<String, ?> after) {
        var deed = Deed.of(AuditAction.ADJUST_GIFT_CARD, card.id()).because(reason);
        audit.record(by, deed, Changes.between(before, after));
    }

    private void adjusted(GiftCard card, String what, Principal by, String reason) {
        entries.add(card, Kind.ADJUST, 0, entries.once("gift_card"), by.actor(), what + ": " + reason);
        entries.happened(card, what, 0, by.actor(), Map.of("reason", reason));
    }

    /** Books out what is left on cards that have expired. */
    void expire(UUID merchantId) {
        work.write(merchantId, () -> {
            List<?> due = em.createNativeQuery("""
                            select gift_card_id from gift_card
                            where merchant_id = ?1 and expires_at <= ?2 and balance_minor > 0
                            order by expires_at limit ?3 for update skip locked""")
                    .setParameter(1, merchantId)
                    .setParameter(2, clock.now())
                    .setParameter(3, BATCH)
                    .getResultList();
            due.forEach(id -> bookOut(locked(merchantId, (UUID) id)));
            return due;
        });
    }

    /** What is left on a card that has expired is owed to nobody any more; does nothing to others. */
    void bookOut(GiftCard card) {
        if (!card.isExpired(clock.now())) return;
        var left = card.bookOut();
        if (left.minor() == 0) return;
        var actor = Principal.system(card.merchantId()).actor();
        entries.add(card, Kind.EXPIRE, -left.minor(), entries.once("gift_card"), actor, "expired");
        post(card, Ledger.GIFT_CARD_LIABILITY, Ledger.GIFT_CARD_BREAKAGE, left, Kind.EXPIRE);
        entries.happened(card, "expired", -left.minor(), actor, Map.of());
    }

    /** The card a code opens; a wrong code counts. Also one that cannot pay any more is found. */
    GiftCard byCode(Principal by, String typed) {
        var code = GiftCardCode.typed(typed);
        return guesses.counted(
                        by,
                        () -> tries.counted(
                                by, config.guard(), () -> byHash(by.merchantId(), code.hash(by.merchantId()))))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_GIFT_CARD, "no gift card has this code; check it, or ask who gave it out"));
    }

    /** What a code pays with. */
    public Means paidByCode(Principal by, String typed) {
        var card = byCode(by, typed);
        return new Means.GiftCard(card.id(), String.valueOf(card.last4()));
    }

    /** What a customer's store credit pays with. */
    public Means paidByCredit(UUID merchantId, UUID customerId, Currency currency) {
        var card = work.read(merchantId, () -> creditOf(merchantId, customerId, currency));
        return new Means.StoreCredit(card.orElseThrow(() -> ProblemException.notFound("store credit", "in " + currency))
                .id());
    }

    private Optional<GiftCard> byHash(UUID merchantId, String hash) {
        return em.createQuery(
                        "select g from GiftCard g where g.merchantId = :merchant and g.codeHash = :hash",
                        GiftCard.class)
                .setParameter("merchant", merchantId)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst();
    }

    private Optional<GiftCard> creditOf(UUID merchantId, @Nullable UUID customerId, Currency currency) {
        return em.createQuery(
                        "select g from GiftCard g where g.merchantId = :merchant and g.kind = 'store_credit'"
                                + " and g.customerId = :customer and g.currency = :currency",
                        GiftCard.class)
                .setParameter("merchant", merchantId)
                .setParameter("customer", customerId)
                .setParameter("currency", currency.getCurrencyCode())
                .getResultStream()
                .findFirst();
    }

    GiftCard get(UUID merchantId, UUID id) {
        return work.read(merchantId, () -> there(em.find(GiftCard.class, new MerchantKey(merchantId, id)), id));
    }

    /** The card with its row locked until the work ends. */
    GiftCard locked(UUID merchantId, UUID id) {
        var key = new MerchantKey(merchantId, id);
        return there(em.find(GiftCard.class, key, LockModeType.PESSIMISTIC_WRITE), id);
    }

    private static GiftCard there(@Nullable GiftCard card, UUID id) {
        if (card == null) throw ProblemException.notFound("gift card", id);
        return card;
    }

    /** Each change of a card's balance, oldest first. */
    List<Entry> history(UUID merchantId, UUID id) {
        return work.read(merchantId, () -> entries.ofCard(merchantId, id));
    }

    /** Newest first; after the given card, if any; of a customer, if one is given. */
    List<GiftCard> newest(UUID merchantId, @Nullable UUID customerId, @Nullable UUID after, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createQuery(
                            "select g from GiftCard g where g.merchantId = :merchant"
                                    + (customerId == null ? "" : " and g.customerId = :customer")
                                    + (after == null ? "" : " and g.id < :after") + " order by g.id desc",
                            GiftCard.class)
                    .setParameter("merchant", merchantId)
                    .setMaxResults(limit);
            if (customerId != null) query.setParameter("customer", customerId);
            if (after != null) query.setParameter("after", after);
            return query.getResultList();
        });
    }
}
