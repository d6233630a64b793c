/**
 * What the database is not to know in clear: secrets and people's data are stored encrypted under a key that is no part of it,
 * bound to the row they belong to. {@link onetill.encryption.Field} lists what, {@link onetill.encryption.Keyring} says how, and
 * {@link onetill.encryption.Resealing} brings what is stored under the newest key.
 */
@NullMarked
package onetill.encryption;

import org.jspecify.annotations.NullMarked;
