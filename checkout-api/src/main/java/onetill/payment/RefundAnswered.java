package onetill.payment;

import java.util.UUID;

/** What a provider told of a refund later, by a webhook. Whoever wanted the refund observes it. */
public record RefundAnswered(UUID merchantId, UUID refundId, RefundOutcome outcome) {}
