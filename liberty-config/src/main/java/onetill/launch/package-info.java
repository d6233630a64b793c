/**
 * Starts everything OneTill needs on one machine, in order, and stops it in the opposite order: the database, the
 * payment provider's sandbox, a sign-in of its own for demonstrations, and the server. Each of them is left out when
 * the settings name a real one. Nothing in here is part of the application.
 */
@NullMarked
package onetill.launch;

import org.jspecify.annotations.NullMarked;
