/** How a buyer proves to be somebody the merchant knows: by a code that was sent to them, or by a device they have used. */
@NullMarked
package onetill.recognition;

import org.jspecify.annotations.NullMarked;
