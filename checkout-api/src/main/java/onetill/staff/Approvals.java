package onetill.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Changes;
import onetill.audit.Deed;
import onetill.database.Work;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * What managers agree to at a register, by their PIN and with a reason. An approval is a token for one action at that register,
 * used within minutes and once; the call that needs it takes it in its body and hands it to {@link #use}.
 */
@ApplicationScoped
public class Approvals {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    StaffMembers members;

    @Inject
    StaffConfig config;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Audit audit;

    @Inject
    Clocks clock;

    /** An approval and its token, which is shown once. */
    public record Given(UUID id, String token, StaffMember manager, OffsetDateTime expiresAt) {}

    /** What was agreed to: who, why. For the event and the audit of what is done with it. */
    public record Approved(UUID id, UUID staffMemberId, String reason) {}

    /**
     * A manager agrees.
     *
     * @param sessionId the only session it is for; null for whichever is open at the register
     * @throws ProblemException WRONG_PIN and TOO_MANY_TRIES as for signing in; FORBIDDEN for who is no manager
     */
    public Given give(
            Principal register,
            UUID staffMemberId,
            String pin,
            ApprovalAction action,
            String reason,
            @Nullable UUID sessionId) {
        var manager = members.proven(register, staffMemberId, pin);
        if (!manager.isManager()) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "%s is no manager and cannot approve this".formatted(manager.name()));
        }
        var token = secrets.fresh("ap_");
        var id = ids.next();
        var now = clock.now();
        var expiresAt = now.plus(config.approvalTtl);
        work.write(register.merchantId(), () -> {
            em.createNativeQuery("""
                                insert into approval (merchant_id, approval_id, token_hash, credential_id, session_id, staff_member_id,
                                                      action, reason, created_by, created_at, expires_at)
                                values (?1, ?2, ?3, ?4, cast(?5 as uuid), ?6, ?7, ?8, ?9, ?10, ?11)""")
                    .setParameter(1, register.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, Secrets.hash(token))
                    .setParameter(4, device(register))
                    .setParameter(5, sessionId == null ? null : sessionId.toString())
                    .setParameter(6, manager.id())
                    .setParameter(7, stored(action))
                    .setParameter(8, reason)
                    .setParameter(9, register.actor())
                    .setParameter(10, now)
                    .setParameter(11, expiresAt)
                    .executeUpdate();
            audit.record(
                    register,
                    Deed.of(AuditAction.APPROVE_AT_REGISTER, id).because(reason),
                    Changes.between(null, new Agreed(manager.id(), stored(action), sessionId)));
            return null;
        });
        return new Given(id, token, manager, expiresAt);
    }

    /** What the audit shows of it, besides the reason. */
    private record Agreed(
            UUID manager, String action, @Nullable UUID sessionId) {}

    /**
     * Uses an approval up. Call it within the work that does what was agreed to, so that both happen or neither does.
     *
     * @throws ProblemException APPROVAL_NOT_VALID for one that was used, is too old, or is for another action, session or register
     */
    public Approved use(Principal by, String token, ApprovalAction action, UUID sessionId) {
        return use(by, token, action, sessionId, ids.next());
    }

    /**
     * The same for a request that takes several steps and may come again: it finds its own approval used, and goes on.
     *
     * @param subject what it is used for: a session, an order, a shift
     */
    public Approved use(Principal by, String token, ApprovalAction action, UUID subject, UUID requestId) {
        return work.write(by.merchantId(), () -> {
            List<?> rows = em.createNativeQuery("""
                            update approval a set used_at = ?3, used_by = ?4, used_for = ?5, used_in = ?8 from staff_member m
                            where a.merchant_id = ?1 and a.token_hash = ?2
                              and (a.used_at is null and a.expires_at > ?3 or a.used_in = ?8)
                              and a.action = ?6 and a.credential_id = ?7 and (a.session_id is null or a.session_id = ?5)
                              and m.merchant_id = a.merchant_id and m.staff_member_id = a.staff_member_id and m.active
                            returning a.approval_id, a.staff_member_id, a.reason""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, Secrets.hash(token))
                    .setParameter(3, clock.now())
                    .setParameter(4, by.actor())
                    .setParameter(5, subject)
                    .setParameter(6, stored(action))
                    .setParameter(7, device(by))
                    .setParameter(8, requestId)
                    .getResultList();
            return rows.stream()
                    .map(Object[].class::cast)
                    .map(row -> new Approved((UUID) row[0], (UUID) row[1], (String) row[2]))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.APPROVAL_NOT_VALID,
                            "this approval was used, is too old, or is for something else; ask a manager again"));
        });
    }

    /**
     * Who has agreed to what is done at a register: by the token of an approval, or because a manager is signed in there.
     *
     * @return null where nobody has to agree: other callers answer for themselves
     * @throws ProblemException APPROVAL_REQUIRED for a cashier alone; as for {@link #use}
     */
    public @Nullable UUID agreed(
            Principal by, @Nullable String token, ApprovalAction action, UUID subject, UUID requestId) {
        if (!by.is(PrincipalKind.REGISTER)) return null;
        if (token != null) return use(by, token, action, subject, requestId).staffMemberId();
        if (by.has(Role.MANAGER)) return by.cashierId();
        throw new ProblemException(
                ProblemType.APPROVAL_REQUIRED,
                "a manager has to agree to this: send the token of an approval of %s as approval"
                        .formatted(stored(action)));
    }

    private static UUID device(Principal by) {
        var shown = by.credential();
        if (shown == null) {
            throw new ProblemException(ProblemType.FORBIDDEN, "approvals are given and used at a register");
        }
        return shown.id();
    }

    private static String stored(ApprovalAction action) {
        return action.name().toLowerCase(Locale.ROOT);
    }
}
