package onetill.receipt;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * That a receipt was handed out.
 *
 * @param copy how often it was handed out before; 0 is the original
 * @param delivery of an e-mail: {@code pending}, {@code sent} or {@code failed}; null for paper, and when that is forgotten
 */
@Schema(name = "IssuedReceipt")
public record Issued(
        UUID id,
        UUID orderId,
        int copy,
        Medium medium,
        @Nullable String delivery,
        String issuedBy,
        OffsetDateTime issuedAt) {}
