package onetill.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.access.CodeTries;
import onetill.timer.RecurringWork;

/** Forgets wrong enrollment codes of long ago. */
@ApplicationScoped
public class RegisterUpkeep implements RecurringWork {

    @Inject
    CodeTries tries;

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(UUID merchantId) {
        // What belongs to a merchant is forgotten with its gift card codes.
    }

    @Override
    public void runOutsideMerchants() {
        tries.forget(Registers.NOBODY);
    }
}
