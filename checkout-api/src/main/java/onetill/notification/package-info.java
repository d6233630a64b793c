/**
 * What we write to people: e-mails and text messages. Written in the transaction that decides it, sent after it, and forgotten
 * as soon as it has arrived.
 */
@NullMarked
package onetill.notification;

import org.jspecify.annotations.NullMarked;
