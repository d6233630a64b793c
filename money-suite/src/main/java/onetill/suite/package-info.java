/**
 * Breaks a running OneTill on purpose, in as many places as there are, and then compares its books with the provider's
 * own records. It knows OneTill as its users do: by its API, its settings and the {@code check_*} views, and shares no
 * code with it.
 */
@NullMarked
package onetill.suite;

import org.jspecify.annotations.NullMarked;
