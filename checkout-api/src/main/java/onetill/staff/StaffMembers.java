package onetill.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.access.CodeTries;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Changes;
import onetill.audit.Deed;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/** The people of a merchant. Nobody gives out more than they have: managers and admins are made by admins. */
@ApplicationScoped
public class StaffMembers {

    private static final Set<Role> TRUSTED = Set.of(Role.MANAGER, Role.ADMIN);

    private static final String SELECT = """
            select staff_member_id, name, roles, subject, pin_set_at, active, created_at, pin_hash
            from staff_member where merchant_id = ?1""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Events events;

    @Inject
    Pins pins;

    @Inject
    CodeTries tries;

    @Inject
    StaffConfig config;

    @Inject
    Ids ids;

    @Inject
    Audit audit;

    @Inject
    Clocks clock;

    /** What is present is set. */
    public record Wish(
            @Nullable String name,
            @Nullable Set<Role> roles,
            @Nullable String subject,
            @Nullable Boolean active) {}

    private record Stored(StaffMember member, @Nullable String pinHash) {}

    public List<StaffMember> all(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(SELECT + " order by name, staff_member_id")
                    .setParameter(1, merchantId)
                    .getResultList();
            return rows.stream().map(row -> stored((Object[]) row).member()).toList();
        });
    }

    public StaffMember get(UUID merchantId, UUID id) {
        return stored(merchantId, id, "").member();
    }

    private Stored stored(UUID merchantId, UUID id, String lock) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(SELECT + " and staff_member_id = ?2" + lock)
                    .setParameter(1, merchantId)
                    .setParameter(2, id)
                    .getResultList();
            return rows.stream()
                    .findFirst()
                    .map(row -> stored((Object[]) row))
                    .orElseThrow(() -> ProblemException.notFound("staff member", id));
        });
    }

    public StaffMember add(Principal by, String name, Set<Role> roles, @Nullable String subject) {
        guardRoles(by, roles);
        return work.write(by.merchantId(), () -> {
            guardSubject(by.merchantId(), subject, null);
            var id = ids.next();
            em.createNativeQuery("""
                            insert into staff_member (merchant_id, staff_member_id, name, roles, subject, created_at, updated_at)
                            values (?1, ?2, ?3, ?4, ?5, ?6, ?6)""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, name)
                    .setParameter(4, words(roles))
                    .setParameter(5, subject)
                    .setParameter(6, clock.now())
                    .executeUpdate();
            tell(by, id, 1, "added", Map.of("roles", words(roles)));
            var added = get(by.merchantId(), id);
            audit.record(by, Deed.of(AuditAction.ADD_STAFF_MEMBER, id), Changes.between(null, Setting.of(added)));
            return added;
        });
    }

    public StaffMember change(Principal by, UUID id, Wish wish) {
        return work.write(by.merchantId(), () -> {
            var before = stored(by.merchantId(), id, " for update").member();
            guardRoles(by, before.roles());
            var roles = wish.roles() == null ? before.roles() : wish.roles();
            guardRoles(by, roles);
            guardSubject(by.merchantId(), wish.subject(), id);
            em.createNativeQuery("""
                            update staff_member set name = coalesce(?3, name), roles = ?4, subject = nullif(coalesce(?5, subject), ''),
                                active = coalesce(cast(?6 as boolean), active), updated_at = ?7, revision = revision + 1
                            where merchant_id = ?1 and staff_member_id = ?2""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, wish.name())
                    .setParameter(4, words(roles))
                    .setParameter(5, wish.subject())
                    .setParameter(
                            6, wish.active() == null ? null : wish.active().toString())
                    .setParameter(7, clock.now())
                    .executeUpdate();
            tell(by, id, revision(by, id), "changed", Map.of("roles", words(roles)));
            var changed = get(by.merchantId(), id);
            var changes = Changes.between(Setting.of(before), Setting.of(changed));
            var renamed = !before.name().equals(changed.name());
            if (renamed || !changes.isEmpty()) audit.record(by, Deed.of(AuditAction.CHANGE_STAFF_MEMBER, id), changes);
            return changed;
        });
    }

    /**
     * A new PIN, by the person themselves, an admin, or for cashiers and agents a manager. Whoever is signed in at a register has
     * to sign in again.
     */
    public void setPin(Principal by, UUID id, String pin) {
        Pins.guard(pin);
        var hash = pins.hash(pin); // takes its time, so before the transaction
        work.write(by.merchantId(), () -> {
            var member = stored(by.merchantId(), id, " for update").member();
            if (!by.id().equals(member.subject())) guardRoles(by, member.roles());
            em.createNativeQuery("""
                            update staff_member set pin_hash = ?3, pin_set_at = ?4, pin_set_by = ?5, revision = revision + 1
                            where merchant_id = ?1 and staff_member_id = ?2""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, hash)
                    .setParameter(4, clock.now())
                    .setParameter(5, by.actor())
                    .executeUpdate();
            em.createNativeQuery("""
                            update cashier_session set ended_at = ?3
                            where merchant_id = ?1 and staff_member_id = ?2 and ended_at is null""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, clock.now())
                    .executeUpdate();
            tell(by, id, revision(by, id), "pin_set", Map.of());
            audit.record(by, Deed.of(AuditAction.SET_PIN, id), Map.of("pin", "set"));
            return null;
        });
    }

    /**
     * Who has typed this PIN at a register.
     *
     * @throws ProblemException WRONG_PIN, the same for a wrong PIN, none, and somebody who no longer works here; TOO_MANY_TRIES,
     *     also for the right PIN, until the window is over
     */
    public StaffMember proven(Principal register, UUID id, String pin) {
        var stored = stored(register.merchantId(), id, "");
        // Hashing takes its time, and no transaction waits for it. What it says is told only to who may still try.
        var match = matching(stored, pin);
        return tries.counted(register, config.guard(id), () -> match)
                .orElseThrow(() -> new ProblemException(
                                ProblemType.WRONG_PIN,
                                "this is not the PIN of %s; after %d wrong ones it rests for %d minutes"
                                        .formatted(
                                                stored.member().name(),
                                                config.triesPerRegister,
                                                config.window.toMinutes()))
                        .with("staff_member_id", id));
    }

    private static Optional<StaffMember> matching(Stored stored, String pin) {
        var hash = stored.pinHash();
        return stored.member().active() && hash != null && Pins.matches(pin, hash)
                ? Optional.of(stored.member())
                : Optional.empty();
    }

    private static void guardRoles(Principal by, Set<Role> roles) {
        if (by.is(PrincipalKind.SECRET_KEY) || by.has(Role.ADMIN)) return;
        if (by.has(Role.MANAGER) && roles.stream().noneMatch(TRUSTED::contains)) return;
        throw new ProblemException(
                ProblemType.FORBIDDEN,
                "only an admin does this for a manager or an admin; others do it for themselves");
    }

    private void guardSubject(UUID merchantId, @Nullable String subject, @Nullable UUID own) {
        if (subject == null || subject.isEmpty()) return;
        List<?> taken = em.createNativeQuery("""
                        select staff_member_id from staff_member where merchant_id = ?1 and subject = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, subject)
                .getResultList();
        if (taken.isEmpty() || taken.get(0).equals(own)) return;
        throw ProblemException.invalid("subject", "another staff member has this subject");
    }

    private long revision(Principal by, UUID id) {
        return ((Number) em.createNativeQuery(
                                "select revision from staff_member where merchant_id = ?1 and staff_member_id = ?2")
                        .setParameter(1, by.merchantId())
                        .setParameter(2, id)
                        .getSingleResult())
                .longValue();
    }

    /** What the audit may show of somebody: the subject is what it calls them anyway, their name is not for it. */
    private record Setting(String roles, @Nullable String subject, boolean active) {

        static Setting of(StaffMember member) {
            return new Setting(words(member.roles()), member.subject(), member.active());
        }
    }

    private void tell(Principal by, UUID id, long seq, String what, Map<String, Object> data) {
        events.record(new Fact(
                by.merchantId(), "staff_member", id, seq, "staff_member." + what, null, null, null, by.actor(), data));
    }

    private static Stored stored(Object[] row) {
        var member = new StaffMember(
                (UUID) row[0],
                (String) row[1],
                roles((String) row[2]),
                (String) row[3],
                row[4] == null ? null : Times.of(row[4]),
                (Boolean) row[5],
                Times.of(row[6]));
        return new Stored(member, (String) row[7]);
    }

    private static Set<Role> roles(String words) {
        return Arrays.stream(words.split(" "))
                .map(it -> Role.valueOf(it.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String words(Set<Role> roles) {
        return roles.stream()
                .map(it -> it.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
