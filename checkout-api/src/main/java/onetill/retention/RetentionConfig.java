package onetill.retention;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long what is kept. Orders and the ledger are the merchant's books: they have no setting and stay. */
@Dependent
public class RetentionConfig {

    private static final Duration SHORTEST_EVENTS = Duration.ofDays(31);
    private static final Duration SHORTEST_AUDIT = Duration.ofDays(366);

    /** How often each node looks for what is over. */
    @Inject
    @ConfigProperty(name = "retention.interval", defaultValue = "PT1H")
    Duration interval;

    /** How long after its end it is known who was in a session that came to nothing. */
    @Inject
    @ConfigProperty(name = "abandoned.session.kept", defaultValue = "P30D")
    Duration abandonedSession;

    /** How long the events of such a session are kept. */
    @Inject
    @ConfigProperty(name = "session.event.kept", defaultValue = "P730D")
    Duration sessionEvent;

    /** How long entries of the audit are kept. */
    @Inject
    @ConfigProperty(name = "audit.kept", defaultValue = "P3650D")
    Duration audit;

    /** @throws IllegalStateException when something would be forgotten before the database lets it go */
    RetentionConfig checked() {
        notLess("SESSION_EVENT_KEPT", sessionEvent, SHORTEST_EVENTS);
        notLess("AUDIT_KEPT", audit, SHORTEST_AUDIT);
        notLess("ABANDONED_SESSION_KEPT", abandonedSession, Duration.ZERO);
        if (sessionEvent.compareTo(abandonedSession) < 0) {
            throw new IllegalStateException("SESSION_EVENT_KEPT is not less than ABANDONED_SESSION_KEPT");
        }
        return this;
    }

    private static void notLess(String setting, Duration given, Duration shortest) {
        if (given.compareTo(shortest) >= 0) return;
        throw new IllegalStateException("%s is P%dD at least".formatted(setting, shortest.toDays()));
    }
}
