/** What an address needs so that something arrives there, and what a postal code tells by itself, country by country. */
@NullMarked
package onetill.address;

import org.jspecify.annotations.NullMarked;
