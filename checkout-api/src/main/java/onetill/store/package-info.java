/**
 * Digital goods that app stores sell in their own name. A store's word, proven, becomes a completed session, an order, entries
 * of the books and an entitlement, once; what the store says later (given back, renewed, ended) follows it.
 */
@NullMarked
package onetill.store;

import org.jspecify.annotations.NullMarked;
