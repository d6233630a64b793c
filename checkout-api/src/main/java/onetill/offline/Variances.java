package onetill.offline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.database.Work;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/** What of offline sales is not as we would have had it, until somebody has explained it. */
@ApplicationScoped
public class Variances {

    private static final String SELECT = """
            select v.variance_id, v.kind, cast(v.details as text), v.sale_id, s.register_id, cast(s.business_day as text), s.sequence,
                   cast(s.order_id as text), s.order_number, v.found_at, v.explained_at, v.explained_by, v.explanation
            from sale_variance v join offline_sale s on s.merchant_id = v.merchant_id and s.sale_id = v.sale_id
            where v.merchant_id = ?1""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Audit audit;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** Which of them; what is null does not matter. */
    record Wanted(@Nullable Boolean isOpen, Variance.@Nullable Kind kind) {}

    private record Row(UUID varianceId, String kind, Map<String, ?> details) {}

    /** Within the caller's work. */
    void add(UUID merchantId, UUID saleId, List<Variance> found) {
        if (found.isEmpty()) return;
        var rows = found.stream()
                .map(it -> new Row(ids.next(), it.kind().stored(), it.details()))
                .toList();
        em.createNativeQuery("""
                        insert into sale_variance (merchant_id, variance_id, sale_id, kind, details, found_at)
                        select ?1, r.variance_id, ?2, r.kind, r.details, ?4
                        from jsonb_to_recordset(cast(?3 as jsonb)) as r(variance_id uuid, kind text, details jsonb)""")
                .setParameter(1, merchantId)
                .setParameter(2, saleId)
                .setParameter(3, Json.write(rows))
                .setParameter(4, clock.now())
                .executeUpdate();
    }

    /** The same sale was told otherwise: once for each other content. */
    void conflict(Principal by, UUID saleId, String fingerprint, StoredSale told) {
        em.createNativeQuery("""
                        insert into sale_variance (merchant_id, variance_id, sale_id, kind, details, fingerprint, found_at)
                        values (?1, ?2, ?3, 'conflict', cast(?4 as jsonb), ?5, ?6)
                        on conflict (merchant_id, sale_id, fingerprint) where fingerprint is not null do nothing""")
                .setParameter(1, by.merchantId())
                .setParameter(2, ids.next())
                .setParameter(3, saleId)
                .setParameter(4, Json.write(Map.of("told_by", by.actor(), "told", told)))
                .setParameter(5, fingerprint)
                .setParameter(6, clock.now())
                .executeUpdate();
    }

    /** Newest first; after the given one, if any. */
    List<SaleVariance> newest(UUID merchantId, Wanted wanted, @Nullable UUID after, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createNativeQuery(SELECT
                            + (after == null ? "" : " and v.variance_id < ?3")
                            + (wanted.kind() == null ? "" : " and v.kind = ?4")
                            + (wanted.isOpen() == null
                                    ? ""
                                    : wanted.isOpen()
                                            ? " and v.explained_at is null"
                                            : " and v.explained_at is not null")
                            + " order by v.variance_id desc limit ?2")
                    .setParameter(1, merchantId)
                    .setParameter(2, limit);
            if (after != null) query.setParameter(3, after);
            if (wanted.kind() != null) query.setParameter(4, wanted.kind().stored());
            return read(query.getResultList());
        });
    }

    /** Somebody says what it was. The first explanation stays. */
    SaleVariance explain(Principal by, UUID id, String explanation) {
        return work.write(by.merchantId(), () -> {
            var explained = em.createNativeQuery("""
                            update sale_variance set explained_at = ?3, explained_by = ?4, explanation = ?5
                            where merchant_id = ?1 and variance_id = ?2 and explained_at is null""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, clock.now())
                    .setParameter(4, by.actor())
                    .setParameter(5, explanation)
                    .executeUpdate();
            if (explained == 1) {
                audit.record(
                        by,
                        Deed.of(AuditAction.EXPLAIN_SALE_VARIANCE, id).because(explanation),
                        Map.of("state", "explained"));
            }
            return read(em.createNativeQuery(SELECT + " and v.variance_id = ?2")
                            .setParameter(1, by.merchantId())
                            .setParameter(2, id)
                            .getResultList())
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> ProblemException.notFound("variance", id));
        });
    }

    private static List<SaleVariance> read(List<?> rows) {
        return rows.stream().map(row -> variance((Object[]) row)).toList();
    }

    private static SaleVariance variance(@Nullable Object[] row) {
        return new SaleVariance(
                (UUID) Objects.requireNonNull(row[0]),
                Variance.Kind.of(String.valueOf(row[1])),
                String.valueOf(row[2]),
                (UUID) Objects.requireNonNull(row[3]),
                (UUID) Objects.requireNonNull(row[4]),
                LocalDate.parse(String.valueOf(row[5])),
                ((Number) Objects.requireNonNull(row[6])).longValue(),
                row[7] == null ? null : UUID.fromString(row[7].toString()),
                (String) row[8],
                Times.of(Objects.requireNonNull(row[9])),
                row[10] == null ? null : Times.of(row[10]),
                (String) row[11],
                (String) row[12]);
    }
}
