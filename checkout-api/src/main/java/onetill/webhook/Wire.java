package onetill.webhook;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import onetill.tracing.Detail;
import onetill.tracing.Traces;

/**
 * One POST to one address. Java's own clients resolve names by themselves and cannot be held to an address, so this one
 * speaks HTTP/1.1 on its own: a request, the status of an answer, and its beginning for whoever wants it. It
 * follows no redirect and goes through no proxy.
 */
@ApplicationScoped
public class Wire {

    static final int MOST_READ = 64 * 1024;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?im)^content-length:[ \\t]*(\\d{1,18})[ \\t]*$");
    private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding:.*\\bchunked[ \\t]*$");
    private static final String CONTENT_TYPE = "Content-Type";
    private static final int HEXADECIMAL = 16;
    private static final int LONGEST_SIZE = 16;
    private static final int POLITENESS_MS = 1_000;
    private static final int FIRST_FINAL = 200;
    private static final int NO_CONTENT = 204;
    private static final int HUNDRED = 100;

    @Resource
    ManagedScheduledExecutorService executor;

    /** @param body its beginning, 64 KiB at most */
    public record Answer(int status, String body) {}

    /** What becomes of the body of an answer. */
    private interface Reader<T> {
        T read(Socket socket) throws IOException;
    }

    private interface Sending<T> {
        T send() throws IOException;
    }

    private final SSLSocketFactory tls;

    public Wire() {
        this((SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    Wire(SSLSocketFactory tls) {
        this.tls = tls;
    }

    /**
     * @return the status of the answer
     * @throws IOException whatever went wrong; also when it took too long
     */
    int post(Egress.Target to, Map<String, String> headers, String body, Duration timeout) throws IOException {
        return post(to, headers, body, timeout, executor);
    }

    /**
     * The same for whoever has to know what was said. {@code Content-Type} is JSON unless it is among the headers.
     *
     * @throws IOException whatever went wrong; also when the answer was cut off or took too long
     */
    public Answer exchange(Egress.Target to, Map<String, String> headers, String body, Duration timeout)
            throws IOException {
        return exchange(to, headers, body, timeout, executor);
    }

    Answer exchange(
            Egress.Target to,
            Map<String, String> headers,
            String body,
            Duration timeout,
            ScheduledExecutorService timeKeeper)
            throws IOException {
        return traced(Answer::status, () -> call(to, headers, body, timeout, timeKeeper, Wire::answer));
    }

    int post(
            Egress.Target to,
            Map<String, String> headers,
            String body,
            Duration timeout,
            ScheduledExecutorService timeKeeper)
            throws IOException {
        return traced(status -> status, () -> call(to, headers, body, timeout, timeKeeper, Wire::status));
    }

    /** Where it goes is not told: addresses of receivers are their merchants' own, and some hold secrets. */
    private static <T> T traced(ToIntFunction<T> status, Sending<T> sending) throws IOException {
        try (var span = Traces.work("POST to a receiver").with(Detail.METHOD, "POST")) {
            try {
                var answer = sending.send();
                var code = status.applyAsInt(answer);
                span.with(Detail.STATUS, code);
                if (code / HUNDRED != 2) span.failed(Integer.toString(code));
                return answer;
            } catch (IOException e) {
                span.failed(e);
                throw e;
            }
        }
    }

    /** The time limit closes the socket, so that it holds whatever we wait for: connecting, a handshake, a slow answer. */
    private <T> T call(
            Egress.Target to,
            Map<String, String> headers,
            String body,
            Duration timeout,
            ScheduledExecutorService timeKeeper,
            Reader<T> reader)
            throws IOException {
        try (var plain = new Socket(Proxy.NO_PROXY)) {
            var isOver = new AtomicBoolean();
            Runnable end = () -> {
                isOver.set(true);
                close(plain);
            };
            var limit = timeKeeper.schedule(end, timeout.toMillis(), TimeUnit.MILLISECONDS);
            try {
                plain.connect(new InetSocketAddress(to.address(), to.port()), (int) timeout.toMillis());
                plain.setSoTimeout((int) timeout.toMillis());
                var socket = to.tls() ? secured(plain, to) : plain;
                socket.getOutputStream().write(request(to, headers, body));
                socket.getOutputStream().flush();
                return reader.read(socket);
            } catch (IOException e) {
                if (isOver.get()) throw new IOException("no answer within " + timeout.toSeconds() + " s", e);
                throw e;
            } finally {
                limit.cancel(false);
            }
        }
    }

    /** What went wrong, in words for who looks after the endpoint. */
    static String told(Exception e) {
        if (e instanceof ConnectException || e instanceof NoRouteToHostException)
            return "no connection: nobody listens there";
        if (e instanceof SocketTimeoutException) return "no answer in time";
        if (e instanceof SSLException) return "no TLS: " + e.getMessage();
        if (e instanceof IOException) return "no answer: " + e.getMessage();
        return "this was our fault and is tried again";
    }

    private Socket secured(Socket plain, Egress.Target to) throws IOException {
        var socket = (SSLSocket) tls.createSocket(plain, to.host(), to.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (isName(to.host())) parameters.setServerNames(List.of(new SNIHostName(to.host())));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static boolean isName(String host) {
        return host.indexOf(':') < 0 && !host.matches("[0-9.]+");
    }

    private static byte[] request(Egress.Target to, Map<String, String> headers, String body) throws IOException {
        var content = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("POST ")
                .append(to.pathAndQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(to.hostHeader())
                .append("\r\nConnection: close\r\nContent-Length: ")
                .append(content.length)
                .append("\r\n");
        if (!headers.containsKey(CONTENT_TYPE)) head.append(CONTENT_TYPE).append(": application/json\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        var bytes = new ByteArrayOutputStream();
        bytes.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        bytes.write(content);
        return bytes.toByteArray();
    }

    /** The head of the final answer, and what of the limit is left for its body. */
    private record Head(int status, String text, InputStream in, int left) {}

    private static Head head(Socket socket) throws IOException {
        var in = new BufferedInputStream(socket.getInputStream());
        var left = MOST_READ;
        while (true) {
            var head = head(in, left);
            left -= head.length();
            var match = STATUS_LINE.matcher(head.lines().findFirst().orElse(""));
            if (!match.matches()) throw new IOException("the answer is not HTTP");
            var status = Integer.parseInt(match.group(1));
            if (status >= FIRST_FINAL) return new Head(status, head, in, left);
        }
    }

    /** Of the body only as much as politeness wants, so that nobody who answers is cut off. */
    private static int status(Socket socket) throws IOException {
        var head = head(socket);
        drain(socket, head.in(), head.text(), head.left());
        return head.status();
    }

    private static Answer answer(Socket socket) throws IOException {
        var head = head(socket);
        var bytes = CHUNKED.matcher(head.text()).find() ? chunks(head) : plain(head);
        return new Answer(head.status(), new String(bytes, StandardCharsets.UTF_8));
    }

    /** Without a length the body ends with the connection. */
    private static byte[] plain(Head head) throws IOException {
        var match = CONTENT_LENGTH.matcher(head.text());
        if (head.status() == NO_CONTENT || !match.find()) {
            return head.status() == NO_CONTENT ? new byte[0] : head.in().readNBytes(head.left());
        }
        var length = (int) Math.min(Long.parseLong(match.group(1)), head.left());
        var bytes = head.in().readNBytes(length);
        if (bytes.length < length) throw new IOException("the answer was cut off");
        return bytes;
    }

    private static byte[] chunks(Head head) throws IOException {
        var body = new ByteArrayOutputStream();
        while (body.size() < head.left()) {
            var size = chunkSize(head.in());
            if (size == 0) return body.toByteArray();
            var wanted = (int) Math.min(size, (long) head.left() - body.size());
            var bytes = head.in().readNBytes(wanted);
            if (bytes.length < wanted) throw new IOException("the answer was cut off");
            body.write(bytes);
            if (wanted == size) line(head.in());
        }
        return body.toByteArray();
    }

    private static long chunkSize(InputStream in) throws IOException {
        var line = line(in).replaceFirst(";.*", "").strip();
        try {
            if (line.length() > LONGEST_SIZE - 1) throw new NumberFormatException(line);
            return Long.parseLong(line, HEXADECIMAL);
        } catch (NumberFormatException e) {
            throw new IOException("the answer is not HTTP", e);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        while (line.length() < MOST_READ) {
            var next = in.read();
            if (next < 0) throw new IOException("the answer was cut off");
            if (next == '\n') return line.toString().strip();
            line.append((char) next);
        }
        throw new IOException("a line of the answer is larger than %d bytes".formatted(MOST_READ));
    }

    private static String head(InputStream in, int most) throws IOException {
        var bytes = new StringBuilder();
        while (bytes.length() < most) {
            var next = in.read();
            if (next < 0) throw new IOException("the answer was cut off");
            bytes.append((char) next);
            var length = bytes.length();
            if (next == '\n' && length >= 4 && bytes.substring(length - 4).equals("\r\n\r\n")) return bytes.toString();
        }
        throw new IOException("the head of the answer is larger than %d bytes".formatted(MOST_READ));
    }

    private static void drain(Socket socket, InputStream in, String head, int most) {
        try {
            var match = CONTENT_LENGTH.matcher(head);
            var length = match.find() ? Long.parseLong(match.group(1)) : most;
            socket.setSoTimeout(POLITENESS_MS);
            in.readNBytes((int) Math.min(length, most));
        } catch (IOException e) {
            // What it said is known already.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed already, or the system will do it.
        }
    }
}
