/**
 * Apps: everything a mobile payment sheet needs in one call. The sheet confirms a payment that is fixed to the
 * session's present revision; when the session changes, that payment is taken back first.
 */
@NullMarked
package onetill.adapter.inapp;

import org.jspecify.annotations.NullMarked;
