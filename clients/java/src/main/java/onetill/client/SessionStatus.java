package onetill.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a checkout session stands. */
public enum SessionStatus {
    INCOMPLETE,
    /** Nothing is asked any more but how to pay. */
    READY_FOR_COMPLETE,
    /** The outcome of a payment is not known yet: ask again, never pay again. */
    COMPLETE_IN_PROGRESS,
    /** The buyer has something to do: {@link Session.Payment#action()}. */
    REQUIRES_ESCALATION,
    COMPLETED,
    CANCELED,
    /** One that this client is too old to know. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** Whether asking again will tell more, without anything else being done. */
    public boolean isUnderWay() {
        return this == COMPLETE_IN_PROGRESS || this == REQUIRES_ESCALATION;
    }
}
