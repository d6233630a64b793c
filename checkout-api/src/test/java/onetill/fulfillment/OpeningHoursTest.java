package onetill.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onetill.json.Json;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {

    private static final OpeningHours SHOP = new OpeningHours(
            Json.read(
                    "{\"fri\":[[\"14:00\",\"18:00\"],[\"09:00\",\"13:00\"]],\"mon\":[[\"09:00\",\"18:00\"]]}",
                    new TypeReference<Map<Week, List<List<LocalTime>>>>() {}),
            Set.of(LocalDate.of(2026, 12, 25)));
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void it_is_open_from_the_first_minute_until_before_the_last() {
        assertThat(SHOP.isOpen(at("2026-11-27T09:00"))).isTrue();
        assertThat(SHOP.isOpen(at("2026-11-27T13:00"))).isFalse();
        assertThat(SHOP.isOpen(at("2026-11-28T10:00"))).isFalse();
        assertThat(SHOP.isOpen(at("2026-12-25T10:00"))).as("closed on this day").isFalse();
    }

    @Test
    void work_goes_on_while_it_is_open_and_waits_else() {
        assertThat(SHOP.ready(at("2026-11-27T10:00"), HOUR)).isEqualTo(at("2026-11-27T11:00"));
        assertThat(SHOP.ready(at("2026-11-27T12:30"), HOUR)).isEqualTo(at("2026-11-27T14:30"));
        assertThat(SHOP.ready(at("2026-11-27T17:30"), HOUR)).isEqualTo(at("2026-11-30T09:30"));
        assertThat(SHOP.ready(at("2026-11-27T08:00"), Duration.ZERO)).isEqualTo(at("2026-11-27T09:00"));
        assertThat(SHOP.ready(at("2026-12-24T08:00"), HOUR)).isEqualTo(at("2026-12-28T10:00"));
    }

    @Test
    void without_hours_it_is_always_open() {
        var always = new OpeningHours(Map.of(), Set.of());

        assertThat(always.isOpen(at("2026-11-29T03:00"))).isTrue();
        assertThat(always.ready(at("2026-11-29T23:30"), Duration.ZERO)).isEqualTo(at("2026-11-29T23:30"));
        assertThat(always.ready(at("2026-11-29T23:30"), HOUR))
                .isBetween(at("2026-11-30T00:30"), at("2026-11-30T00:31"));
    }

    private static ZonedDateTime at(String time) {
        return ZonedDateTime.parse(time + ":00+01:00[Europe/Berlin]");
    }
}
