/**
 * Exact amounts. Money is used everywhere and must be usable everywhere, so this package knows only the JDK.
 */
@NullMarked
package onetill.money;

import org.jspecify.annotations.NullMarked;
