/** What a merchant says to buyers who linger at a question, and that it was said. */
@NullMarked
package onetill.reassurance;

import org.jspecify.annotations.NullMarked;
