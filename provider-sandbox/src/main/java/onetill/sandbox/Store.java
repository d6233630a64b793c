package onetill.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything the sandbox knows. What one request changes, the answer kept under its key and the events it causes are one
 * line of an append-only file: all of it has happened or none of it.
 */
final class Store implements AutoCloseable {

    /** An answer kept under an idempotency key, with what was asked only as a hash: it may have held a card number. */
    record Kept(String fingerprint, int status, String body, String requestId, long at) {}

    /** An event on its way to one endpoint. */
    record Delivery(String event, String endpoint) {

        @Override
        public String toString() {
            return event + " " + endpoint;
        }

        static Delivery parse(String text) {
            var space = text.indexOf(' ');
            if (space < 0) return new Delivery(text, Endpoints.CONFIGURED);
            return new Delivery(text.substring(0, space), text.substring(space + 1));
        }
    }

    private final Map<String, Map<String, ObjectNode>> objects = new LinkedHashMap<>();
    private final Map<String, String> kinds = new LinkedHashMap<>();
    private final Map<String, Kept> answers = new LinkedHashMap<>();
    private final Set<Delivery> undelivered = new LinkedHashSet<>();
    private final @Nullable FileChannel file;

    private Map<String, ObjectNode> changed = new LinkedHashMap<>();
    private Set<String> removed = new LinkedHashSet<>();
    private List<Delivery> deliveries = new ArrayList<>();

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
        var channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        lock(channel, path);
        long whole = 0;
        // Through the channel: to open and close the file once more would give up the lock.
        var bytes = Channels.newInputStream(channel).readAllBytes();
        var from = 0;
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') continue;
            replay(new String(bytes, from, i - from, StandardCharsets.UTF_8));
            from = i + 1;
            whole = from;
        }
        // A line without its end was cut off by a crash; its request was never answered.
        channel.truncate(whole);
        channel.position(whole);
        return channel;
    }

    private static void lock(FileChannel channel, Path path) throws IOException {
        try {
            if (channel.tryLock() != null) return;
        } catch (OverlappingFileLockException e) {
            // By this process even; said below.
        }
        channel.close();
        throw new IOException(path + " is in use by another sandbox");
    }

    private void replay(String line) throws JsonProcessingException {
        var entry = Nodes.parse(line);
        entry.path("objects").forEach(it -> put((ObjectNode) it));
        entry.path("removed").forEach(it -> drop(it.asText()));
        entry.path("deliveries").forEach(it -> undelivered.add(Delivery.parse(it.asText())));
        var kept = entry.path("kept");
        if (kept.isObject()) {
            answers.put(
                    Nodes.text(kept, "key"),
                    new Kept(
                            Nodes.text(kept, "fingerprint"),
                            kept.path("status").asInt(),
                            Nodes.text(kept, "body"),
                            Nodes.text(kept, "request_id"),
                            kept.path("at").asLong()));
        }
        if (entry.has("delivered")) undelivered.remove(Delivery.parse(Nodes.text(entry, "delivered")));
    }

    private void put(ObjectNode object) {
        var id = Nodes.text(object, "id");
        var kind = Nodes.text(object, "object");
        kinds.put(id, kind);
        objects.computeIfAbsent(kind, unused -> new LinkedHashMap<>()).put(id, object);
    }

    private void drop(String id) {
        var kind = kinds.remove(id);
        if (kind != null) objects.getOrDefault(kind, Map.of()).remove(id);
    }

    /** The object as this request sees it. */
    @Nullable
    ObjectNode find(String id) {
        var mine = changed.get(id);
        if (mine != null) return mine;
        var kind = kinds.get(id);
        return kind == null || removed.contains(id)
                ? null
                : objects.getOrDefault(kind, Map.of()).get(id);
    }

    /** A copy that this request may change; it counts once the request is committed. */
    ObjectNode edit(ObjectNode object) {
        var id = Nodes.text(object, "id");
        return changed.computeIfAbsent(id, unused -> object.deepCopy());
    }

    void add(ObjectNode object) {
        changed.put(Nodes.text(object, "id"), object);
    }

    void remove(String id) {
        changed.remove(id);
        removed.add(id);
    }

    /** An event is an object like others, and on its way to those who want it. */
    void happened(ObjectNode event, List<String> endpoints) {
        add(event);
        endpoints.forEach(it -> deliveries.add(new Delivery(Nodes.text(event, "id"), it)));
    }

    /** All objects of a kind, newest first, as they were committed. */
    List<ObjectNode> all(String kind) {
        var found = new ArrayList<>(objects.getOrDefault(kind, Map.of()).values());
        Collections.reverse(found);
        return found;
    }

    @Nullable
    Kept kept(String key) {
        return answers.get(key);
    }

    /** Makes this request's changes true, with the answer kept under its key, if it had one. Answers what to deliver. */
    List<Delivery> commit(@Nullable String key, @Nullable Kept kept) {
        var entry = Nodes.object();
        changed.values().forEach(it -> entry.withArray("objects").add(it));
        removed.forEach(it -> entry.withArray("removed").add(it));
        deliveries.forEach(it -> entry.withArray("deliveries").add(it.toString()));
        if (key != null && kept != null) {
            entry.putObject("kept")
                    .put("key", key)
                    .put("fingerprint", kept.fingerprint())
                    .put("status", kept.status())
                    .put("body", kept.body())
                    .put("request_id", kept.requestId())
                    .put("at", kept.at());
        }
        try {
            if (!entry.isEmpty()) write(entry);
        } catch (UncheckedIOException e) {
            forget(); // or the next request would make it true
            throw e;
        }
        if (key != null && kept != null) answers.put(key, kept);
        changed.values().forEach(this::put);
        removed.forEach(this::drop);
        undelivered.addAll(deliveries);
        var told = List.copyOf(deliveries);
        forget();
        return told;
    }

    /** Drops what this request wanted to change. */
    void forget() {
        changed = new LinkedHashMap<>();
        removed = new LinkedHashSet<>();
        deliveries = new ArrayList<>();
    }

    List<Delivery> undelivered() {
        return List.copyOf(undelivered);
    }

    void delivered(Delivery delivery) {
        if (undelivered.remove(delivery)) write(Nodes.object().put("delivered", delivery.toString()));
    }

    private void write(JsonNode entry) {
        if (file == null) return;
        try {
            var end = file.position();
            try {
                var line = ByteBuffer.wrap((Nodes.text(entry) + "\n").getBytes(StandardCharsets.UTF_8));
                while (line.hasRemaining()) file.write(line);
                file.force(false);
            } catch (IOException e) {
                // Half a line must not stand before the next one: a full disk would make the file unreadable.
                if (file.isOpen()) file.truncate(end).position(end);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) file.close();
    }
}
