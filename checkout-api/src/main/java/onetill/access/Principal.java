package onetill.access;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param id never personal: the id of the credential, the channel of a register, the issuer's subject
 * @param channelId the only channel a register works for
 * @param sessionId the only session a client token opens
 */
public record Principal(
        PrincipalKind kind,
        UUID merchantId,
        String id,
        String name,
        @Nullable String channelId,
        @Nullable UUID sessionId,
        Set<Role> roles) {

    public static Principal system(UUID merchantId) {
        return new Principal(PrincipalKind.SYSTEM, merchantId, "onetill", "OneTill", null, null, Set.of());
    }

    /** Who did it, for events, orders and the audit: {@code register:till-1}, {@code staff:ada}. */
    public String actor() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + id;
    }

    public boolean is(PrincipalKind other) {
        return kind == other;
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
