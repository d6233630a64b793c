package onetill.client;

import org.jspecify.annotations.Nullable;

/** Where something goes. {@code country} is of two capital letters; that of the session when it is left out. */
public record Address(
        @Nullable String name,
        @Nullable String line1,
        @Nullable String line2,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String region,
        @Nullable String country) {

    public static Address of(String name, String line1, String postalCode, String city) {
        return new Address(name, line1, null, postalCode, city, null, null);
    }
}
