package onetill.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import onetill.client.Transport.Call;
import org.jspecify.annotations.Nullable;

/**
 * Events as they happen, in order and none twice. When the server ends the stream, as it does before it stops, {@link #next} throws
 * {@link NoAnswerException}; {@link #next} once more goes on after the last event.
 */
public final class EventStream implements AutoCloseable {

    private final Transport transport;
    private final String path;
    private String position;
    private @Nullable BufferedReader lines;

    EventStream(Transport transport, String path, String after) {
        this.transport = transport;
        this.path = path;
        this.position = after;
    }

    /** Where to go on, also in another process: that of the last event that {@link #next} gave. */
    public String position() {
        return position;
    }

    /** Waits for the next event. */
    public Event next() {
        try {
            while (true) {
                var event = read(reader());
                if (event.isPresent()) return event.get();
            }
        } catch (IOException e) {
            close();
            throw new NoAnswerException("GET " + path, Optional.empty(), e);
        }
    }

    private BufferedReader reader() {
        var open = lines;
        if (open != null) return open;
        InputStream stream = transport.open(new Call(
                "GET",
                path,
                Optional.empty(),
                Optional.empty(),
                Map.of("Accept", "text/event-stream", "Last-Event-ID", position)));
        var opened = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        lines = opened;
        return opened;
    }

    /** One message; nothing for what is no event, such as who is there. */
    private Optional<Event> read(BufferedReader reader) throws IOException {
        var id = "";
        var data = new StringBuilder();
        for (var line = reader.readLine(); ; line = reader.readLine()) {
            if (line == null) throw new IOException("the server has ended the stream");
            if (line.isEmpty()) break;
            if (line.startsWith("id:")) id = value(line);
            if (line.startsWith("data:")) data.append(value(line));
        }
        if (id.isEmpty() || data.isEmpty()) return Optional.empty();
        position = id;
        return Optional.of(Wire.read(data.toString(), Event.class));
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }

    @Override
    public void close() {
        var open = lines;
        lines = null;
        if (open == null) return;
        try {
            open.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
