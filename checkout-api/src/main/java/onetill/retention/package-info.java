/** How long what is kept: forgotten in small portions when its time is over, and never before the law allows it. */
@NullMarked
package onetill.retention;

import org.jspecify.annotations.NullMarked;
