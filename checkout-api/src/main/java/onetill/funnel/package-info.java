/**
 * Where buyers are lost, and why. Nothing is instrumented: what the states of sessions have written down as events is folded into one
 * journey for each session, and journeys into counts. Both can be thrown away and made anew from the events.
 */
@NullMarked
package onetill.funnel;

import org.jspecify.annotations.NullMarked;
