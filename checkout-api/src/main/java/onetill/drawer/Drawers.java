package onetill.drawer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Which drawer cash goes into. Whoever asks holds the shift open until their work ends: it is closed before it or after it, so
 * that what is counted and what is posted are about the same money.
 */
@ApplicationScoped
public class Drawers {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    /** The shift that is open at the till of a channel. */
    public Optional<UUID> openAt(UUID merchantId, String channelId) {
        return one(em.createNativeQuery("""
                        select shift_id from shift where merchant_id = ?1 and channel_id = ?2 and closed_at is null for share""").setParameter(1, merchantId).setParameter(2, channelId));
    }

    /** The shift that is open now where this one was. */
    public Optional<UUID> openNow(UUID merchantId, UUID shiftId) {
        return one(em.createNativeQuery("""
                        select shift_id from shift where merchant_id = ?1 and closed_at is null and channel_id = (
                            select channel_id from shift where merchant_id = ?1 and shift_id = ?2) for share""").setParameter(1, merchantId).setParameter(2, shiftId));
    }

    /**
     * Refuses a register that is none of the merchant's.
     *
     * @throws ProblemException NOT_FOUND
     */
    public void guardRegister(UUID merchantId, UUID registerId) {
        var query = em.createNativeQuery("select register_id from register where merchant_id = ?1 and register_id = ?2")
                .setParameter(1, merchantId)
                .setParameter(2, registerId);
        if (one(query).isEmpty()) throw ProblemException.notFound("register", registerId);
    }

    /**
     * The shift that is open at a register.
     *
     * @throws ProblemException NO_OPEN_SHIFT when there is none
     */
    public UUID openAtRegister(UUID merchantId, UUID registerId) {
        return one(em.createNativeQuery("""
                        select shift_id from shift where merchant_id = ?1 and register_id = ?2 and closed_at is null for share""").setParameter(1, merchantId).setParameter(2, registerId))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_OPEN_SHIFT,
                        "register %s has no open shift: open one there, or name another register"
                                .formatted(registerId)));
    }

    /**
     * Where the cash of a sale of before belongs.
     *
     * @param shiftId during which it was taken; null is outside of all shifts
     * @param isOpen whether it can still be put there
     * @param isUnknown whether the shift that was named is none of this till
     */
    public record Past(@Nullable UUID shiftId, boolean isOpen, boolean isUnknown) {}

    /**
     * The shift of a sale that was made before we heard of it: the one that is named, else the one of that time, else the one that
     * is open now.
     */
    public Past then(UUID merchantId, String channelId, @Nullable UUID named, OffsetDateTime takenAt) {
        List<?> rows = em.createNativeQuery("""
                        select shift_id, closed_at is null from shift where merchant_id = ?1 and channel_id = ?2
                          and (shift_id = cast(?3 as uuid) or closed_at is null
                               or opened_at <= ?4 and closed_at > ?4)
                        order by shift_id is not distinct from cast(?3 as uuid) desc, closed_at is not null desc, shift_id desc
                        for share""")
                .setParameter(1, merchantId)
                .setParameter(2, channelId)
                .setParameter(3, named == null ? null : named.toString())
                .setParameter(4, takenAt)
                .getResultList();
        var first = rows.stream().map(Object[].class::cast).findFirst();
        var isUnknown = named != null && first.filter(it -> named.equals(it[0])).isEmpty();
        return first.map(it -> new Past((UUID) it[0], (Boolean) it[1], isUnknown))
                .orElseGet(() -> new Past(null, false, isUnknown));
    }

    private static Optional<UUID> one(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(UUID.class::cast).findFirst();
    }
}
