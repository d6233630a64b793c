/**
 * What the outside gives: the time, fresh ids, secrets and settings. Injected everywhere, so that a test can decide
 * them and nothing depends on chance.
 */
@NullMarked
package onetill.runtime;

import org.jspecify.annotations.NullMarked;
