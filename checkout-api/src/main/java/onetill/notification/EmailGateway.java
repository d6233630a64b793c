package onetill.notification;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Address;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import onetill.runtime.Clocks;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** E-mail by SMTP (RFC 5321), one connection each: codes come one by one, and a mail server that is away is asked later. */
@ApplicationScoped
public class EmailGateway implements Gateway {

    private static final int PERMANENT = 500;

    @Inject
    NotificationConfig config;

    @Inject
    Clocks clock;

    private @Nullable Session session;
    private @Nullable InternetAddress from;

    @PostConstruct
    void prepare() {
        var host = config.smtpHost.filter(it -> !it.isBlank());
        if (host.isEmpty()) return;
        from = sender(config.mailFrom.orElse(""));
        session = Session.getInstance(properties(host.get()), authenticator());
    }

    private static InternetAddress sender(String given) {
        try {
            return new InternetAddress(given, true);
        } catch (AddressException e) {
            throw new IllegalStateException(
                    "MAIL_FROM must be an e-mail address when SMTP_HOST is set, such as Tea House <orders@tea.example>",
                    e);
        }
    }

    private Properties properties(String host) {
        var timeout = Long.toString(config.timeout.toMillis());
        var properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", Integer.toString(config.smtpPort));
        properties.put("mail.smtp.auth", Boolean.toString(config.smtpUser.isPresent()));
        properties.put("mail.smtp.connectiontimeout", timeout);
        properties.put("mail.smtp.timeout", timeout);
        properties.put("mail.smtp.writetimeout", timeout);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (config.smtpSecurity) {
            case "tls" -> properties.put("mail.smtp.ssl.enable", "true");
            case "starttls" -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case "none" -> {
                /* on one's own machine */
            }
            default ->
                throw new IllegalStateException(
                        "SMTP_SECURITY must be starttls, tls or none, and is " + config.smtpSecurity);
        }
        return properties;
    }

    private @Nullable Authenticator authenticator() {
        if (config.smtpUser.isEmpty()) return null;
        var credentials = new PasswordAuthentication(config.smtpUser.get(), config.smtpPassword.orElse(""));
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return credentials;
            }
        };
    }

    @Override
    public Medium medium() {
        return Medium.EMAIL;
    }

    @Override
    public boolean isReady() {
        return session != null;
    }

    @Override
    public void deliver(Letter letter) throws NotDelivered {
        try {
            Transport.send(message(letter));
        } catch (AddressException e) {
            throw new NotDelivered("this is not an e-mail address", true);
        } catch (SendFailedException e) {
            throw new NotDelivered(why(e), isRefused(e));
        } catch (MessagingException e) {
            throw new NotDelivered(why(e), false);
        }
    }

    private MimeMessage message(Letter letter) throws MessagingException {
        var message = new NamedMessage(session, letter, domain());
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, new Address[] {new InternetAddress(letter.recipient(), true)});
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setText(letter.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.now().toInstant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    private String domain() {
        var address = from == null ? "localhost" : from.getAddress();
        return address.substring(address.indexOf('@') + 1);
    }

    /** Only what the mail server says of this address for good; anything else may be different later. */
    private static boolean isRefused(Exception e) {
        for (Throwable each = e; each != null; each = next(each)) {
            if (each instanceof SMTPAddressFailedException failed && failed.getReturnCode() >= PERMANENT) return true;
            if (each instanceof SMTPSendFailedException failed && failed.getReturnCode() >= PERMANENT) return true;
        }
        return false;
    }

    private static @Nullable Throwable next(Throwable e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : e.getCause();
    }

    private static String why(Exception e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** The same message has the same Message-ID in each try, so that a mail server can tell a repetition. */
    private static final class NamedMessage extends MimeMessage {

        private final String name;

        NamedMessage(@Nullable Session session, Letter letter, String domain) {
            super(session);
            name = "<%s@%s>".formatted(letter.id(), domain);
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", name);
        }
    }
}
