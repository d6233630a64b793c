package onetill.offline;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something about an offline sale that is not as we would have had it.
 *
 * @param details what was told, and what we would have said
 * @param explainedAt when somebody settled it; null while it is open
 */
@Schema(name = "SaleVariance")
public record SaleVariance(
        UUID id,
        Variance.Kind kind,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String details,
        UUID saleId,
        UUID registerId,
        LocalDate businessDay,
        long sequence,
        @Nullable UUID orderId,
        @Nullable String orderNumber,
        OffsetDateTime foundAt,
        @Nullable OffsetDateTime explainedAt,
        @Nullable String explainedBy,
        @Nullable String explanation) {}
