/**
 * A server shaped like Adyen's Checkout API, version 71, for the same ends as its neighbor that is shaped like Stripe's.
 * What it does is written from Adyen's public documentation and from the classes its SDK generates of its OpenAPI; the
 * answers are not compared with that description field by field, and some behavior is a guess. The guesses are listed in
 * the README of this module. It keeps everything in memory.
 */
@NullMarked
package onetill.sandbox.adyen;

import org.jspecify.annotations.NullMarked;
