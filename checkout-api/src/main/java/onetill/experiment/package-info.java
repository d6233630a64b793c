/**
 * What is varied in checkouts to see what it does: arms that buyers are dealt by a hash, exposures that are written once, and a report
 * that may be read at any time. Knows no session: {@code onetill.session} asks it which arm, and does what the arm wants.
 */
@NullMarked
package onetill.experiment;

import org.jspecify.annotations.NullMarked;
