package onetill.payment.saved;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Changes;
import onetill.audit.Deed;
import onetill.customer.Customer;
import onetill.customer.Customers;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.payment.KeepsTenders;
import onetill.payment.KeepsTenders.Keeping;
import onetill.payment.KeepsTenders.Kept;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Settings;
import org.jspecify.annotations.Nullable;

/** All saved tenders of a merchant's customers. Written first, asked then: a crash in between loses nothing. */
@ApplicationScoped
public class SavedTenders {

    private static final int BATCH = 50;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Audit audit;

    @Inject
    Work work;

    @Inject
    Customers customers;

    @Inject
    @Any
    Instance<KeepsTenders> keepers;

    @Inject
    SavedTenderConfig config;

    @Inject
    Settings settings;

    @Inject
    Events events;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * What a customer agreed to.
     *
     * @param methodRef what a server already has of the provider; null when the provider's fields ask
     * @param consentText the words the customer agreed to
     * @param channelId where
     */
    public record Wish(
            UUID customerId,
            @Nullable String methodRef,
            String consentText,
            @Nullable String channelId) {}

    /** A setup and what the provider says of it now. */
    public record Begun(TenderSetup setup, Keeping now) {}

    /**
     * Begins to keep a tender. The consent is written before the provider is asked.
     *
     * @param run names the request and the setup; one that comes again goes on with it
     */
    public Begun begin(Principal by, UUID run, Wish wish) {
        var provider = keeper();
        var customer = customers
                .get(by.merchantId(), wish.customerId())
                .orElseThrow(() -> ProblemException.notFound("customer", wish.customerId()));
        var customerRef = customerRef(by.merchantId(), provider, customer);
        var setup = work.write(by.merchantId(), () -> {
            var before = em.find(TenderSetup.class, new MerchantKey(by.merchantId(), run));
            if (before != null) return before;
            var fresh =
                    new TenderSetup(by.merchantId(), run, wish, provider.name(), customerRef, by.actor(), clock.now());
            em.persist(fresh);
            var deed = Deed.of(AuditAction.KEEP_TENDER, run);
            audit.record(by, deed, Map.of("customer_id", wish.customerId(), "provider", provider.name()));
            return fresh;
        });
        return setup.state().isOpen() ? settle(setup, lookedUp(setup)) : new Begun(setup, Keeping.unknown());
    }

    /** A setup as it is, after the provider was asked once more if it is not decided. */
    public Begun get(UUID merchantId, UUID setupId) {
        var setup = find(merchantId, setupId).orElseThrow(() -> ProblemException.notFound("tender setup", setupId));
        return setup.state().isOpen() ? settle(setup, lookedUp(setup)) : new Begun(setup, Keeping.unknown());
    }

    /** An event told of a setup; false when there is no such one (yet). */
    public boolean reread(UUID merchantId, UUID setupId) {
        var setup = find(merchantId, setupId);
        setup.filter(it -> it.state().isOpen()).ifPresent(it -> settle(it, lookedUp(it)));
        return setup.isPresent();
    }

    private Keeping lookedUp(TenderSetup setup) {
        return keeper().lookUp(asked(setup));
    }

    private KeepsTenders.Setup asked(TenderSetup setup) {
        return setup.asked(settings.publicUrl() + "/checkout/saved");
    }

    private Optional<TenderSetup> find(UUID merchantId, UUID setupId) {
        return work.read(
                merchantId,
                () -> Optional.ofNullable(em.find(TenderSetup.class, new MerchantKey(merchantId, setupId))));
    }

    private Begun settle(TenderSetup asked, Keeping now) {
        var setup = work.write(asked.merchantId(), () -> {
            var row = em.find(
                    TenderSetup.class, new MerchantKey(asked.merchantId(), asked.id()), LockModeType.PESSIMISTIC_WRITE);
            var wasOpen = row.state().isOpen();
            row.apply(now, clock.now());
            var kept = now.kept();
            if (wasOpen && row.state() == SetupState.KEPT && kept != null) row.became(keep(row, kept));
            return row;
        });
        return new Begun(setup, now);
    }

