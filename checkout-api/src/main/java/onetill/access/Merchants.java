package onetill.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;
import onetill.database.Work;

/** The tenants of this installation. */
@ApplicationScoped
public class Merchants {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    public List<UUID> all() {
        return named("select merchant_id from merchant");
    }

    /** For whom recurring work is done: all who have not left. */
    public List<UUID> active() {
        return named("select merchant_id from merchant where closed_at is null");
    }

    private List<UUID> named(String query) {
        return work.outsideMerchants(() -> {
            List<?> rows = em.createNativeQuery(query).getResultList();
            return rows.stream().map(UUID.class::cast).toList();
        });
    }
}
