/**
 * People of the merchant's: their roles, their PIN for the registers, and what a manager agrees to there. Who they are on the
 * phone and in the office is the issuer's to say.
 */
@NullMarked
package onetill.staff;

import org.jspecify.annotations.NullMarked;
