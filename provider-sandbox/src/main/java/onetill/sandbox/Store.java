package onetill.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the sandbox knows. What one request changes, the answer kept under its key and the events it causes are one
 * line of an append-only file: all of it has happened or none of it.
 */
final class Store implements AutoCloseable {

    /** An answer kept under an idempotency key. */
    record Kept(String fingerprint, int status, String body, String requestId) {}

    private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
    private final Map<String, Kept> answers = new LinkedHashMap<>();
    private final Map<String, ObjectNode> undelivered = new LinkedHashMap<>();
    private final @Nullable FileChannel file;

    private Map<String, ObjectNode> changed = new LinkedHashMap<>();
    private List<ObjectNode> events = new ArrayList<>();

    Store(@Nullable Path folder) {
        try {
            file = folder == null ? null : opened(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel opened(Path folder) throws IOException {
        Files.createDirectories(folder);
        var path = folder.resolve("stripe.jsonl");
        long whole = 0;
        if (Files.exists(path)) {
            var bytes = Files.readAllBytes(path);
            var from = 0;
            for (var i = 0; i < bytes.length; i++) {
                if (bytes[i] != '\n') continue;
                replay(new String(bytes, from, i - from, StandardCharsets.UTF_8));
                from = i + 1;
                whole = from;
            }
        }
        var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // A line without its end was cut off by a crash; its request was never answered.
        channel.truncate(whole);
        channel.position(whole);
        return channel;
    }

    private void replay(String line) throws JsonProcessingException {
        var entry = Nodes.parse(line);
        entry.path("objects").forEach(it -> objects.put(Nodes.text(it, "id"), (ObjectNode) it));
        entry.path("events").forEach(it -> {
            objects.put(Nodes.text(it, "id"), (ObjectNode) it);
            undelivered.put(Nodes.text(it, "id"), (ObjectNode) it);
        });
        var kept = entry.path("kept");
        if (kept.isObject()) {
            answers.put(
                    Nodes.text(kept, "key"),
                    new Kept(
                            Nodes.text(kept, "fingerprint"),
                            kept.path("status").asInt(),
                            Nodes.text(kept, "body"),
                            Nodes.text(kept, "request_id")));
        }
        undelivered.remove(Nodes.text(entry, "delivered"));
    }

    /** The object as this request sees it. */
    @Nullable
    ObjectNode find(String id) {
        var mine = changed.get(id);
        return mine != null ? mine : objects.get(id);
    }

    /** A copy that this request may change; it counts once the request is committed. */
    ObjectNode edit(ObjectNode object) {
        var id = Nodes.text(object, "id");
        return changed.computeIfAbsent(id, unused -> object.deepCopy());
    }

    void add(ObjectNode object) {
        changed.put(Nodes.text(object, "id"), object);
    }

    void happened(ObjectNode event) {
        events.add(event);
    }

    /** All objects of a kind, newest first, as they were committed. */
    List<ObjectNode> all(String kind) {
        var found = new ArrayList<ObjectNode>();
        objects.values().forEach(it -> {
            if (kind.equals(Nodes.text(it, "object"))) found.add(0, it);
        });
        return found;
    }

    @Nullable
    Kept kept(String key) {
        return answers.get(key);
    }

    /** Makes this request's changes true, with the answer kept under its key, if it had one. Answers its events. */
    List<ObjectNode> commit(@Nullable String key, @Nullable Kept kept) {
        var entry = Nodes.object();
        changed.values().forEach(it -> entry.withArray("objects").add(it));
        events.forEach(it -> entry.withArray("events").add(it));
        if (key != null && kept != null) {
            entry.putObject("kept")
                    .put("key", key)
                    .put("fingerprint", kept.fingerprint())
                    .put("status", kept.status())
                    .put("body", kept.body())
                    .put("request_id", kept.requestId());
            answers.put(key, kept);
        }
        if (!entry.isEmpty()) write(entry);
        objects.putAll(changed);
        events.forEach(it -> {
            objects.put(Nodes.text(it, "id"), it);
            undelivered.put(Nodes.text(it, "id"), it);
        });
        var told = List.copyOf(events);
        forget();
        return told;
    }

    /** Drops what this request wanted to change. */
    void forget() {
        changed = new LinkedHashMap<>();
        events = new ArrayList<>();
    }

    List<ObjectNode> undelivered() {
        return List.copyOf(undelivered.values());
    }

    void delivered(String eventId) {
        if (undelivered.remove(eventId) != null) write(Nodes.object().put("delivered", eventId));
    }

    private void write(JsonNode entry) {
        if (file == null) return;
        try {
            var line = ByteBuffer.wrap((Nodes.text(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) file.write(line);
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) file.close();
    }
}
