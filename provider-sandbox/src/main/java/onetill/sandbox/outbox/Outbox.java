package onetill.sandbox.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.helper.BasicMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Keeps the last messages in memory: e-mails that came by SMTP, text messages that came by POST to {@code /outbox/sms}. To read
 * at {@code /outbox}, as JSON at {@code /outbox/messages}.
 */
public final class Outbox implements AutoCloseable {

    /** Where it is served. */
    public static final String PATH = "/outbox";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 500;

    /** To play an address that does not exist. */
    private static final String REFUSED = "refused@";

    private static final int LARGEST = 1 << 20;

    /** To play a number that is reached at the second try. */
    private static final String BUSY = "+999";

    private final Set<String> refusedOnce = new HashSet<>();
    private final Deque<Message> messages = new ArrayDeque<>();
    private final Session session = Session.getInstance(new Properties());
    private final SMTPServer smtp;

    /**
     * One message as it arrived.
     *
     * @param id what the sender called it; the same when it was sent again
     * @param subject null for a text message
     */
    public record Message(
            String id,
            String medium,
            String to,
            @Nullable String from,
            @Nullable String subject,
            String text,
            String at) {}

    private Outbox(int port) {
        smtp = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("outbox.localhost")
                .maxMessageSize(LARGEST)
                .messageHandler((BasicMessageListener) (context, from, to, data) -> mail(from, to, data))
                .build();
    }

    /** @param port of the mail server; 0 for any */
    public static Outbox start(int port) {
        var outbox = new Outbox(port);
        outbox.smtp.start();
        return outbox;
    }

    public int smtpPort() {
        return smtp.getPortAllocated();
    }

    private void mail(String from, String to, byte[] data) throws RejectException {
        if (to.startsWith(REFUSED)) throw new RejectException(550, "no such mailbox");
        try {
            var message = new MimeMessage(session, new ByteArrayInputStream(data));
            keep(new Message(
                    String.valueOf(message.getMessageID()),
                    "email",
                    to,
                    from,
                    message.getSubject(),
                    text(message),
                    now()));
        } catch (MessagingException | IOException e) {
            throw new RejectException(554, "this is no message that can be read: " + e.getMessage());
        }
    }

    /** Read by hand: the usual way wants a registry of content types, which has no place in a program this small. */
    private static String text(MimeMessage message) throws MessagingException, IOException {
        var encoding = message.getEncoding() == null ? "7bit" : message.getEncoding();
        var charset = new ContentType(message.getContentType()).getParameter("charset");
        try (var body = MimeUtility.decode(message.getRawInputStream(), encoding)) {
            var text = new String(body.readAllBytes(), charset == null ? "US-ASCII" : charset);
            return text.replace("\r\n", "\n");
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private synchronized void keep(Message message) {
        messages.addFirst(message);
        while (messages.size() > MOST) messages.removeLast();
    }

    /** The newest first. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Serves the page, the list and the calls of whoever sends text messages. */
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var call =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            switch (call) {
                case "GET /outbox", "GET /outbox/" -> answer(exchange, 200, "text/html; charset=utf-8", page());
                case "GET /outbox/messages" ->
                    answer(exchange, 200, "application/json", JSON.writeValueAsString(messages()));
                case "POST /outbox/sms" -> textMessage(exchange);
                default -> answer(exchange, 404, "text/plain; charset=utf-8", "No such page");
            }
        }
    }

    private void textMessage(HttpExchange exchange) throws IOException {
        var sent = read(exchange);
        if (sent == null || !sent.path("to").isTextual() || !sent.path("text").isTextual()) {
            answer(exchange, 400, "application/json", "{\"error\":\"send id, to and text\"}");
            return;
        }
        if (sent.path("to").asText().startsWith(BUSY)
                && triedFirst(sent.path("id").asText())) {
            answer(exchange, 503, "application/json", "{\"error\":\"busy; send it again\"}");
            return;
        }
        keep(new Message(
                sent.path("id").asText(),
                "sms",
                sent.path("to").asText(),
                null,
                null,
                sent.path("text").asText(),
                now()));
        answer(exchange, 202, "application/json", "{}");
    }

    private synchronized boolean triedFirst(String id) {
        return refusedOnce.add(id);
    }

    private static @Nullable JsonNode read(HttpExchange exchange) throws IOException {
        try {
            return JSON.readTree(exchange.getRequestBody().readNBytes(LARGEST));
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private String page() {
        var list = new StringBuilder();
        for (var message : messages()) {
            list.append("<li><p class=\"head\"><b>%s</b> to <b>%s</b> <time>%s</time></p>%s<pre>%s</pre></li>\n"
                    .formatted(
                            "sms".equals(message.medium()) ? "Text message" : "E-mail",
                            escaped(message.to()),
                            message.at(),
                            message.subject() == null ? "" : "<h2>" + escaped(message.subject()) + "</h2>",
                            escaped(message.text())));
        }
        var body = list.isEmpty()
                ? "<p>Nothing was sent yet. Codes, links and receipts appear here.</p>"
                : "<ul>" + list + "</ul>";
        return PAGE.replace("{messages}", body);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        smtp.stop();
    }

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="refresh" content="5">
            <title>Outbox</title>
            <style>
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
            body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem }
            ul { list-style: none; padding: 0 }
            li { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 8px; padding: 1rem; margin: 1rem 0 }
            .head { margin: 0; font-size: .875rem }
            h2 { font-size: 1.125rem; margin: .5rem 0 }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: .5rem 0 0 }
            </style>
            </head>
            <body>
            <main>
            <h1>Outbox</h1>
            <p>What would have been sent to buyers. Nothing leaves this machine.</p>
            {messages}
            </main>
            </body>
            </html>
            """;
}
