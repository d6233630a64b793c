package onetill.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings messages of one medium to people: a mail server, a text message service. Found by CDI. */
public interface Gateway {

    Medium medium();

    /** Whether one is configured; nothing is promised to a buyer that cannot be sent. */
    boolean isReady();

    /**
     * Hands one message over. A message may be handed over again when it is not known whether it arrived, always with the
     * same id.
     *
     * @throws NotDelivered when it was refused or nobody answered
     */
    void deliver(Letter letter) throws NotDelivered;

    /**
     * One message.
     *
     * @param subject null for a text message
     */
    record Letter(UUID id, String recipient, @Nullable String subject, String text) {}

    /** A message was not taken. */
    final class NotDelivered extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean forGood;

        /** @param forGood whether trying again is of no use, as with an address that does not exist */
        public NotDelivered(String why, boolean forGood) {
            super(why);
            this.forGood = forGood;
        }

        boolean isForGood() {
            return forGood;
        }
    }
}
