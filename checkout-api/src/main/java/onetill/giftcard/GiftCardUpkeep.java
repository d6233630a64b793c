package onetill.giftcard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.access.CodeTries;
import onetill.timer.RecurringWork;

/** Books out what is left on cards that have expired, and forgets wrong codes of long ago. */
@ApplicationScoped
public class GiftCardUpkeep implements RecurringWork {

    @Inject
    GiftCards cards;

    @Inject
    CodeTries tries;

    @Inject
    GiftCardConfig config;

    @Override
    public Duration pause() {
        return config.expiryInterval;
    }

    @Override
    public void run(UUID merchantId) {
        cards.expire(merchantId);
        tries.forget(merchantId);
    }
}
