package onetill.client;

import java.io.IOException;
import java.util.Optional;

/** Nobody answered: the call may or may not have been carried out. Repeat it under the same key to find out. */
public final class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Optional<String> idempotencyKey;

    NoAnswerException(String call, Optional<String> idempotencyKey, IOException cause) {
        super(call + " was not answered", cause);
        this.idempotencyKey = idempotencyKey;
    }

    public Optional<String> idempotencyKey() {
        return idempotencyKey;
    }
}
