package onetill.payment.dispute;

import java.time.OffsetDateTime;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A dispute as its provider tells it now.
 *
 * @param ref the provider's name for it
 * @param reason the provider's code: {@code fraudulent}
 * @param respondBy until when an answer counts; null when none is wanted
 */
public record DisputeNews(
        String provider,
        String ref,
        Money amount,
        String reason,
        DisputeState state,
        @Nullable OffsetDateTime respondBy,
        OffsetDateTime openedAt) {}
