package onetill.drawer;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * That a drawer was opened without a sale.
 *
 * @param reason why, in the words of who did it
 * @param managerId who has agreed to it
 */
@Schema(name = "DrawerOpening")
public record DrawerOpening(
        UUID id, String reason, String actor, @Nullable UUID managerId, OffsetDateTime createdAt) {}
