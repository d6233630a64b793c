/**
 * Hands out the pages of this module. They are files built elsewhere; what is decided here is how a browser may keep
 * them and what it may let them do.
 */
@NullMarked
package onetill.screens;

import org.jspecify.annotations.NullMarked;
