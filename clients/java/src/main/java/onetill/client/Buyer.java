package onetill.client;

import org.jspecify.annotations.Nullable;

/** Who buys, as far as they said; in changes what is left out stays. */
public record Buyer(
        @Nullable String email,
        @Nullable String name,
        @Nullable String phone) {

    public static Buyer of(String email) {
        return new Buyer(email, null, null);
    }
}
