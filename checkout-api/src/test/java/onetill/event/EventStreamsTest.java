package onetill.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Proof;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Chance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventStreamsTest {

    private static final UUID MERCHANT = new UUID(1, 1);
    private static final UUID SESSION = new UUID(2, 2);
    private static final UUID OTHER_SESSION = new UUID(3, 3);
    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00Z");

    private final Log log = new Log();
    private final EventStreams streams = streams(log);

    @Test
    void an_event_costs_those_who_listen_to_its_session_and_those_who_listen_to_everything() {
        var mine = listen(SESSION, null);
        var everything = listen(null, null);
        var others = listen(OTHER_SESSION, null);

        log.happened(SESSION, "session.changed");
        beat();

        assertThat(mine.positions()).containsExactly(1L);
        assertThat(everything.positions()).containsExactly(1L);
        assertThat(others.positions()).isEmpty();
        assertThat(others.asked).as("only the greeting").isEqualTo(1);
    }

    @Test
    void what_belongs_to_a_session_is_told_with_it() {
        var mine = listen(SESSION, null);

        log.happened(new UUID(9, 9), "order.placed", Map.of("session_id", SESSION.toString()));
        beat();

        assertThat(mine.positions()).containsExactly(1L);
    }

    @Test
    void while_nothing_happens_nobody_is_asked_for_events() {
        listen(SESSION, null);
        log.readings = 0;

        beat();
        beat();

        assertThat(log.readings).isZero();
    }

    @Test
    void where_nobody_listens_nothing_is_asked_at_all() {
        log.endings = 0;

        beat();

        assertThat(log.endings + log.readings).isZero();
    }

    @Test
    void who_comes_back_is_told_what_was_missed_and_then_what_happens_once_and_in_order() {
        for (var i = 0; i < 5; i++) log.happened(SESSION, "session.changed");

        var back = listen(SESSION, 2L);
        log.happened(SESSION, "session.completed");
        beat();
        beat();

        assertThat(back.positions()).containsExactly(3L, 4L, 5L, 6L);
    }

    /** The race: it happens after the missed events were read, and others have been told it before the newcomer is in. */
    @Test
    void what_happens_while_somebody_comes_in_is_told_once_and_in_order() {
        var other = listen(SESSION, null);
        log.happened(SESSION, "session.opened");
        beat();
        log.afterNextReading = () -> {
            log.happened(SESSION, "session.changed");
            beat();
        };

        var back = listen(SESSION, 0L);
        beat();
        log.happened(SESSION, "session.completed");
        beat();

        assertThat(other.positions()).containsExactly(1L, 2L, 3L);
        assertThat(back.positions()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void who_was_away_for_long_is_told_page_by_page() {
        for (var i = 0; i < 1_234; i++) log.happened(SESSION, "session.changed");
        var other = listen(SESSION, null);

        var back = listen(SESSION, 0L);
        for (var i = 0; i < 10; i++) beat();
        log.happened(SESSION, "session.completed");
        beat();

        assertThat(back.positions()).hasSize(1_235).isSorted().doesNotHaveDuplicates();
        assertThat(other.positions()).containsExactly(1_235L);
    }

    @Test
    void a_broken_listener_does_no_harm_to_the_others() {
        var before = listen(SESSION, null);
        var broken = new Ear();
        streams.listen(follower(server(), SESSION), null, () -> {}, broken);
        broken.throwing = true;
        var after = listen(SESSION, null);

        log.happened(SESSION, "session.changed");
        beat();
        log.happened(SESSION, "session.changed");
        beat();

        assertThat(before.positions()).containsExactly(1L, 2L);
        assertThat(after.positions()).containsExactly(1L, 2L);
        assertThat(broken.closed).isTrue();
        assertThat(streams.size()).isEqualTo(2);
    }

    @Test
    void a_slow_listener_blocks_nobody_and_is_let_go_before_it_fills_the_memory() {
        var slow = new Ear();
        slow.stuck = new CompletableFuture<>();
        streams.listen(follower(server(), SESSION), null, () -> {}, slow);
        var quick = listen(SESSION, null);

        var many = Listening.MOST_WAITING + 10;
        for (var i = 0; i < many; i++) log.happened(SESSION, "session.changed");
        beat();

        assertThat(quick.positions()).hasSize(many);
        assertThat(slow.asked).as("one at a time").isEqualTo(1);
        slow.stuck.complete(null);
        assertThat(slow.closed).isTrue();
        assertThat(slow.positions()).as("it comes back for the rest").isEmpty();
        assertThat(streams.size()).isEqualTo(1);
    }

    @Test
    void a_listener_that_pauses_is_told_the_rest_when_it_goes_on() {
        var slow = new Ear();
        slow.stuck = new CompletableFuture<>();
        streams.listen(follower(server(), SESSION), null, () -> {}, slow);
        for (var i = 0; i < 3; i++) log.happened(SESSION, "session.changed");
        beat();
        var stuck = slow.stuck;
        slow.stuck = null;

        stuck.complete(null);

        assertThat(slow.positions()).containsExactly(1L, 2L, 3L);
        assertThat(slow.closed).isFalse();
    }

    @Test
    void a_till_is_told_that_the_session_has_left_it_and_nothing_after_that() {
        var till = new Principal(PrincipalKind.REGISTER, MERCHANT, "till-1", "till-1", "till-1", null, Set.of());
        var ear = new Ear();
        streams.listen(follower(till, SESSION), null, () -> {}, ear);

        log.channelId = "till-1";
        log.happened(SESSION, "session.changed");
        log.channelId = "web";
        log.happened(SESSION, "session.handed_off");
        log.happened(SESSION, "session.changed");
        beat();

        assertThat(ear.positions()).containsExactly(1L, 2L);
        assertThat(ear.closed).isTrue();
    }

    @Test
    void who_may_not_listen_is_not_let_in_and_takes_no_seat() {
        var problem = new ProblemException(ProblemType.NOT_FOUND, "not yours");

        assertThatThrownBy(() -> streams.listen(
                        follower(server(), SESSION),
                        null,
                        () -> {
                            throw problem;
                        },
                        new Ear()))
                .isSameAs(problem);

        assertThat(streams.size()).isZero();
    }

    @Test
    void there_are_only_so_many_streams_for_a_session_and_one_that_ends_makes_room() {
        streams.config.perSession = 2;
        var first = listen(SESSION, null);
        listen(SESSION, null);

        assertThatThrownBy(() -> listen(SESSION, null))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.TOO_MANY_STREAMS));
        listen(OTHER_SESSION, null);

        first.throwing = true;
        log.happened(SESSION, "session.changed");
        beat();
        assertThat(listen(SESSION, null).closed).isFalse();
    }

    @Test
    void a_server_that_ends_says_goodbye_to_all_and_to_those_who_still_come() {
        var here = listen(SESSION, null);

        streams.finish();

        assertThat(here.closed).isTrue();
        assertThat(listen(SESSION, null).closed).isTrue();
        assertThat(streams.size()).isZero();
    }

    private Ear listen(@Nullable UUID sessionId, @Nullable Long seen) {
        var ear = new Ear();
        streams.listen(follower(server(), sessionId), seen, () -> {}, ear);
        return ear;
    }

    private void beat() {
        streams.runOutsideMerchants();
        streams.run(MERCHANT);
    }

    private static Principal server() {
        return new Principal(PrincipalKind.SECRET_KEY, MERCHANT, "key", "key", null, null, Set.of());
    }

    private static Follower follower(Principal by, @Nullable UUID sessionId) {
        return new Follower(by, new Proof("hash", null), sessionId, null, NOON);
    }

    private static EventStreams streams(Events log) {
        var streams = new EventStreams();
        streams.events = log;
        streams.chance = new Chance(() -> 0.5);
        streams.config = new StreamConfig();
        streams.config.retry = Duration.ofSeconds(2);
        streams.config.perCredential = 100;
        streams.config.perSession = 100;
        streams.config.perNode = 100;
        return streams;
    }

    /** Somebody who hears, is stuck or has gone. */
    private static final class Ear implements EventStreams.Listener {

        private final List<Message> heard = new ArrayList<>();
        private @Nullable CompletableFuture<Void> stuck;
        private boolean throwing;
        private boolean closed;
        private int asked;

        @Override
        public CompletionStage<?> send(Message message) {
            asked++;
            if (throwing) throw new IllegalStateException("gone");
            heard.add(message);
            return stuck == null ? CompletableFuture.completedFuture(null) : stuck;
        }

        @Override
        public void close() {
            closed = true;
        }

        List<Long> positions() {
            return heard.stream()
                    .filter(Message.Happened.class::isInstance)
                    .map(it -> ((Message.Happened) it).position())
                    .toList();
        }
    }

    /** The log in memory. */
    private static final class Log extends Events {

        private final List<Event> all = new ArrayList<>();
        private String channelId = "web";
        private int readings;
        private int endings;
        private @Nullable Runnable afterNextReading;

        void happened(UUID aggregateId, String type) {
            happened(aggregateId, type, Map.of());
        }

        void happened(UUID aggregateId, String type, Map<String, Object> data) {
            var position = all.size() + 1L;
            var fact = new Fact(
                    MERCHANT, "session", aggregateId, position, type, channelId, "web", null, "test:test", data);
            all.add(new Event(new UUID(7, position), NOON, fact) {
                @Override
                public Long position() {
                    return position;
                }
            });
        }

        @Override
        public List<Event> after(UUID merchantId, long position, int limit) {
            return read(all.stream()
                    .filter(it -> it.position() > position)
                    .limit(limit)
                    .toList());
        }

        @Override
        public List<Event> ofSession(UUID merchantId, UUID sessionId, long position, int limit) {
            return read(all.stream()
                    .filter(it -> it.position() > position)
                    .filter(it -> it.aggregateId().equals(sessionId)
                            || sessionId.toString().equals(it.data().get("session_id")))
                    .limit(limit)
                    .toList());
        }

        private List<Event> read(List<Event> found) {
            readings++;
            var then = afterNextReading;
            afterNextReading = null;
            if (then != null) then.run();
            return found;
        }

        @Override
        public long end() {
            endings++;
            return all.size();
        }
    }
}
