/**
 * What a till needs to sell alone: items, prices, promotions and taxes of its channel, in versions, each signed so that the till
 * can tell that it is ours whoever brings it.
 */
@NullMarked
package onetill.snapshot;

import org.jspecify.annotations.NullMarked;
