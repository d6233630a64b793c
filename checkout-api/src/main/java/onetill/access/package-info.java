/**
 * Who calls, and what such a caller may do. Everything is denied that is not allowed here.
 */
@NullMarked
package onetill.access;

import org.jspecify.annotations.NullMarked;
