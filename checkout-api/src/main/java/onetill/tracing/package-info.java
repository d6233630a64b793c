/**
 * What became of one request, from HTTP to SQL to the provider, told to a collector of the operator's. Off unless
 * {@code TRACES_ENDPOINT} says where to, and what may leave is listed in {@link onetill.tracing.Detail}. The only package that
 * knows OpenTelemetry.
 */
@NullMarked
package onetill.tracing;

import org.jspecify.annotations.NullMarked;
