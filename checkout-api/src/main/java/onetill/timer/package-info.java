/**
 * Work that recurs by itself, on every node, for every merchant. No node leads: each piece of work takes what it finds
 * by row locks, so that any number of nodes may do it at once.
 */
@NullMarked
package onetill.timer;

import org.jspecify.annotations.NullMarked;
