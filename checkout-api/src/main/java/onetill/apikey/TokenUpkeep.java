package onetill.apikey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.access.Credentials;
import onetill.timer.RecurringWork;

/** Forgets the tokens of shoppers' devices that are over. */
@ApplicationScoped
public class TokenUpkeep implements RecurringWork {

    @Inject
    Credentials credentials;

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(UUID merchantId) {
        credentials.forget(merchantId);
    }
}
