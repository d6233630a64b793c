/**
 * Double entry, append-only: each entry moves one amount from one account to another, so that the books balance
 * by construction.
 */
@NullMarked
package onetill.ledger;

import org.jspecify.annotations.NullMarked;
