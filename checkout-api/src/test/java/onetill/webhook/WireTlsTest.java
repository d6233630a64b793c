package onetill.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Held to an address, it still asks whoever answers there for the certificate of the name. */
@Timeout(180)
class WireTlsTest {

    private static final String PASSWORD = "changeit";

    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
    private final CompletableFuture<String> askedFor = new CompletableFuture<>();
    private SSLServerSocket server;
    private SSLContext context;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        context = contextFor("shop.example", folder.resolve("keys.p12"));
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> {
            try (var socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
                var names = ((ExtendedSSLSession) socket.getSession()).getRequestedServerNames();
                askedFor.complete(((SNIHostName) names.get(0)).getAsciiName());
                assertThat(socket.getInputStream().read()).isPositive();
                socket.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (Exception e) {
                askedFor.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        time.shutdownNow();
    }

    @Test
    void the_name_is_asked_for_and_proven_at_the_address_that_was_looked_at() throws Exception {
        assertThat(post("shop.example", context.getSocketFactory())).isEqualTo(204);
        assertThat(askedFor.get(120, TimeUnit.SECONDS)).isEqualTo("shop.example");
    }

    @Test
    void who_cannot_prove_the_name_is_told_nothing() {
        assertThatThrownBy(() -> post("other.example", context.getSocketFactory()))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void who_is_vouched_for_by_nobody_is_told_nothing() {
        assertThatThrownBy(() -> post("shop.example", (SSLSocketFactory) SSLSocketFactory.getDefault()))
                .isInstanceOf(SSLException.class);
    }

    private int post(String host, SSLSocketFactory trust) throws IOException {
        var target = new Egress.Target(InetAddress.getLoopbackAddress(), server.getLocalPort(), true, host, host, "/");
        return new Wire(trust).post(target, Map.of(), "{}", Duration.ofSeconds(120), time);
    }

    private static SSLContext contextFor(String name, Path file) throws Exception {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor(120, TimeUnit.SECONDS)).isTrue();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("it", keys.getCertificate("it"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
