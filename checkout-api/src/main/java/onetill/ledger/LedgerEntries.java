package onetill.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.database.Work;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/** Reads the books. */
@ApplicationScoped
public class LedgerEntries {

    private static final String COLUMNS = """
            select entry_id, tx_id, posted_at, debit_account, credit_account, amount_minor, currency, kind, source_type, source_ref
            from ledger_entry where merchant_id = ?1""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    /**
     * Which entries; what is null does not matter.
     *
     * @param from posted then or later
     * @param to posted before
     */
    public record Wanted(
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            @Nullable String account) {}

    /** All of these transactions, in the order in which they were posted, and the balances they make. */
    public LedgerEntry.Books of(UUID merchantId, Collection<UUID> txIds) {
        return work.read(
                merchantId,
                () -> LedgerEntry.Books.of(entries(em.createNativeQuery(COLUMNS
                                + " and tx_id = any(cast(string_to_array(?2, ' ') as uuid[])) order by entry_id")
                        .setParameter(1, merchantId)
                        .setParameter(2, txIds.stream().map(UUID::toString).collect(Collectors.joining(" "))))));
    }

    /** Oldest first, after the one given. */
    public List<LedgerEntry> page(UUID merchantId, Wanted wanted, @Nullable UUID after, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createNativeQuery(COLUMNS
                            + (after == null ? "" : " and entry_id > ?3")
                            + (wanted.from() == null ? "" : " and posted_at >= ?4")
                            + (wanted.to() == null ? "" : " and posted_at < ?5")
                            + (wanted.account() == null ? "" : " and ?6 in (debit_account, credit_account)")
                            + " order by entry_id limit ?2")
                    .setParameter(1, merchantId)
                    .setParameter(2, limit);
            if (after != null) query.setParameter(3, after);
            if (wanted.from() != null) query.setParameter(4, wanted.from());
            if (wanted.to() != null) query.setParameter(5, wanted.to());
            if (wanted.account() != null) query.setParameter(6, wanted.account());
            return entries(query);
        });
    }

    /** All accounts with what was debited less what was credited before that time. */
    public List<LedgerEntry.Balance> balances(UUID merchantId, OffsetDateTime before) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select account, currency, sum(minor) from (
                                select debit_account as account, currency, amount_minor as minor from ledger_entry
                                where merchant_id = ?1 and posted_at < ?2
                                union all
                                select credit_account, currency, -amount_minor from ledger_entry
                                where merchant_id = ?1 and posted_at < ?2) as sides
                            group by account, currency order by account, currency""")
                    .setParameter(1, merchantId)
                    .setParameter(2, before)
                    .getResultList();
            return rows.stream()
                    .map(Object[].class::cast)
                    .map(row -> new LedgerEntry.Balance(
                            (String) row[0], String.valueOf(row[1]), ((Number) row[2]).longValue()))
                    .toList();
        });
    }

    private static List<LedgerEntry> entries(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> entry((Object[]) row)).toList();
    }

    private static LedgerEntry entry(Object[] row) {
        return new LedgerEntry(
                (UUID) row[0],
                (UUID) row[1],
                Times.of(row[2]),
                (String) row[3],
                (String) row[4],
                ((Number) row[5]).longValue(),
                String.valueOf(row[6]),
                (String) row[7],
                (String) row[8],
                (String) row[9]);
    }
}
