package onetill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody needs any more goes from memory and file; events that somebody still waits for stay. */
class StoreTest {

    private final Store store = new Store(null);

    private static ObjectNode event(int number) {
        return Nodes.object().put("id", "evt_" + number).put("object", "event");
    }

    private void happened(int number, String... endpoints) {
        store.happened(event(number), List.of(endpoints));
        store.commit(null, null);
    }

    @Test
    void old_events_are_forgotten() {
        for (var i = 0; i < Store.MOST_EVENTS + 10; i++) happened(i);

        assertThat(store.all("event")).hasSize(Store.MOST_EVENTS);
        assertThat(store.find("evt_9")).isNull();
        assertThat(store.find("evt_10")).isNotNull();
    }

    @Test
    void an_event_not_yet_delivered_is_not_forgotten() {
        happened(0, "we_1", "we_2");
        for (var i = 1; i <= Store.MOST_EVENTS + 10; i++) happened(i);
        store.delivered(new Store.Delivery("evt_0", "we_1"));
        assertThat(store.find("evt_0")).isNotNull();

        store.delivered(new Store.Delivery("evt_0", "we_2"));
        happened(Store.MOST_EVENTS + 11);

        assertThat(store.undelivered()).isEmpty();
        assertThat(store.find("evt_0")).isNull();
    }

    @Test
    void while_nothing_can_be_delivered_everything_is_kept() {
        for (var i = 0; i < Store.MOST_EVENTS + 10; i++) happened(i, "we_1");

        assertThat(store.all("event")).hasSize(Store.MOST_EVENTS + 10);
        assertThat(store.undelivered()).hasSize(Store.MOST_EVENTS + 10);
    }

    private static void answered(Store store, String key, Duration at) {
        store.commit(key, new Store.Kept("asked", 200, "{}", "req_1", at.toSeconds()));
    }

    @Test
    void keys_older_than_a_day_are_forgotten_when_others_come() {
        answered(store, "first", Duration.ZERO);
        answered(store, "second", Duration.ofHours(2));
        answered(store, "third", Duration.ofHours(25));
        assertThat(store.kept("first")).isNull();
        assertThat(store.kept("second")).isNotNull();

        answered(store, "second", Duration.ofHours(27));
        answered(store, "fourth", Duration.ofHours(50));

        assertThat(store.kept("second")).isNotNull();
        assertThat(store.keys()).isEqualTo(2);
    }

    @Test
    void a_start_leaves_only_what_is_true_in_the_file(@TempDir Path folder) throws IOException {
        var file = folder.resolve("stripe.jsonl");
        try (var before = new Store(folder)) {
            for (var i = 0; i < 100; i++) {
                before.add(Nodes.object()
                        .put("id", "pi_1")
                        .put("object", "payment_intent")
                        .put("amount", i));
                before.commit(null, null);
            }
            before.add(Nodes.object().put("id", "pi_2").put("object", "payment_intent"));
            before.commit(null, null);
            before.remove("pi_2");
            before.commit(null, null);
            before.happened(event(1), List.of("we_1", "we_2"));
            answered(before, "key", Duration.ZERO);
            before.delivered(new Store.Delivery("evt_1", "we_1"));
        }

        for (var start = 0; start < 2; start++) {
            try (var compact = new Store(folder)) {
                assertThat(compact.find("pi_1").path("amount").asInt()).isEqualTo(99);
                assertThat(compact.find("pi_2")).isNull();
                assertThat(compact.kept("key").body()).isEqualTo("{}");
                assertThat(compact.undelivered()).containsExactly(new Store.Delivery("evt_1", "we_2"));
                assertThat(Files.readAllLines(file)).hasSize(4);
                assertThatThrownBy(() -> new Store(folder)).hasMessageContaining("in use");
            }
        }
        assertThat(folder.resolve("stripe.jsonl.compact")).doesNotExist();
    }

    @Test
    void what_happens_after_a_compaction_is_kept(@TempDir Path folder) throws IOException {
        for (var start = 0; start < 3; start++) {
            try (var store = new Store(folder)) {
                assertThat(store.all("payment_intent")).hasSize(start);
                store.add(Nodes.object().put("id", "pi_" + start).put("object", "payment_intent"));
                store.commit(null, null);
            }
        }
    }

    @Test
    void a_file_that_cannot_be_compacted_is_used_as_it_is(@TempDir Path folder) throws IOException {
        try (var store = new Store(folder)) {
            store.add(Nodes.object().put("id", "pi_1").put("object", "payment_intent"));
            store.commit(null, null);
        }
        Files.createDirectory(folder.resolve("stripe.jsonl.compact"));

        try (var store = new Store(folder)) {
            assertThat(store.find("pi_1")).isNotNull();
            store.add(Nodes.object().put("id", "pi_2").put("object", "payment_intent"));
            store.commit(null, null);
        }
        try (var store = new Store(folder)) {
            assertThat(store.all("payment_intent")).hasSize(2);
        }
    }
}
