/**
 * The smallest set of questions between this buyer and a paid order. One pure function; the gate of completion,
 * the form of the screens, the script of the phone agent and the steps of the funnel all read its list.
 */
@NullMarked
package onetill.ask;

import org.jspecify.annotations.NullMarked;
