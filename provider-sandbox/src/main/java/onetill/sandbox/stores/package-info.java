/**
 * App stores for tests and demonstrations: signs what Apple would sign, with a root of its own, and answers what Google Play's
 * publisher API would.
 */
@NullMarked
package onetill.sandbox.stores;

import org.jspecify.annotations.NullMarked;
