/** What the server behind a mobile app does to sell by OneTill. A sample to read and to copy from, in memory and without a sign-in. */
@NullMarked
package onetill.sample;

import org.jspecify.annotations.NullMarked;
