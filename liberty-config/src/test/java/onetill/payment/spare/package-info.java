/** Providers that only a test knows: added beside the built application, as any new provider is. */
@NullMarked
package onetill.payment.spare;

import org.jspecify.annotations.NullMarked;
