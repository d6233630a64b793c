/**
 * Facts about sessions and orders, written in the transaction of the fact. Live updates, funnel, webhooks and
 * audit read from here.
 */
@NullMarked
package onetill.event;

import org.jspecify.annotations.NullMarked;
