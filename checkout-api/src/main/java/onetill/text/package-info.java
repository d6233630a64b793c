/** What may be in a text that somebody sends, wherever it goes. */
@NullMarked
package onetill.text;

import org.jspecify.annotations.NullMarked;
