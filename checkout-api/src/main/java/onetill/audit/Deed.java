package onetill.audit;

import org.jspecify.annotations.Nullable;

/**
 * What somebody does.
 *
 * @param resourceId to which one; null where a merchant has only one, such as the tax rates
 * @param reason in their words, where they were asked for them
 */
public record Deed(
        AuditAction action,
        @Nullable String resourceId,
        @Nullable String reason) {

    public static Deed of(AuditAction action) {
        return new Deed(action, null, null);
    }

    public static Deed of(AuditAction action, Object resourceId) {
        return new Deed(action, resourceId.toString(), null);
    }

    public Deed because(@Nullable String why) {
        return new Deed(action, resourceId, why);
    }
}
