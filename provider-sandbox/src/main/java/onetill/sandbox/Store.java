package onetill.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Everything the sandbox knows. What one request changes, the answer kept under its key and the events it causes are one
 * line of an append-only file: all of it has happened or none of it.
 */
final class Store implements AutoCloseable {

    static final int MOST_EVENTS = 5_000;
    static final Duration KEYS_LIVE = Duration.ofHours(24);

    private static final Logger LOG = Logger.getLogger(Store.class.getName());
    private static final String EVENT = "event";
    private static final int LONGEST_SHARED = 24;
    private static final int MOST_SHARED = 2_000;
    private static final int READ_AT_ONCE = 1 << 16;

    /** An answer kept under an idempotency key, with what was asked only as a hash: it may have held a card number. */
    record Kept(String fingerprint, int status, Packed packed, String requestId, long at) {

        Kept(String fingerprint, int status, String body, String requestId, long at) {
            this(fingerprint, status, new Packed(body), requestId, at);
        }

        String body() {
            return packed.text();
        }
    }

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
    private final Map<String, Packed> events = new LinkedHashMap<>();
    private final Map<String, String> kinds = new LinkedHashMap<>();
    private final Map<String, Kept> answers = new LinkedHashMap<>();
    /** Of each event, the endpoints it has not reached. */
    private final Map<String, Set<String>> undelivered = new LinkedHashMap<>();

    private final Map<String, TextNode> texts = new HashMap<>();

