package onetill.adapter.phone;

import java.util.UUID;
import onetill.access.Principal;

/**
 * A card number read out by the caller and typed on a card reader (MOTO), so that it reaches neither this server nor the
 * agent's computer. No implementation comes along and none is proven: Stripe's server-driven readers have no switch for
 * it. A merchant whose terminals can do it provides a CDI bean of this type.
 */
public interface KeyedEntry {

    /** Makes a reader ask for the card of this session's caller; the outcome comes as any payment's does. */
    void begin(Principal agent, UUID sessionId);
}
