package onetill.apikey;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.access.PrincipalKind;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is known once it has been shown.
 *
 * @param preview {@code sk_…x7Qz}
 * @param scopes of a restricted key; null for all
 * @param origins of the pages a publishable key is for; null for any
 * @param lastUsedAt to the minute
 * @param replacedBy the key that was made when this one was rotated
 */
public record ApiKey(
        UUID id,
        PrincipalKind kind,
        String label,
        String preview,
        @Nullable List<String> scopes,
        @Nullable List<String> origins,
        OffsetDateTime createdAt,
        @Nullable String createdBy,
        @Nullable OffsetDateTime lastUsedAt,
        @Nullable OffsetDateTime expiresAt,
        @Nullable OffsetDateTime revokedAt,
        @Nullable UUID replacedBy) {}
