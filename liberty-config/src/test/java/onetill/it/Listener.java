package onetill.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who follows a stream of events, and remembers what they were told. */
final class Listener implements AutoCloseable {

    private final List<String> types = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final InputStream body;

    private Listener(InputStream body) {
        this.body = body;
    }

    /** Hears all that has happened, and then what happens: so it misses nothing, however slow it is to begin. */
    static Listener to(String path, String credential) {
        var request = HttpRequest.newBuilder(Application.publicDoor().resolve("/api/v1" + path))
                .header("Authorization", "Bearer " + credential)
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "0");
        try {
            var answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) throw new IllegalStateException(path + " answered " + answer.statusCode());
            var listener = new Listener(answer.body());
            var thread = new Thread(listener::read, "listens to " + path);
            thread.setDaemon(true);
            thread.start();
            return listener;
        } catch (IOException e) {
            throw new IllegalStateException(path + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        try {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (line.startsWith("event: ")) types.add(line.substring("event: ".length()));
            }
        } catch (IOException closed) {
            lines.add("closed");
        }
    }

    void awaitEvent(String type) {
        awaitEvents(type, 1);
    }

    void awaitEvents(String type, int times) {
        Await.until(() -> types.stream().filter(type::equals).count() >= times);
    }

    boolean wasTold(String text) {
        return lines.stream().anyMatch(it -> it.contains(text));
    }

    /** Of the stream itself: a reader would first wait for the line it is in the middle of. */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
