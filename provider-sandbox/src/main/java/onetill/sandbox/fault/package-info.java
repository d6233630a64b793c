/**
 * Technical faults on purpose: slow, lost, cut and failing answers and events, by rules set at a control port that is off
 * unless asked for. No provider's words are known here. A provider's HTTP side asks {@link onetill.sandbox.fault.Faults}
 * what befalls a call or an event and carries it out with {@link onetill.sandbox.fault.Wire}; its core knows nothing of it.
 */
@NullMarked
package onetill.sandbox.fault;

import org.jspecify.annotations.NullMarked;
