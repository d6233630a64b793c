package onetill.payment;

import onetill.money.Money;

/** A provider that takes a held amount in several parts, such as one for each parcel. */
public interface CapturesInParts {

    /**
     * Takes a part of what is held.
     *
     * @param isFinal whether the rest is released
     * @param key names this part
     * @return {@link Outcome.PartlyCaptured} while something is still held, else {@link Outcome.Captured}
     */
    Outcome capturePart(Authorization authorization, Money amount, boolean isFinal, String key);
}
