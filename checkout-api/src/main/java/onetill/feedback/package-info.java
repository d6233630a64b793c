/**
 * What buyers say about the purchase: one question after it, one answer for each order; and the one time they may be invited to a
 * review.
 */
@NullMarked
package onetill.feedback;

import org.jspecify.annotations.NullMarked;
