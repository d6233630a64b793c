package onetill.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An event stream that somebody has open, read by a thread of its own as the wire has it. */
final class Stream implements AutoCloseable {

    /** One message; {@code id} is empty when it has none. */
    record Told(String id, String type, String data) {

        JsonNode json() {
            try {
                return Caller.JSON.readTree(data);
            } catch (IOException e) {
                throw new UncheckedIOException(data, e);
            }
        }
    }

    private final Socket socket;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile String status = "";
    private volatile boolean ended;

    private Stream(Socket socket) {
        this.socket = socket;
    }

    static Stream open(URI door, String path, String credential, String lastEventId) throws IOException {
        var stream = request(door, path, credential, lastEventId);
        var reader = new Thread(stream::read, "stream " + path);
        reader.setDaemon(true);
        reader.start();
        Await.until(() -> !stream.status.isEmpty() || stream.ended);
        return stream;
    }

    /** All that has happened, and then what happens: it misses nothing, however slow it is to begin. */
    static Stream fromTheBeginning(String path, String credential) {
        try {
            return open(Application.publicDoor(), path, credential, "0");
        } catch (IOException e) {
            throw new UncheckedIOException(path + " did not answer", e);
        }
    }

    /** One that nobody reads from. */
    static Stream deaf(URI door, String path, String credential) throws IOException {
        return request(door, path, credential, null);
    }

    private static Stream request(URI door, String path, String credential, String lastEventId) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new java.net.InetSocketAddress(door.getHost(), door.getPort()));
        var request = new StringBuilder(
                        "GET /api/v1%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n".formatted(path, door.getPort()))
                .append("Accept: text/event-stream\r\nAuthorization: Bearer ")
                .append(credential)
                .append("\r\n");
        if (lastEventId != null)
            request.append("Last-Event-ID: ").append(lastEventId).append("\r\n");
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return new Stream(socket);
    }

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            status = String.valueOf(in.readLine());
            var id = "";
            var type = "message";
            var data = new StringBuilder();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("id:")) id = line.substring(3).trim();
                else if (line.startsWith("event:")) type = line.substring(6).trim();
                else if (line.startsWith("data:")) data.append(line.substring(5).trim());
                else if (line.equals("0")) break; // the last chunk
                else if (line.isEmpty() && data.length() > 0) {
                    told.add(new Told(id, type, data.toString()));
                    id = "";
                    type = "message";
                    data.setLength(0);
                }
            }
        } catch (IOException e) {
            // it is over, which is all there is to know
        } finally {
            ended = true;
        }
    }

    String status() {
        return status;
    }

    boolean hasEnded() {
        return ended;
    }

    /** What has happened, without who is here. */
    List<Told> events() {
        return told.stream().filter(it -> !it.type().equals("presence")).toList();
    }

    void awaitEvent(String type) {
        awaitEvents(type, 1);
    }

    void awaitEvents(String type, int times) {
        Await.until(() -> events().stream().filter(it -> it.type().equals(type)).count() >= times);
    }

    boolean wasTold(String text) {
        return told.stream().anyMatch(it -> it.data().contains(text));
    }

    List<Long> seqs() {
        return events().stream().map(it -> it.json().path("seq").asLong()).toList();
    }

    /** Who was here when it was told last; empty before. */
    List<String> kinds() {
        var last = told.stream()
                .filter(it -> it.type().equals("presence"))
                .reduce((before, after) -> after)
                .map(Told::json);
        return last.map(it -> it.path("participants").findValuesAsText("kind")).orElse(List.of());
    }

    Told lastPresence() {
        return told.stream()
                .filter(it -> it.type().equals("presence"))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
