package onetill.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkingDaysTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);
    private static final LocalTime TWO = LocalTime.of(14, 0);
    private static final WorkingDays DAYS = new WorkingDays(Set.of(Week.SUN), Set.of(), Set.of());

    @Test
    void an_order_before_the_cutoff_leaves_on_its_day() {
        assertThat(DAYS.leaves(at("2026-11-27T13:59"), TWO, 0)).isEqualTo(FRIDAY);
        assertThat(DAYS.leaves(at("2026-11-27T14:00"), TWO, 0)).isEqualTo(FRIDAY);
    }

    @Test
    void a_later_one_leaves_on_the_next_day_that_is_worked() {
        assertThat(DAYS.leaves(at("2026-11-27T14:01"), TWO, 0)).isEqualTo("2026-11-28");
        assertThat(DAYS.leaves(at("2026-11-28T14:01"), TWO, 0)).isEqualTo("2026-11-30");
    }

    @Test
    void handling_and_the_way_take_working_days() {
        assertThat(DAYS.leaves(at("2026-11-27T09:00"), TWO, 2)).isEqualTo("2026-11-30");
        assertThat(DAYS.arrives(FRIDAY, 2)).isEqualTo("2026-11-30");
        assertThat(DAYS.arrives(FRIDAY, 0)).isEqualTo(FRIDAY);
    }

    @Test
    void nothing_leaves_on_a_holiday_here_and_nothing_arrives_on_one_there() {
        var days = new WorkingDays(
                Set.of(Week.SAT, Week.SUN), Set.of(LocalDate.of(2026, 12, 25)), Set.of(LocalDate.of(2026, 12, 28)));

        assertThat(days.leaves(at("2026-12-24T15:00"), TWO, 0)).isEqualTo("2026-12-28");
        assertThat(days.arrives(LocalDate.of(2026, 12, 24), 1)).isEqualTo("2026-12-25");
        assertThat(days.arrives(LocalDate.of(2026, 12, 24), 2)).isEqualTo("2026-12-29");
    }

    @Test
    void rest_on_every_day_does_not_go_on_for_ever() {
        var never = new WorkingDays(Set.of(Week.values()), Set.of(), Set.of());

        assertThat(never.arrives(FRIDAY, 1)).isAfter(FRIDAY.plusDays(300));
    }

    private static ZonedDateTime at(String time) {
        return ZonedDateTime.parse(time + ":00+01:00[Europe/Berlin]");
    }
}
