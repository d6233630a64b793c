/**
 * The plumbing between HTTP and the features: JSON bodies, request ids, who calls, idempotency keys, server-sent
 * events. Nothing here is about a feature.
 */
@NullMarked
package onetill.http;

import org.jspecify.annotations.NullMarked;
