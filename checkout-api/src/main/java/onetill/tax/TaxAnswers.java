package onetill.tax;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.database.AskFirst;
import onetill.database.Work;
import onetill.json.Json;
import onetill.runtime.Clocks;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * What others have said about the tax of baskets. Prices are computed within transactions, and nobody is asked while one is
 * open: an answer that is not here is fetched first, and the work begins anew and finds it.
 */
@ApplicationScoped
public class TaxAnswers {

    private static final Logger LOG = Logger.getLogger(TaxAnswers.class.getName());

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    @Any
    Instance<TaxCalculator> calculators;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    @Inject
    TaxConfig config;

    private final Map<String, OffsetDateTime> awayUntil = new ConcurrentHashMap<>();

    /** Whether this calculator is there for a merchant; one that did not answer is left alone for a while. */
    public boolean isThere(UUID merchantId, @Nullable String calculator) {
        return calculator != null
                && find(calculator).isPresent()
                && isBack(calculator)
                && isBack(calculator + " " + merchantId);
    }

    private boolean isBack(String who) {
        var until = awayUntil.get(who);
        if (until == null) return true;
        if (clock.now().isBefore(until)) return false;
        awayUntil.remove(who, until);
        return true;
    }

    /** Whether a channel may name it. */
    public boolean isKnown(String calculator) {
        return find(calculator).isPresent();
    }

    Optional<TaxCalculator> find(String name) {
        return calculators.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /**
     * The tax of a basket. Call it within the work that uses it.
     *
     * @throws AskFirst when it has to be fetched
     */
    public TaxAnswer of(UUID merchantId, String calculator, TaxQuestion question) {
        var asked = Json.write(question);
        var hash = Secrets.hash(calculator + "\n" + asked);
        List<?> rows = em.createNativeQuery("""
                        select cast(answer as text) from tax_answer
                        where merchant_id = ?1 and question_hash = ?2 and valid_until > ?3""")
                .setParameter(1, merchantId)
                .setParameter(2, hash)
                .setParameter(3, clock.now())
                .getResultList();
        if (!rows.isEmpty()) return Json.read(String.valueOf(rows.get(0)), TaxAnswer.class);
        throw new AskFirst(() -> fetch(merchantId, calculator, hash, question));
    }

    private void fetch(UUID merchantId, String calculator, String hash, TaxQuestion question) {
        try {
            var answer = find(calculator).orElseThrow().calculate(question);
            work.write(merchantId, () -> keep(merchantId, hash, answer));
        } catch (TaxCalculatorAway e) {
            var who = e.isForEverybody() ? calculator : calculator + " " + merchantId;
            awayUntil.put(who, clock.now().plus(config.pause));
            LOG.log(Level.WARNING, "taxes are not computed by {0}, our own rates stand in: {1}", new Object[] {
                who, e.getMessage()
            });
        }
    }

    private int keep(UUID merchantId, String hash, TaxAnswer answer) {
        return em.createNativeQuery("""
                        insert into tax_answer (merchant_id, question_hash, answer, valid_until)
                        values (?1, ?2, cast(?3 as jsonb), ?4)
                        on conflict (merchant_id, question_hash) do update
                        set answer = excluded.answer, valid_until = excluded.valid_until""")
                .setParameter(1, merchantId)
                .setParameter(2, hash)
                .setParameter(3, Json.write(answer))
                .setParameter(4, answer.validUntil())
                .executeUpdate();
    }

    /** Forgets what has to be asked anew. */
    void forget(UUID merchantId) {
        work.write(
                merchantId,
                () -> em.createNativeQuery("delete from tax_answer where merchant_id = ?1 and valid_until < ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, clock.now())
                        .executeUpdate());
    }
}
