package onetill.notification;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** By what messages reach people, and how often that is tried. */
@Dependent
public class NotificationConfig {

    /** The mail server; without it no e-mail is sent. */
    @Inject
    @ConfigProperty(name = "smtp.host")
    Optional<String> smtpHost;

    @Inject
    @ConfigProperty(name = "smtp.port", defaultValue = "587")
    int smtpPort;

    @Inject
    @ConfigProperty(name = "smtp.user")
    Optional<String> smtpUser;

    @Inject
    @ConfigProperty(name = "smtp.password")
    Optional<String> smtpPassword;

    /** {@code starttls}, which is then required; {@code tls} from the first byte; {@code none} on one's own machine. */
    @Inject
    @ConfigProperty(name = "smtp.security", defaultValue = "starttls")
    String smtpSecurity;

    /** What stands in From, such as {@code Tea House <orders@tea.example>}. */
    @Inject
    @ConfigProperty(name = "mail.from")
    Optional<String> mailFrom;

    /** What sends text messages for us; without it none are sent. */
    @Inject
    @ConfigProperty(name = "sms.webhook.url")
    Optional<String> smsUrl;

    /** What the calls to it are signed with, as Standard Webhooks describe. */
    @Inject
    @ConfigProperty(name = "sms.webhook.secret")
    Optional<String> smsSecret;

    /** How often each node looks for messages that are due; a new one is sent at once. */
    @Inject
    @ConfigProperty(name = "notification.interval", defaultValue = "PT2S")
    Duration interval;

    /** The pauses between the tries; after the last one, or when it is of no use any more, a message is given up. */
    @Inject
    @ConfigProperty(name = "notification.retries", defaultValue = "PT2S,PT10S,PT1M,PT5M,PT30M,PT2H,PT6H,PT12H")
    List<Duration> retries;

    /** From connecting to the end of the answer. */
    @Inject
    @ConfigProperty(name = "notification.timeout", defaultValue = "PT10S")
    Duration timeout;

    /** How long it is known that somebody was written to; what was written is forgotten when it was sent. */
    @Inject
    @ConfigProperty(name = "notification.kept", defaultValue = "P30D")
    Duration kept;

    /** Longer than a try can take: then its node is taken for dead. */
    Duration lease() {
        return timeout.multipliedBy(3);
    }
}
