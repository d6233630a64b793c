/**
 * Tells merchants' servers what happens, by signed calls (Standard Webhooks). Deliveries are made from the events by
 * position, so that none is missed; they are sent at least once, in order for each aggregate, and tried for days. The
 * addresses are chosen by others, so none of them may lead into our own network.
 */
@NullMarked
package onetill.webhook;

import org.jspecify.annotations.NullMarked;
