package onetill.event;

import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who looks at a session now. Says what kind of somebody, and never who.
 *
 * @param id the same for as long as they look, on whatever node; tells nothing outside this session
 * @param channelId of a till its own, of a buyer's device the session's; null for people and servers
 * @param since when they came
 */
public record Participant(UUID id, Kind kind, @Nullable String channelId, OffsetDateTime since) {

    public enum Kind {
        /** A shopper's device. */
        BUYER,
        /** A till, or a cashier who is signed in. */
        TILL,
        /** A person on the phone. */
        AGENT,
        /** Another person of the merchant's. */
        STAFF,
        /** A server of the merchant's. */
        SERVER;

        static Kind of(Principal by) {
            return switch (by.kind()) {
                case CLIENT_TOKEN, PUBLISHABLE_KEY -> BUYER;
                case REGISTER -> TILL;
                case SECRET_KEY, SYSTEM -> SERVER;
                case STAFF -> by.has(Role.AGENT) ? AGENT : by.has(Role.CASHIER) ? TILL : STAFF;
            };
        }

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }
}
