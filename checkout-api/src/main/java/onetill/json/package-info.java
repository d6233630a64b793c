/**
 * How Java looks as JSON: snake_case names, lower-case enum constants, unknown members refused. One mapper serves
 * the wire, the documents in the database and the fingerprints of idempotency.
 */
@NullMarked
package onetill.json;

import org.jspecify.annotations.NullMarked;
