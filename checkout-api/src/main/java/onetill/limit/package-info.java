/**
 * How often somebody may ask: requests, counted in this node's memory before the database is asked, and what could test stolen
 * cards or guess codes, counted in PostgreSQL over all nodes.
 */
@NullMarked
package onetill.limit;

import org.jspecify.annotations.NullMarked;
