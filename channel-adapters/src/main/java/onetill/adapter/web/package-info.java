/**
 * The web: a shop's server or page opens a session and sends the shopper to the hosted checkout page, which comes
 * here when payment is reached. Card data goes from the browser to the provider's own fields and never through
 * here.
 */
@NullMarked
package onetill.adapter.web;

import org.jspecify.annotations.NullMarked;
