package onetill.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class LimitTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Hand clock = new Hand();

    /** Time that is moved by hand. */
    private static final class Hand implements TimeMeter {

        private long now;

        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Test
    void is_written_as_so_many_in_a_time_or_0() {
        assertThat(Limit.parse("a", "600/PT1M", false)).isEqualTo(new Limit("a", 600, Duration.ofMinutes(1), false));
        assertThat(Limit.parse("a", "0", false).isOff()).isTrue();
        for (var wrong : new String[] {"10", "-1/PT1M", "10/1m", "many/PT1M", "10/PT0S", ""}) {
            assertThatThrownBy(() -> Limit.parse("a", wrong, false))
                    .as(wrong)
                    .hasMessageContaining("the limit a is written like");
        }
    }

    /** Whoever asks each second for five hours gets no more than ten in any ten minutes, and most of them. */
    @Test
    void never_lets_more_than_its_quota_pass_in_any_window_when_it_is_strict() {
        var limit = Limit.parse("payments", "10/PT10M", true);
        var bucket = bucket(limit);
        var passed = new ArrayDeque<Long>();
        var most = 0;
        for (var second = 0; second < 5 * 3600; second++) {
            clock.now += SECOND.toNanos();
            if (!bucket.tryConsume(1)) continue;
            passed.add(clock.now);
            while (passed.getFirst() <= clock.now - limit.window().toNanos()) passed.removeFirst();
            most = Math.max(most, passed.size());
        }

        assertThat(most).isBetween(9, 10);
        assertThat(limit.burst()).isEqualTo(6);
    }

    @Test
    void lets_its_quota_pass_at_once_when_it_is_not() {
        var bucket = bucket(Limit.parse("requests", "10/PT10M", false));

        for (var i = 0; i < 10; i++) assertThat(bucket.tryConsume(1)).isTrue();
        assertThat(bucket.tryConsume(1)).isFalse();
    }

    private Bucket bucket(Limit limit) {
        var builder = Bucket.builder().withCustomTimePrecision(clock);
        for (var bandwidth : limit.bucket().getBandwidths()) builder.addLimit(bandwidth);
        return builder.build();
    }
}
