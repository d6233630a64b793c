package onetill.timer;

import java.time.Duration;
import java.util.UUID;

/** Something that has to be looked after again and again. Found by CDI. */
public interface RecurringWork {

    /** How long to rest between two runs. */
    Duration pause();

    /** One run for one merchant. What it throws is logged, and the next run comes all the same. */
    void run(UUID merchantId);

    /** One run for what belongs to no merchant. */
    default void runOutsideMerchants() {}
}
