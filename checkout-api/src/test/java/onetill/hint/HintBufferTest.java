package onetill.hint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import onetill.hint.HintBuffer.Cell;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HintBufferTest {

    private static final UUID MERCHANT = new UUID(1, 1);
    private static final LocalDate DAY = LocalDate.parse("2026-11-02");

    private static Cell cell(int session, HintKind kind, @Nullable Duration took) {
        return Cell.of(MERCHANT, new UUID(0, session), DAY, new Hint(HintField.EMAIL, kind, 1, took, null));
    }

    @Test
    void the_same_of_one_session_is_one_count() {
        var buffer = new HintBuffer(10);

        buffer.add(cell(1, HintKind.FOCUSED, null), 1);
        buffer.add(cell(1, HintKind.FOCUSED, null), 2);
        buffer.add(cell(2, HintKind.FOCUSED, null), 1);

        assertThat(buffer.drain())
                .containsEntry(cell(1, HintKind.FOCUSED, null), 3L)
                .containsEntry(cell(2, HintKind.FOCUSED, null), 1L)
                .hasSize(2);
        assertThat(buffer.drain()).isEmpty();
    }

    @Test
    void times_that_are_nearly_alike_are_one_count() {
        var buffer = new HintBuffer(10);

        buffer.add(cell(1, HintKind.FILLED, Duration.ofMillis(3_000)), 1);
        buffer.add(cell(1, HintKind.FILLED, Duration.ofMillis(3_010)), 1);
        buffer.add(cell(1, HintKind.FILLED, Duration.ofMillis(9_000)), 1);
        buffer.add(cell(1, HintKind.FILLED, null), 1);

        assertThat(buffer.drain().values()).containsExactlyInAnyOrder(2L, 1L, 1L);
    }

    @Test
    void when_it_is_full_it_takes_only_what_it_has_a_place_for() {
        var buffer = new HintBuffer(2);
        buffer.add(cell(1, HintKind.FOCUSED, null), 1);
        buffer.add(cell(2, HintKind.FOCUSED, null), 1);

        assertThat(buffer.add(cell(3, HintKind.FOCUSED, null), 1)).isFalse();
        assertThat(buffer.add(cell(1, HintKind.FOCUSED, null), 1)).isTrue();
        assertThat(buffer.drain()).hasSize(2);
        assertThat(buffer.add(cell(3, HintKind.FOCUSED, null), 1)).isTrue();
    }

    @Test
    void nothing_is_lost_or_counted_twice_while_it_is_emptied() throws InterruptedException {
        var buffer = new HintBuffer(1_000);
        var tellers = Executors.newFixedThreadPool(4);
        for (var teller = 0; teller < 4; teller++) {
            tellers.submit(() -> {
                for (var i = 0; i < 10_000; i++) buffer.add(cell(i % 7, HintKind.FOCUSED, null), 1);
            });
        }
        tellers.shutdown();
        var counted = 0L;
        while (!tellers.isTerminated()) counted += sum(buffer);
        assertThat(tellers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        assertThat(counted + sum(buffer)).isEqualTo(40_000);
    }

    private static long sum(HintBuffer buffer) {
        return buffer.drain().values().stream().mapToLong(Long::longValue).sum();
    }
}
