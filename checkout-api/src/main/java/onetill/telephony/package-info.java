/**
 * Calls: what the merchant's telephony tells of them, who calls and where they stopped, and how a call went. A telephony
 * proves itself by a signature, and what it tells may come twice and in any order.
 */
@NullMarked
package onetill.telephony;

import org.jspecify.annotations.NullMarked;
