package onetill.staff;

import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import onetill.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works for the merchant.
 *
 * @param subject by which the OpenID Connect issuer knows them; null for who only works at a register
 * @param pinSetAt null for who has no PIN yet
 */
public record StaffMember(
        UUID id,
        String name,
        Set<Role> roles,
        @Nullable String subject,
        @Nullable OffsetDateTime pinSetAt,
        boolean active,
        OffsetDateTime createdAt) {

    /** May agree to what a cashier may not do alone. */
    public boolean isManager() {
        return roles.contains(Role.MANAGER) || roles.contains(Role.ADMIN);
    }
}
