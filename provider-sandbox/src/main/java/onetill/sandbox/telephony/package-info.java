/** A telephony nobody calls: it takes the keys that a test or a demo presses for a caller, and tells how far they are. */
@NullMarked
package onetill.sandbox.telephony;

import org.jspecify.annotations.NullMarked;
