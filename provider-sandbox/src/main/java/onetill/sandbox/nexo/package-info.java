/**
 * Payment terminals that speak the nexo Sale to POI protocol 3.0 in JSON, and the hands of the people at them. Written from the
 * published protocol, for tests and demos.
 */
@NullMarked
package onetill.sandbox.nexo;

import org.jspecify.annotations.NullMarked;
