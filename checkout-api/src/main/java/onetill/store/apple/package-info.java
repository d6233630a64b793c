/**
 * Apple's App Store: signed transactions and server notifications, verified by Apple's library without a network.
 */
@NullMarked
package onetill.store.apple;

import org.jspecify.annotations.NullMarked;
