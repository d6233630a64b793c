/**
 * Transactions that belong to one merchant, the schema's migrations, and the honest answer whether the database
 * is usable.
 */
@NullMarked
package onetill.database;

import org.jspecify.annotations.NullMarked;
