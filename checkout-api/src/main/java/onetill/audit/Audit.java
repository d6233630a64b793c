package onetill.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.database.Work;
import onetill.http.Call;
import onetill.json.Json;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/** Writes down who does what, in the transaction that does it: both are there, or neither. */
@ApplicationScoped
public class Audit {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Call call;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * Changes a setting, and writes down what of it is another now. Two such changes of one thing wait for each other, so
     * that what was before is what the change met. Nothing is written when nothing has changed.
     *
     * @param state what may be shown of the setting: no secrets and nobody's data; read before and after
     */
    public <T> T change(Principal by, Deed deed, Supplier<?> state, Supplier<T> change) {
        return work.write(by.merchantId(), () -> {
            lock(by, deed);
            var before = state.get();
            var done = change.get();
            em.flush();
            var changes = Changes.between(before, state.get());
            if (!changes.isEmpty()) record(by, deed, changes);
            return done;
        });
    }

    private void lock(Principal by, Deed deed) {
        var subject = deed.action().subject().stored();
        em.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, by.merchantId() + " audit of " + subject + " " + deed.resourceId())
                .getSingleResult();
    }

    /** What only people of the merchant's have to answer for: what a buyer's own device or server does is the session's story. */
    public void recordOfStaff(Principal by, Deed deed, Map<String, ?> changes) {
        recordOfStaff(by, deed, Changes.to(changes));
    }

    public void recordOfStaff(Principal by, Deed deed, Changes changes) {
        if (by.is(PrincipalKind.STAFF)) record(by, deed, changes);
    }

    /** Writes down what is done in this transaction, and what it makes so. */
    public void record(Principal by, Deed deed, Map<String, ?> changes) {
        record(by, deed, Changes.to(changes));
    }

    /** Writes down what is done in this transaction. */
    public void record(Principal by, Deed deed, Changes changes) {
        var reason = deed.reason();
        var salt = reason == null ? null : secrets.fresh("");
        em.createNativeQuery("""
                        insert into audit_entry (merchant_id, entry_id, occurred_at, action, actor, resource_type, resource_id, request_id,
                                                 changes, reason, reason_salt, reason_digest)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, cast(?9 as jsonb), ?10, ?11, ?12)""")
                .setParameter(1, by.merchantId())
                .setParameter(2, ids.next())
                .setParameter(3, clock.now())
                .setParameter(4, deed.action().stored())
                .setParameter(5, by.actor())
                .setParameter(6, deed.action().subject().stored())
                .setParameter(7, deed.resourceId())
                .setParameter(8, requestId(by))
                .setParameter(9, Json.write(changes.json()))
                .setParameter(10, reason)
                .setParameter(11, salt)
                .setParameter(12, reason == null ? null : Link.digest(Objects.requireNonNull(salt), reason))
                .executeUpdate();
    }

    private @Nullable String requestId(Principal by) {
        return by.is(PrincipalKind.SYSTEM) ? null : call.requestId();
    }
}
