/** A mail server and a text message service that bring nothing anywhere: what was sent can be read on a page. */
@NullMarked
package onetill.sandbox.outbox;

import org.jspecify.annotations.NullMarked;
