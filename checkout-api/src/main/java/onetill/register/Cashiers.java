package onetill.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import onetill.access.Credentials;
import onetill.access.Principal;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import onetill.staff.StaffConfig;
import onetill.staff.StaffMember;
import onetill.staff.StaffMembers;

/** Who has signed in at a register. One person at a time; sessions at the till stay open when people change. */
@ApplicationScoped
public class Cashiers {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    StaffMembers members;

    @Inject
    Events events;

    @Inject
    StaffConfig config;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** Somebody at a register, and the token with which the register calls for them; shown once. */
    public record SignedIn(StaffMember cashier, String token, OffsetDateTime expiresAt) {}

    /** @throws ProblemException WRONG_PIN, TOO_MANY_TRIES */
    public SignedIn signIn(Principal register, UUID staffMemberId, String pin) {
        var cashier = members.proven(register, staffMemberId, pin);
        var token = secrets.fresh(Credentials.CASHIER);
        var id = ids.next();
        var now = clock.now();
        var expiresAt = now.plus(config.cashierTtl());
        work.write(register.merchantId(), () -> {
            lock(register);
            end(register);
            em.createNativeQuery("""
                            insert into cashier_session (merchant_id, cashier_session_id, token_hash, credential_id, staff_member_id,
                                                         created_at, expires_at)
                            values (?1, ?2, ?3, ?4, ?5, ?6, ?7)""")
                    .setParameter(1, register.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, Secrets.hash(token))
                    .setParameter(4, device(register))
                    .setParameter(5, cashier.id())
                    .setParameter(6, now)
                    .setParameter(7, expiresAt)
                    .executeUpdate();
            events.record(new Fact(
                    register.merchantId(),
                    "cashier_session",
                    id,
                    1,
                    "cashier.signed_in",
                    register.channelId(),
                    "pos",
                    null,
                    register.device() + "/cashier:" + cashier.id(),
                    Map.of()));
            return null;
        });
        return new SignedIn(cashier, token, expiresAt);
    }

    /** Nobody is at the register any more. */
    public void signOut(Principal register) {
        work.write(register.merchantId(), () -> {
            lock(register);
            end(register);
            return null;
        });
    }

    private void end(Principal register) {
        em.createNativeQuery("""
                        update cashier_session set ended_at = ?3
                        where merchant_id = ?1 and credential_id = ?2 and ended_at is null""")
                .setParameter(1, register.merchantId())
                .setParameter(2, device(register))
                .setParameter(3, clock.now())
                .executeUpdate();
    }

    private void lock(Principal register) {
        em.createNativeQuery("select 1 from credential where merchant_id = ?1 and credential_id = ?2 for update")
                .setParameter(1, register.merchantId())
                .setParameter(2, device(register))
                .getSingleResult();
    }

    private static UUID device(Principal register) {
        var shown = register.credential();
        if (shown == null) throw new ProblemException(ProblemType.FORBIDDEN, "people sign in at a register");
        return shown.id();
    }
}
