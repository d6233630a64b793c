package onetill.payment;

import java.util.UUID;

/**
 * An answer that came later: by a webhook, or because a timer asked. The one CDI event of the system; whoever wanted the
 * money observes it, so that payments need not know who that is.
 */
public record PaymentAnswered(UUID merchantId, UUID reference, UUID attemptId, Outcome outcome) {}
