/**
 * Configured places of sale: data. The code that speaks a channel's protocol is an adapter and lives elsewhere.
 */
@NullMarked
package onetill.channel;

import org.jspecify.annotations.NullMarked;
