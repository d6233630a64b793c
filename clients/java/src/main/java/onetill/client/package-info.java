/**
 * OneTill as a merchant's server calls it. {@link onetill.client.OneTill} has the calls, records are what goes over the wire, and
 * {@link onetill.client.WebhookVerifier} knows what really comes from OneTill. It needs Jackson and nothing of the server.
 */
@NullMarked
package onetill.client;

import org.jspecify.annotations.NullMarked;
