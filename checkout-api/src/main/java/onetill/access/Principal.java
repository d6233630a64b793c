package onetill.access;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param id never personal: the id of the credential, the channel of a register, the issuer's subject. A key keeps it when it is
 *     rotated
 * @param channelId the only channel a register works for
 * @param sessionId the only session a client token opens
 * @param roles of a person: a member of staff, or the cashier who has signed in at a register
 * @param credential what was shown; null for staff, whose tokens are the issuer's
 * @param cashierId the member of staff who has signed in at the register by a PIN
 */
public record Principal(
        PrincipalKind kind,
        UUID merchantId,
        String id,
        String name,
        @Nullable String channelId,
        @Nullable UUID sessionId,
        Set<Role> roles,
        @Nullable Shown credential,
        @Nullable UUID cashierId) {

    /**
     * The credential that was shown.
     *
     * @param scopes what a restricted key may do; null for all its kind may
     * @param origins of the pages a publishable key may be used in; null for any
     */
    public record Shown(
            UUID id, @Nullable Set<String> scopes, @Nullable Set<String> origins) {}

    public Principal(
            PrincipalKind kind,
            UUID merchantId,
            String id,
            String name,
            @Nullable String channelId,
            @Nullable UUID sessionId,
            Set<Role> roles) {
        this(kind, merchantId, id, name, channelId, sessionId, roles, null, null);
    }

    public static Principal system(UUID merchantId) {
        return new Principal(PrincipalKind.SYSTEM, merchantId, "onetill", "OneTill", null, null, Set.of());
    }

    /**
     * Who did it, for events, orders and the audit: {@code staff:ada}, {@code register:till-1}, and with the person at it
     * {@code register:till-1/cashier:019ab…}.
     */
    public String actor() {
        return cashierId == null ? device() : device() + "/cashier:" + cashierId;
    }

    /**
     * Whose pen, repeated requests and wrong codes these are: {@code register:till-1}. The person at a register may change
     * while a session is open there.
     */
    public String device() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + id;
    }

    public boolean is(PrincipalKind other) {
        return kind == other;
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
