/**
 * Devices that work as tills: enrolled by a code, seen, revoked; and who has signed in at them.
 */
@NullMarked
package onetill.register;

import org.jspecify.annotations.NullMarked;