    /** The same card kept twice is one saved tender, under the newest consent. */
    private UUID keep(TenderSetup setup, Kept kept) {
        var known = byRef(setup.merchantId(), setup.provider(), kept.methodRef());
        if (known.isPresent()) return known.get().id();
        var fresh = new SavedTender(ids.next(), setup, kept);
        em.persist(fresh);
        em.flush();
        tell(fresh, "saved", setup.actor());
        return fresh.id();
    }

    private Optional<SavedTender> byRef(UUID merchantId, String provider, String ref) {
        return em.createQuery(
                        "select t from SavedTender t where t.merchantId = :merchant and t.provider = :provider"
                                + " and t.providerRef = :ref and t.removedAt is null",
                        SavedTender.class)
                .setParameter("merchant", merchantId)
                .setParameter("provider", provider)
                .setParameter("ref", ref)
                .getResultStream()
                .findFirst();
    }

    /** What a customer has agreed to keep, oldest first. */
    public List<SavedTender> of(UUID merchantId, UUID customerId) {
        return work.read(
                merchantId,
                () -> em.createQuery(
                                "select t from SavedTender t where t.merchantId = :merchant and t.customerId = :customer"
                                        + " and t.removedAt is null order by t.consentedAt, t.id",
                                SavedTender.class)
                        .setParameter("merchant", merchantId)
                        .setParameter("customer", customerId)
                        .getResultList());
    }

