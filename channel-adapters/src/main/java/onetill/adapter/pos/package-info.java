/**
 * Tills: one call rings up a whole basket and takes the tender, cash with change or a card on the till's reader.
 */
@NullMarked
package onetill.adapter.pos;

import org.jspecify.annotations.NullMarked;
