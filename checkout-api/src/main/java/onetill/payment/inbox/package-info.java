/**
 * What providers tell us by themselves. An event is kept before it is answered, once, and applied afterwards by any node:
 * at once if all goes well, again and again with growing pauses if not, and in the end laid aside with an alarm. A
 * provider brings its own {@link onetill.payment.inbox.ProviderEvents}; nothing here knows which providers there are.
 */
@NullMarked
package onetill.payment.inbox;

import org.jspecify.annotations.NullMarked;
