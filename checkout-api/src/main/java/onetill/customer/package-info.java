/**
 * The people a merchant knows and the means of payment they agreed to keep. Only references of the provider,
 * never card data.
 */
@NullMarked
package onetill.customer;

import org.jspecify.annotations.NullMarked;
