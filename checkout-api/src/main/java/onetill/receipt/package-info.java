/**
 * What a buyer takes along of an order, in their language: as data, on paper of 80 mm, as lines of text, by e-mail. Handing it out is
 * written down, so that there is one original and every other one says that it is a copy.
 */
@NullMarked
package onetill.receipt;

import org.jspecify.annotations.NullMarked;
