package onetill.payment.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Merchants;
import onetill.database.Work;
import onetill.ledger.Ledger;
import onetill.money.Money;
import onetill.payment.Attempt;
import onetill.payment.Movement;
import onetill.payment.Payments;
import onetill.payment.inbox.Inbox;
import onetill.payment.inbox.ProviderEvent;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import org.jspecify.annotations.Nullable;

/** The provider's movements of money in our books: each is kept once, with what it means for the ledger. */
@ApplicationScoped
public class Movements {

    private static final String SOURCE = "provider_transaction";
    private static final String PAYOUT = "payout";
    private static final int AT_ONCE = 500;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Merchants merchants;

    @Inject
    Payments payments;

    @Inject
    Inbox inbox;

    @Inject
    Ledger ledger;

    @Inject
    Breaks breaks;

    @Inject
    Strays strays;

    @Inject
    Clocks clock;

    private record Owner(UUID merchantId, @Nullable Attempt attempt) {

        @Nullable
        UUID attemptId() {
            return attempt == null ? null : attempt.id();
        }
    }

    /** A payout whose parts are not known to the books yet. */
    record OpenPayout(UUID merchantId, String transactionRef, String payoutRef, long amountMinor, String currency) {}

    /** Our own id of something the provider names: the same on every node and at any time. */
    static UUID id(String provider, String ref) {
        return UUID.nameUUIDFromBytes((provider + ":" + ref).getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps a movement and posts what it means. One that was kept before changes nothing. */
    public void note(Movement movement) {
        var owner = owner(movement);
        work.write(owner.merchantId(), () -> {
            if (!insert(owner, movement)) return false;
            if (!ProviderEvent.NOBODY.equals(owner.merchantId())) post(owner, movement);
            return true;
        });
        var attempt = owner.attempt();
        if (attempt != null && movement.kind() == Movement.Kind.CHARGE && isStray(attempt, movement.paymentRef())) {
            strays.came(
                    attempt,
                    String.valueOf(movement.paymentRef()),
                    new Money(movement.amountMinor(), movement.currency()));
        }
    }

    private static boolean isStray(Attempt attempt, @Nullable String paymentRef) {
        return paymentRef != null && attempt.providerRef() != null && !paymentRef.equals(attempt.providerRef());
    }

    /** By our reference, else by the provider's, else the only merchant there is. */
    private Owner owner(Movement movement) {
        var merchantId = movement.merchantId();
        var attemptId = movement.attemptId();
        var named = merchantId != null && attemptId != null
                ? attempt(new Inbox.Found(merchantId, attemptId))
                : Optional.<Attempt>empty();
        var paymentRef = movement.paymentRef();
        var known = named.isPresent() || paymentRef == null
                ? named
                : inbox.find(movement.provider(), paymentRef).flatMap(this::attempt);
        return known.map(it -> new Owner(it.merchantId(), it)).orElseGet(() -> new Owner(only(merchantId), null));
    }

    private UUID only(@Nullable UUID named) {
        var all = merchants.all();
        if (named != null && all.contains(named)) return named;
        return all.size() == 1 ? all.get(0) : ProviderEvent.NOBODY;
    }

    private Optional<Attempt> attempt(Inbox.Found named) {
        try {
            return Optional.of(payments.get(named.merchantId(), named.attemptId()));
        } catch (ProblemException e) {
            if (e.type() != ProblemType.NOT_FOUND) throw e;
            return Optional.empty();
        }
    }

    private boolean insert(Owner owner, Movement movement) {
        var attemptId = owner.attemptId();
        return em.createNativeQuery("""
                        insert into provider_transaction (merchant_id, provider, transaction_ref, kind, amount_minor, fee_minor,
                            currency, source_ref, payment_ref, attempt_id, moved_at, read_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, cast(?10 as uuid), ?11, ?12)
                        on conflict (merchant_id, provider, transaction_ref) do nothing""")
                        .setParameter(1, owner.merchantId())
                        .setParameter(2, movement.provider())
                        .setParameter(3, movement.ref())
                        .setParameter(4, movement.kind().stored())
                        .setParameter(5, movement.amountMinor())
                        .setParameter(6, movement.feeMinor())
                        .setParameter(7, movement.currency().getCurrencyCode())
                        .setParameter(8, movement.sourceRef())
                        .setParameter(9, movement.paymentRef())
                        .setParameter(10, attemptId == null ? null : attemptId.toString())
                        .setParameter(11, movement.movedAt())
                        .setParameter(12, clock.now())
                        .executeUpdate()
                == 1;
    }

    private void post(Owner owner, Movement movement) {
        post(owner, movement, Ledger.PROVIDER_FEES, movement.feeMinor(), "fee");
        switch (movement.kind()) {
            case CHARGE, REFUND -> {
                if (owner.attempt() == null) unknown(owner, movement, Breaks.Kind.MISSING_HERE);
            }
            case DISPUTE -> post(owner, movement, Ledger.DISPUTES, -movement.amountMinor(), "dispute");
            case PAYOUT -> {
                /* posted when its parts are known */
            }
            case OTHER -> {
                if (movement.amountMinor() != 0) unknown(owner, movement, Breaks.Kind.UNKNOWN_MOVEMENT);
            }
        }
    }

    /** @param minor what the account has cost; negative when it was given back */
    private void post(Owner owner, Movement movement, String account, long minor, String kind) {
        var clearing = Ledger.clearing(movement.provider());
        var source = id(movement.provider(), movement.ref());
        var attemptId = owner.attemptId();
        ledger.post(
                owner.merchantId(),
                attemptId == null ? source : attemptId,
                minor > 0 ? account : clearing,
                minor > 0 ? clearing : account,
                new Money(Math.abs(minor), movement.currency()),
                new Ledger.Source(SOURCE, source, movement.ref()),
                kind);
    }

    private void unknown(Owner owner, Movement movement, Breaks.Kind kind) {
        breaks.found(new Breaks.Found(
                owner.merchantId(),
                movement.provider(),
                kind,
                movement.paymentRef() == null ? movement.ref() : movement.paymentRef(),
                null,
                0,
                movement.amountMinor(),
                movement.currency().getCurrencyCode()));
    }

    /** Those of a merchant, or of nobody, whose parts were not posted yet. */
    List<OpenPayout> openPayouts(UUID merchantId, String provider) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select transaction_ref, source_ref, amount_minor, currency from provider_transaction
                            where merchant_id = ?1 and provider = ?2 and kind = 'payout' and payout_ref is null
                            order by moved_at""")
                    .setParameter(1, merchantId)
                    .setParameter(2, provider)
                    .getResultList();
            return rows.stream()
                    .map(Object[].class::cast)
                    .map(row -> new OpenPayout(
                            merchantId,
                            (String) row[0],
                            (String) row[1],
                            ((Number) row[2]).longValue(),
                            String.valueOf(row[3])))
                    .toList();
        });
    }

    /**
     * The money of these movements is at the bank. Each merchant's part is posted by itself; a payout that is more or less
     * than all parts is a break.
     */
    void paidOut(String provider, OpenPayout payout, List<String> parts) {
        var sum = 0L;
        for (var merchantId : merchants.all())
            sum += work.write(merchantId, () -> {
                mark(merchantId, provider, payout.payoutRef(), parts);
                return postPart(merchantId, provider, payout);
            });
        var known = sum;
        work.write(payout.merchantId(), () -> {
            if (known != -payout.amountMinor()) {
                breaks.found(new Breaks.Found(
                        payout.merchantId(),
                        provider,
                        Breaks.Kind.PAYOUT_DIFFERS,
                        payout.payoutRef(),
                        null,
                        known,
                        -payout.amountMinor(),
                        payout.currency()));
            }
            return em.createNativeQuery("update provider_transaction set payout_ref = source_ref"
                            + " where merchant_id = ?1 and provider = ?2 and transaction_ref = ?3")
                    .setParameter(1, payout.merchantId())
                    .setParameter(2, provider)
                    .setParameter(3, payout.transactionRef())
                    .executeUpdate();
        });
    }

    private void mark(UUID merchantId, String provider, String payoutRef, List<String> parts) {
        for (var from = 0; from < parts.size(); from += AT_ONCE) {
            var some = parts.subList(from, Math.min(parts.size(), from + AT_ONCE));
            em.createNativeQuery("""
                            update provider_transaction set payout_ref = ?3 where merchant_id = ?1 and provider = ?2
                              and kind <> 'payout' and transaction_ref = any(string_to_array(?4, ' '))""")
                    .setParameter(1, merchantId)
                    .setParameter(2, provider)
                    .setParameter(3, payoutRef)
                    .setParameter(4, String.join(" ", some))
                    .executeUpdate();
        }
    }

    private long postPart(UUID merchantId, String provider, OpenPayout payout) {
        var sum = ((Number) em.createNativeQuery("""
                        select coalesce(sum(amount_minor - fee_minor), 0) from provider_transaction
                        where merchant_id = ?1 and provider = ?2 and payout_ref = ?3 and kind <> 'payout' and currency = ?4""")
                        .setParameter(1, merchantId)
                        .setParameter(2, provider)
                        .setParameter(3, payout.payoutRef())
                        .setParameter(4, payout.currency())
                        .getSingleResult())
                .longValue();
        var clearing = Ledger.clearing(provider);
        var source = id(provider, payout.payoutRef());
        ledger.post(
                merchantId,
                source,
                sum > 0 ? Ledger.BANK : clearing,
                sum > 0 ? clearing : Ledger.BANK,
                Money.of(Math.abs(sum), payout.currency()),
                new Ledger.Source(PAYOUT, source, payout.payoutRef()),
                PAYOUT);
        return sum;
    }
}
