/**
 * Every error a client can meet, in one list, and its translation into RFC 9457 problem documents.
 */
@NullMarked
package onetill.problem;

import org.jspecify.annotations.NullMarked;
