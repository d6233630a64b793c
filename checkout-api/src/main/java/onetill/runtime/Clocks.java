package onetill.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The time of day in UTC, to the microsecond: what PostgreSQL stores is what was meant. */
@ApplicationScoped
public class Clocks {

    private final Clock clock;

    @Inject
    public Clocks() {
        this(Clock.systemUTC());
    }

    public Clocks(Clock clock) {
        this.clock = clock;
    }

    public OffsetDateTime now() {
        return instant().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    public Instant instant() {
        return clock.instant();
    }

    public LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
