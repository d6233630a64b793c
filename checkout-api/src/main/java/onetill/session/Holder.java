package onetill.session;

/**
 * Who holds the pen.
 *
 * @param actor the principal, or {@code client_token} for the shopper's device
 * @param fence grows with each handoff, so that a late write of a former holder is recognized
 */
public record Holder(String channelId, String actor, long fence) {}
