/**
 * The keys with which a merchant's servers, pages and apps call: made and shown once, restricted, rotated with an overlap,
 * revoked. How a call is let in by them is {@code onetill.access}.
 */
@NullMarked
package onetill.apikey;

import org.jspecify.annotations.NullMarked;
