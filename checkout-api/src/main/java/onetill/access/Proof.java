package onetill.access;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * By what a caller was let in, so that an answer that lasts can ask whether it is still good. Never the secret itself.
 *
 * @param hash of a key or token of ours; null for the token of an issuer
 * @param goodUntil when an issuer's token ends; null for our own, which may be revoked at any time
 */
public record Proof(@Nullable String hash, @Nullable OffsetDateTime goodUntil) {}
