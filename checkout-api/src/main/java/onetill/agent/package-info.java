/** Who is at the phone desk: what agents say of themselves, what their calls say of them, and how long calls take. */
@NullMarked
package onetill.agent;

import org.jspecify.annotations.NullMarked;
