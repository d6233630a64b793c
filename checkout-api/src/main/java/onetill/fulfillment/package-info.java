/**
 * How goods reach the buyer: shipping, pickup, local delivery, digital; and which of these a session can choose.
 */
@NullMarked
package onetill.fulfillment;

import org.jspecify.annotations.NullMarked;
