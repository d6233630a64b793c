package onetill.payment;

import org.jspecify.annotations.Nullable;

/** A provider whose card readers are driven by this server. */
public interface DrivesReaders {

    /** Its name in our records: {@code stripe}. */
    String name();

    /** Asks what a reader is doing now. No method throws for what a provider can answer; silence is {@code UNCERTAIN}. */
    Seen look(String readerRef);

    /**
     * The reader asks the buyer no more. What was paid until then stays paid, for the buyer has seen it accepted; else it is
     * taken back.
     */
    Outcome stop(Authorization authorization);

    /**
     * What a reader is doing.
     *
     * @param state never {@code BUSY}: whose sale it waits for, our books know
     * @param providerRef the payment it waits for
     */
    record Seen(ReaderState state, @Nullable String providerRef) {}
}
