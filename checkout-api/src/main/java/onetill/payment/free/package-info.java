/**
 * Nothing to pay: a gift, a sample, a free download. It still takes the one path of every checkout, and no provider has
 * to be asked.
 */
@NullMarked
package onetill.payment.free;

import org.jspecify.annotations.NullMarked;
