package onetill.drawer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;

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

    private static Optional<UUID> one(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(UUID.class::cast).findFirst();
    }
}
