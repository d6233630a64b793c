package onetill.sandbox.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private Outbox outbox;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        outbox = Outbox.start(0);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(Outbox.PATH, outbox::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        outbox.close();
    }

    @Test
    void a_mail_can_be_read_on_the_page_and_does_no_harm_there() throws Exception {
        mail("ada@example.com", "Ihr Code für <Tee>", "123456\n<script>alert(1)</script>");

        assertThat(outbox.messages()).singleElement().satisfies(it -> {
            assertThat(it.to()).isEqualTo("ada@example.com");
            assertThat(it.subject()).isEqualTo("Ihr Code für <Tee>");
            assertThat(it.text()).startsWith("123456\n");
        });
        assertThat(get("/outbox").body())
                .contains("Ihr Code für &lt;Tee&gt;", "&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(get("/outbox/messages").body()).contains("\"medium\":\"email\"");
    }

    @Test
    void a_text_message_comes_by_a_call_and_the_newest_is_first() throws Exception {
        mail("ada@example.com", "First", "a");

        assertThat(post("{\"id\":\"1\",\"to\":\"+493012345\",\"text\":\"654321 is your code\"}")
                        .statusCode())
                .isEqualTo(202);

        assertThat(outbox.messages()).hasSize(2);
        assertThat(outbox.messages().get(0).medium()).isEqualTo("sms");
        assertThat(post("{\"to\":\"+49\"}").statusCode()).isEqualTo(400);
        assertThat(post("not json").statusCode()).isEqualTo(400);
        assertThat(get("/outbox/elsewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void an_address_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> mail("refused@example.com", "x", "y")).isInstanceOf(MessagingException.class);
        assertThat(outbox.messages()).isEmpty();
    }

    private void mail(String to, String subject, String text) throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(outbox.smtpPort()));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("shop@example.com"));
        message.setRecipients(RecipientType.TO, new InternetAddress[] {new InternetAddress(to)});
        message.setSubject(subject, "UTF-8");
        message.setText(text, "UTF-8");
        Transport.send(message);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at("/outbox/sms")).POST(BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    }
}
