package onetill.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import onetill.money.Money;
import org.junit.jupiter.api.Test;

class UrgencyTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-11-23T12:00:00Z");
    private static final CallConfig CONFIG = config();

    private static CallConfig config() {
        var config = new CallConfig();
        config.priorityPaymentFailed = Duration.ofMinutes(10);
        config.priorityValue = Duration.ofSeconds(2);
        config.priorityValueMost = Duration.ofMinutes(10);
        return config;
    }

    private static Urgency since(int seconds, boolean failed, Money value) {
        return Urgency.of(new UUID(0, seconds), NOON.plusSeconds(seconds), failed, value, CONFIG);
    }

    private static List<Urgency> sorted(Urgency... all) {
        return List.of(all).stream().sorted(Urgency.ORDER).toList();
    }

    @Test
    void who_came_first_is_first_among_equals() {
        var first = since(1, false, Money.of(100, "EUR"));
        var second = since(2, false, Money.of(100, "EUR"));

        assertThat(sorted(second, first)).containsExactly(first, second);
    }

    @Test
    void a_failed_payment_counts_ten_minutes() {
        var failed = since(599, true, Money.of(0, "EUR"));
        var laterFailed = since(601, true, Money.of(0, "EUR"));
        var calm = since(0, false, Money.of(0, "EUR"));

        assertThat(sorted(laterFailed, calm, failed)).containsExactly(failed, calm, laterFailed);
    }

    @Test
    void a_basket_counts_two_seconds_for_each_euro_or_yen_and_ten_minutes_at_most() {
        assertThat(since(0, false, Money.of(9_999, "EUR")).headStart()).isEqualTo(Duration.ofSeconds(198));
        assertThat(since(0, false, Money.of(150, "JPY")).headStart()).isEqualTo(Duration.ofSeconds(300));
        assertThat(since(0, false, Money.of(9_999_999, "EUR")).headStart()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void nobody_who_comes_now_overtakes_who_has_waited_longer_than_every_head_start() {
        var patient = since(0, false, Money.of(0, "EUR"));
        var urgent = since(1_201, true, Money.of(9_999_999, "EUR"));

        assertThat(sorted(urgent, patient)).containsExactly(patient, urgent);
    }

    @Test
    void the_order_is_the_same_however_they_are_read() {
        var all = new ArrayList<Urgency>();
        for (var i = 0; i < 50; i++) all.add(since(i % 7, i % 3 == 0, Money.of(i % 5 * 1_000L, "EUR")));
        for (var i = 0; i < 50; i++) {
            var one = all.get(i);
            all.set(i, new Urgency(new UUID(1, i), one.queuedAt(), one.headStart(), one.paymentFailed(), one.value()));
        }
        var expected = all.stream().sorted(Urgency.ORDER).toList();

        Collections.shuffle(all, new Random(3));

        assertThat(all.stream().sorted(Urgency.ORDER).toList()).isEqualTo(expected);
    }
}
