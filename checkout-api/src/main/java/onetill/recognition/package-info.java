/**
 * How a buyer proves to be somebody the merchant knows: by a code that was sent to them, by a device they have used, by a passkey.
 * And what only tells who they may be, such as a card; and the consents to be recognized.
 */
@NullMarked
package onetill.recognition;

import org.jspecify.annotations.NullMarked;
