package onetill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events are most of the memory; the old ones go, and those somebody still waits for stay. */
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
}
