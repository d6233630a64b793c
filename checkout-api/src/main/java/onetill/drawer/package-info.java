/**
 * The cash of the tills: shifts that are opened with a float and closed by counting, what is put in and taken out meanwhile, and
 * the reports of it, which are sums of the ledger.
 */
@NullMarked
package onetill.drawer;

import org.jspecify.annotations.NullMarked;
