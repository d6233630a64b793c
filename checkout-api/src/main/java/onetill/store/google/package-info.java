/**
 * Google Play: purchases are asked for at Google's publisher API by their token, and acknowledged there; news come by Pub/Sub.
 */
@NullMarked
package onetill.store.google;

import org.jspecify.annotations.NullMarked;
