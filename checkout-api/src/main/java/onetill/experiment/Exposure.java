package onetill.experiment;

import java.util.UUID;

/**
 * That a session was shown an arm. What it was shown first stays, whoever its buyer turns out to be and wherever it goes on.
 *
 * @param unit who was dealt the arm: a customer with all their sessions, or one session; see {@link Running#deal}
 */
public record Exposure(UUID experimentId, Varied varies, String arm, UUID unit) {}
