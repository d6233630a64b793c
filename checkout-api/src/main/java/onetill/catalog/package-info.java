/**
 * What can be bought and what it costs. A price comes from here and never from a client.
 */
@NullMarked
package onetill.catalog;

import org.jspecify.annotations.NullMarked;
