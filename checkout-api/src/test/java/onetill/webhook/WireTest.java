package onetill.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import onetill.tracing.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class WireTest {

    private static final Duration GENEROUS = Duration.ofSeconds(120);

    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    /** How the other side behaves once it has read the request. */
    private interface Manners {
        void answer(Socket socket) throws Exception;
    }

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        time.shutdownNow();
    }

    @Test
    void says_the_name_of_the_host_to_the_address_it_was_given() throws Exception {
        serve(saying("HTTP/1.1 204 No Content\r\n\r\n"));

        var status = post(GENEROUS);

        assertThat(status).isEqualTo(204);
        assertThat(requests.get(0))
                .startsWith("POST /hooks?x=1 HTTP/1.1\r\n")
                .contains("\r\nHost: shop.example\r\n")
                .contains("\r\nwebhook-id: msg_1\r\n")
                .contains("\r\nContent-Length: 13\r\n")
                .endsWith("\r\n\r\n{\"a\":\"\u00fcber\"}");
    }

    @Test
    void a_redirect_is_an_answer_and_not_a_place_to_go() throws Exception {
        var home = "http://127.0.0.1:" + server.getLocalPort() + "/inside";
        serve(saying("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + home + "\r\nContent-Length: 0\r\n\r\n"));

        assertThat(post(GENEROUS)).isEqualTo(307);
        assertThat(requests).hasSize(1);
    }

    @Test
    void a_trace_tells_what_came_of_it_and_not_where_it_went() throws Exception {
        try (var heard = new Heard()) {
            var busy = saying("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
            serve(socket -> {
                if (requests.size() == 1) busy.answer(socket);
            });
            post(GENEROUS);
            assertThatThrownBy(() -> post(GENEROUS)).isInstanceOf(IOException.class);

            assertThat(heard.spans()).hasSize(2).allMatch(it -> it.startsWith("POST to a receiver ERROR"));
            assertThat(heard.spans().get(0)).contains("http.response.status_code=503", "error.type=503");
            assertThat(heard.spans().get(1)).contains("error.type=").doesNotContain("status_code");
            assertThat(heard.spans().toString()).doesNotContain("hooks", "shop.example", "127.0.0.1");
        }
    }

    @Test
    void an_interim_answer_is_not_the_answer() throws Exception {
        serve(saying("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));

        assertThat(post(GENEROUS)).isEqualTo(200);
    }

    @Test
    void an_endless_body_is_not_read_to_its_end() throws Exception {
        serve(socket -> {
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var piece = new byte[8192];
            while (true) {
                out.write(piece);
            }
        });

        assertThat(post(GENEROUS)).isEqualTo(200);
    }

    @Test
    void an_endless_head_is_given_up() throws Exception {
        serve(socket -> {
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) out.write("X: y\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII));
        });

        assertThatThrownBy(() -> post(GENEROUS)).hasMessageContaining("larger than");
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("200 OK\r\nContent-Length: 2\r\n\r\nok and more", new Wire.Answer(200, "ok")),
                Arguments.of("400 Bad Request\r\n\r\nuntil the end", new Wire.Answer(400, "until the end")),
                Arguments.of(
                        "200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nchu\r\n4;x=y\r\nnks!\r\n0\r\n\r\n",
                        new Wire.Answer(200, "chunks!")),
                Arguments.of("204 No Content\r\n\r\n", new Wire.Answer(204, "")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whoever_wants_the_answer_gets_it_however_it_is_sent(String sent, Wire.Answer read) throws Exception {
        serve(saying("HTTP/1.1 " + sent));

        assertThat(exchange()).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 20\r\n\r\nonly half",
                "Transfer-Encoding: chunked\r\n\r\nff\r\nonly half",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
            })
    void an_answer_that_was_cut_off_is_none(String sent) throws Exception {
        serve(saying("HTTP/1.1 200 OK\r\n" + sent));

        assertThatThrownBy(this::exchange).hasMessageContaining("cut off");
    }

    @Test
    void of_an_endless_answer_the_beginning_is_enough() throws Exception {
        serve(socket -> {
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) out.write("4\r\nmore\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII));
        });

        assertThat(exchange().body().length()).isBetween(1, Wire.MOST_READ);
    }

    @Test
    void silence_ends_when_the_time_is_up() throws Exception {
        serve(socket -> {
            assertThat(socket.getInputStream().read()).as("until we hang up").isEqualTo(-1);
        });

        assertThatThrownBy(() -> post(Duration.ofMillis(300))).isInstanceOf(IOException.class);
    }

    @Test
    void drops_of_an_answer_do_not_stretch_the_time() throws Exception {
        serve(socket -> {
            var out = socket.getOutputStream();
            while (true) {
                out.write('H');
                out.flush();
                Thread.sleep(20);
            }
        });

        assertThatThrownBy(() -> post(Duration.ofMillis(500))).hasMessageContaining("no answer within");
    }

    @Test
    void what_is_not_http_is_not_an_answer() throws Exception {
        serve(saying("SSH-2.0-OpenSSH_9.9\r\n\r\n"));

        assertThatThrownBy(() -> post(GENEROUS)).hasMessageContaining("not HTTP");
    }

    @Test
    void nobody_there_is_a_failure() throws Exception {
        server.close();

        assertThatThrownBy(() -> post(GENEROUS)).isInstanceOf(IOException.class);
    }

    private Wire.Answer exchange() throws IOException {
        var form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        var answer = new Wire().exchange(target(), form, "a=b", GENEROUS, time);
        assertThat(requests.get(requests.size() - 1))
                .contains("\r\nContent-Type: application/x-www-form-urlencoded\r\n")
                .doesNotContain("application/json");
        return answer;
    }

    private Egress.Target target() {
        return new Egress.Target(
                InetAddress.getLoopbackAddress(),
                server.getLocalPort(),
                false,
                "shop.example",
                "shop.example",
                "/hooks?x=1");
    }

    private int post(Duration timeout) throws IOException {
        return new Wire().post(target(), Map.of("webhook-id", "msg_1"), "{\"a\":\"\u00fcber\"}", timeout, time);
    }

    private static Manners saying(String answer) {
        return socket -> socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private void serve(Manners manners) {
        var thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    requests.add(request(socket.getInputStream()));
                    manners.answer(socket);
                } catch (Exception e) {
                    // The client hung up, or the test is over.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static String request(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) head.append((char) in.read());
        var length = Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
