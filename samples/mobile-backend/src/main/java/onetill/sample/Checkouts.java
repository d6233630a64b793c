package onetill.sample;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Whose checkout is whose, and what became of it. A real one keeps this in its database. */
final class Checkouts {

    private final Map<UUID, Checkout> bySession = new ConcurrentHashMap<>();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();

    /** @param orderNumber that of the order, once it is paid */
    record Checkout(String user, Optional<String> orderNumber) {}

    void opened(UUID session, String user) {
        bySession.putIfAbsent(session, new Checkout(user, Optional.empty()));
    }

    /** Whether this message is new: each comes at least once. */
    boolean isNews(String messageId) {
        return !heard.contains(messageId);
    }

    /** To be said when all that a message asks for is done, so that one that failed can come again. */
    void done(String messageId) {
        heard.add(messageId);
    }

    /** Somebody else's orders are none of ours: a merchant sells in more than one app. */
    void paid(UUID session, String orderNumber) {
        bySession.computeIfPresent(session, (id, it) -> new Checkout(it.user(), Optional.of(orderNumber)));
    }

    /** The user's own, and nobody else's. */
    Optional<Checkout> of(UUID session, String user) {
        return Optional.ofNullable(bySession.get(session))
                .filter(it -> it.user().equals(user));
    }
}
