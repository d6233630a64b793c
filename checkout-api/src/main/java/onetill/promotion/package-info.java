/**
 * What makes a basket cheaper. {@link onetill.promotion.Discounts} is arithmetic alone; {@link onetill.promotion.Promotions} keeps
 * them and counts their use, so that no limit is ever passed.
 */
@NullMarked
package onetill.promotion;

import org.jspecify.annotations.NullMarked;
