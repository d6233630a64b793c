/**
 * The memory of answers: a request repeated under its key gets the answer of the first, and its effect happens
 * once.
 */
@NullMarked
package onetill.idempotency;

import org.jspecify.annotations.NullMarked;