    /**
     * One that can be used now.
     *
     * @throws ProblemException NOT_FOUND when this customer has no such tender, SAVED_TENDER_EXPIRED
     */
    public SavedTender usable(UUID merchantId, UUID customerId, UUID id) {
        var found = of(merchantId, customerId).stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("saved tender", id));
        if (found.isExpired(clock.now())) {
            throw new ProblemException(
                    ProblemType.SAVED_TENDER_EXPIRED,
                    "%s expired at the end of %s; take another tender, or keep the new card"
                            .formatted(found.label(), found.expiry()));
        }
        return found;
    }

    /** Removes it here at once, and at the provider then: now, or by the upkeep. */
    public void remove(Principal by, UUID id) {
        var removed = work.write(by.merchantId(), () -> {
            var found = locked(by.merchantId(), id).orElseThrow(() -> ProblemException.notFound("saved tender", id));
            if (found.remove(by.actor(), clock.now())) {
                tell(found, "removed", by.actor());
                var deed = Deed.of(AuditAction.REMOVE_SAVED_TENDER, id);
                audit.record(by, deed, Changes.between(Map.of("customer_id", found.customerId()), null));
            }
            return found;
        });
        forget(removed);
    }

    private Optional<SavedTender> locked(UUID merchantId, UUID id) {
        return Optional.ofNullable(
                em.find(SavedTender.class, new MerchantKey(merchantId, id), LockModeType.PESSIMISTIC_WRITE));
    }

    private void forget(SavedTender removed) {
        if (!keeper().forget(removed.providerRef())) return;
        work.write(removed.merchantId(), () -> {
            locked(removed.merchantId(), removed.id()).ifPresent(it -> it.forgotten(clock.now()));
            return removed;
        });
    }

    /** The provider has learned something of a tender, or has let go of it. */
    public void changed(UUID merchantId, UUID id, String providerRef) {
        var kept = keeper().read(providerRef);
        work.write(merchantId, () -> {
            var found = locked(merchantId, id);
            found.filter(it -> !it.isRemoved()).ifPresent(it -> changed(it, kept.orElse(null)));
            return found;
        });
    }

    private void changed(SavedTender tender, @Nullable Kept kept) {
        if (kept == null) {
            tender.remove("provider", clock.now());
            tender.forgotten(clock.now());
            tell(tender, "removed", "provider");
        } else if (tender.renewed(kept)) {
            tell(tender, "renewed", "provider");
        }
    }

    /** Whose a tender is, by the provider's name for it. */
    public Optional<Found> find(String provider, String providerRef) {
        return work.outsideMerchants(() -> {
            List<?> rows = em.createNativeQuery("select merchant_id, saved_tender_id from find_saved_tender(?1, ?2)")
                    .setParameter(1, provider)
                    .setParameter(2, providerRef)
                    .getResultList();
            return rows.stream()
                    .map(Object[].class::cast)
                    .map(row -> new Found((UUID) row[0], (UUID) row[1]))
                    .findFirst();
        });
    }

    /** A saved tender of somebody. */
    public record Found(UUID merchantId, UUID savedTenderId) {}

    /** Tells once of each card that is about to expire. */
    void warn(UUID merchantId) {
        var until = YearMonth.from(clock.now().plus(config.warning));
        work.write(merchantId, () -> {
            expiring(merchantId, until).forEach(it -> {
                it.expiryTold();
                tell(it, "expiring", "system");
            });
            return true;
        });
    }

    private List<SavedTender> expiring(UUID merchantId, YearMonth until) {
        @SuppressWarnings("unchecked")
        List<SavedTender> found = em.createNativeQuery("""
                        select * from saved_tender where merchant_id = ?1 and removed_at is null and exp_year is not null
                          and exp_year * 12 + exp_month <= ?2
                          and expiry_told is distinct from exp_year || '-' || lpad(cast(exp_month as text), 2, '0')
                        limit ?3 for update skip locked""", SavedTender.class)
                .setParameter(1, merchantId)
                .setParameter(2, until.getYear() * 12 + until.getMonthValue())
                .setParameter(3, BATCH)
                .getResultList();
        return found;
    }

    /** Finishes what was interrupted: setups without an answer, setups nobody has finished, tenders to let go of. */
    void finish(UUID merchantId) {
        var now = clock.now();
        for (var setup : open(merchantId, now.minus(settings.attemptBudget()))) {
            if (setup.state() == SetupState.SENT) settle(setup, lookedUp(setup));
            else if (setup.createdAt().plus(config.setupTtl).isBefore(now)) giveUp(setup);
        }
        removed(merchantId, now.minus(settings.attemptBudget())).forEach(this::forget);
    }

    private void giveUp(TenderSetup setup) {
        if (settle(setup, lookedUp(setup)).setup().state() != SetupState.REQUIRES_ACTION) return;
        work.write(setup.merchantId(), () -> {
            var row = em.find(
                    TenderSetup.class, new MerchantKey(setup.merchantId(), setup.id()), LockModeType.PESSIMISTIC_WRITE);
            if (row.state().isOpen()) row.giveUp(clock.now());
            return row;
        });
    }

    private List<TenderSetup> open(UUID merchantId, OffsetDateTime before) {
        return work.read(
                merchantId,
                () -> em.createQuery(
                                "select s from TenderSetup s where s.merchantId = :merchant and s.createdAt < :before"
                                        + " and s.state in ('sent', 'requires_action') order by s.createdAt",
                                TenderSetup.class)
                        .setParameter("merchant", merchantId)
                        .setParameter("before", before)
                        .setMaxResults(BATCH)
                        .getResultList());
    }

    private List<SavedTender> removed(UUID merchantId, OffsetDateTime before) {
        return work.read(
                merchantId,
                () -> em.createQuery(
                                "select t from SavedTender t where t.merchantId = :merchant and t.removedAt < :before"
                                        + " and t.forgottenAt is null",
                                SavedTender.class)
                        .setParameter("merchant", merchantId)
                        .setParameter("before", before)
                        .setMaxResults(BATCH)
                        .getResultList());
    }

    private String customerRef(UUID merchantId, KeepsTenders provider, Customer customer) {
        var known = customer.providerRef();
        if (known != null) return known;
        var fresh =
                provider.customer(customer.email(), customer.name(), merchantId + ":" + customer.id() + ":customer");
        return customers.namedByProvider(merchantId, customer.id(), provider.name(), fresh);
    }

    private KeepsTenders keeper() {
        return keepers.stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.TENDER_NOT_OFFERED, "no payment provider here keeps tenders for later"));
    }

    private void tell(SavedTender tender, String what, String actor) {
        events.record(new Fact(
                tender.merchantId(),
                "saved_tender",
                tender.id(),
                tender.nextSeq(),
                "saved_tender." + what,
                tender.consentChannel(),
                null,
                null,
                actor,
                Map.of(
                        "customer_id",
                        tender.customerId(),
                        "provider",
                        tender.provider(),
                        "type",
                        tender.type(),
                        "expires",
                        String.valueOf(tender.expiry()))));
    }
}
