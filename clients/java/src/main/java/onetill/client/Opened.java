package onetill.client;

import org.jspecify.annotations.Nullable;

/** A new session, and the token of the shopper's device for it alone; the token is shown once. */
public record Opened(Session session, @Nullable String clientToken) {

    @Override
    public String toString() {
        return "Opened[" + session.id() + "]";
    }
}
