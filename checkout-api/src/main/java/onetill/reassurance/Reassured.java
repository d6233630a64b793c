package onetill.reassurance;

import java.time.OffsetDateTime;

/**
 * That a buyer was shown a trust message.
 *
 * @param ask beside which question
 * @param shownAt when it was shown first
 */
public record Reassured(String ask, TrustKind kind, OffsetDateTime shownAt) {}