    private final @Nullable FileChannel file;
    /** What the file was before it was compacted: its lock is kept, or a second sandbox that has it open would get it. */
    private @Nullable FileChannel former;

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
        // Through the channel: to open and close the file once more would give up the lock. Line by line, for the whole
        // file may be larger than the memory.
        var in = new BufferedInputStream(Channels.newInputStream(channel), READ_AT_ONCE);
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                line.write(next);
                continue;
            }
            whole += line.size() + 1;
            replay(line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
        // A line without its end was cut off by a crash; its request was never answered.
        channel.truncate(whole);
        channel.position(whole);
        return whole == 0 ? channel : compacted(channel, path);
    }

    /** Writes what is true now, without how it became so. When that is impossible the long file is as good. */
    private FileChannel compacted(FileChannel channel, Path path) {
        var beside = path.resolveSibling("stripe.jsonl.compact");
        try {
            var fresh = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            try {
                lock(fresh, beside);
                writeAll(fresh);
                fresh.force(true);
                Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                fresh.close();
                Files.deleteIfExists(beside);
                throw e;
            }
            former = channel;
            return fresh;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the sandbox's file stays as long as it is", e);
            return channel;
        }
    }

    /** Deliveries first: an event that somebody waits for is not dropped when it is read again. */
    private void writeAll(FileChannel channel) throws IOException {
        for (var it : undelivered()) writeLine(channel, deliveryLine(it));
        for (var kind : objects.values()) {
            for (var object : kind.values()) writeLine(channel, objectLine(object));
        }
        for (var event : events.values()) writeLine(channel, objectLine(unpacked(event)));
        for (var it : answers.entrySet()) writeLine(channel, keptIn(Nodes.object(), it.getKey(), it.getValue()));
    }

    private static ObjectNode objectLine(ObjectNode object) {
        var entry = Nodes.object();
        entry.putArray("objects").add(object);
        return entry;
    }

    private static ObjectNode deliveryLine(Delivery delivery) {
        var entry = Nodes.object();
        entry.putArray("deliveries").add(delivery.toString());
        return entry;
    }

    private static void writeLine(FileChannel channel, JsonNode entry) throws IOException {
        var line = ByteBuffer.wrap((Nodes.text(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) channel.write(line);
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
        entry.path("deliveries").forEach(it -> await(Delivery.parse(it.asText())));
        entry.path("objects").forEach(it -> put((ObjectNode) shared(it)));
        entry.path("removed").forEach(it -> drop(it.asText()));
        var kept = entry.path("kept");
        if (kept.isObject()) {
            keep(
                    Nodes.text(kept, "key"),
                    new Kept(
                            Nodes.text(kept, "fingerprint"),
                            kept.path("status").asInt(),
                            Nodes.text(kept, "body"),
                            Nodes.text(kept, "request_id"),
                            kept.path("at").asLong()));
        }
        if (entry.has("delivered")) arrived(Delivery.parse(Nodes.text(entry, "delivered")));
    }

    /** Most short texts are always the same few; read one by one from a file they would each take their own place. */
    private JsonNode shared(JsonNode node) {
        if (node instanceof TextNode text && text.asText().length() <= LONGEST_SHARED) {
            if (texts.size() > MOST_SHARED) texts.clear();
            return texts.computeIfAbsent(text.asText(), unused -> text);
        }
        if (node instanceof ObjectNode object) {
            object.fields().forEachRemaining(it -> it.setValue(shared(it.getValue())));
        }
        if (node instanceof ArrayNode list) {
            for (var i = 0; i < list.size(); i++) list.set(i, shared(list.get(i)));
        }
        return node;
    }

    /** Keys older than a day do nothing any more; Stripe forgets them too. */
    private void keep(String key, Kept kept) {
        answers.remove(key);
        answers.put(key, kept);
        var oldest = kept.at() - KEYS_LIVE.toSeconds();
        var all = answers.values().iterator();
        while (all.hasNext() && all.next().at() < oldest) all.remove();
    }

    private void put(ObjectNode object) {
        var id = Nodes.text(object, "id");
        var kind = Nodes.text(object, "object");
        kinds.put(id, kind);
        if (EVENT.equals(kind)) {
            events.put(id, new Packed(Nodes.text(object)));
            dropOldEvents();
        } else {
            objects.computeIfAbsent(kind, unused -> new LinkedHashMap<>()).put(id, object);
        }
    }

    /** Each event holds a whole object. Stripe forgets them too, after 30 days. */
    private void dropOldEvents() {
        events.keySet().stream()
                .filter(it -> !undelivered.containsKey(it))
                .limit(Math.max(0, events.size() - MOST_EVENTS))
                .toList()
                .forEach(this::drop);
    }

    private void drop(String id) {
        var kind = kinds.remove(id);
        if (EVENT.equals(kind)) events.remove(id);
        else if (kind != null) objects.getOrDefault(kind, new LinkedHashMap<>()).remove(id);
    }

    private static ObjectNode unpacked(Packed event) {
        try {
            return Nodes.parse(event.text());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object as this request sees it. */
    @Nullable
    ObjectNode find(String id) {
        var mine = changed.get(id);
        if (mine != null) return mine;
        var kind = kinds.get(id);
        if (kind == null || removed.contains(id)) return null;
        var event = events.get(id);
        return event == null ? objects.getOrDefault(kind, Map.of()).get(id) : unpacked(event);
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

    /** How many idempotency keys are remembered. */
    int keys() {
        return answers.size();
    }

    /** All objects of a kind, newest first, as they were committed. */
    List<ObjectNode> all(String kind) {
        var found = EVENT.equals(kind)
                ? new ArrayList<>(events.values().stream().map(Store::unpacked).toList())
                : new ArrayList<>(objects.getOrDefault(kind, Map.of()).values());
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
            keptIn(entry, key, kept);
        }
        try {
            if (!entry.isEmpty()) write(entry);
        } catch (UncheckedIOException e) {
            forget(); // or the next request would make it true
            throw e;
        }
        if (key != null && kept != null) keep(key, kept);
        deliveries.forEach(this::await);
        changed.values().forEach(this::put);
        removed.forEach(this::drop);
        var told = List.copyOf(deliveries);
        forget();
        return told;
    }

    private static ObjectNode keptIn(ObjectNode entry, String key, Kept kept) {
        entry.putObject("kept")
                .put("key", key)
                .put("fingerprint", kept.fingerprint())
                .put("status", kept.status())
                .put("body", kept.body())
                .put("request_id", kept.requestId())
                .put("at", kept.at());
        return entry;
    }

    /** Drops what this request wanted to change. */
    void forget() {
        changed = new LinkedHashMap<>();
        removed = new LinkedHashSet<>();
        deliveries = new ArrayList<>();
    }

    private void await(Delivery delivery) {
        undelivered
                .computeIfAbsent(delivery.event(), unused -> new LinkedHashSet<>())
                .add(delivery.endpoint());
    }

    private boolean arrived(Delivery delivery) {
        var endpoints = undelivered.get(delivery.event());
        if (endpoints == null || !endpoints.remove(delivery.endpoint())) return false;
        if (endpoints.isEmpty()) undelivered.remove(delivery.event());
        return true;
    }

    List<Delivery> undelivered() {
        return undelivered.entrySet().stream()
                .flatMap(it -> it.getValue().stream().map(endpoint -> new Delivery(it.getKey(), endpoint)))
                .toList();
    }

    void delivered(Delivery delivery) {
        if (arrived(delivery)) write(Nodes.object().put("delivered", delivery.toString()));
    }

    private void write(JsonNode entry) {
        if (file == null) return;
        try {
            var end = file.position();
            try {
                writeLine(file, entry);
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
        if (former != null) former.close();
    }
}
