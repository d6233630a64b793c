package onetill.recognition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.timer.RecurringWork;

/** Forgets codes, challenges and devices that are over. */
@ApplicationScoped
public class RecognitionUpkeep implements RecurringWork {

    @Inject
    Verifications verifications;

    @Inject
    Devices devices;

    @Inject
    PasskeyChallenges challenges;

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(UUID merchantId) {
        verifications.forget(merchantId);
        devices.forgetUnused(merchantId);
        challenges.forget(merchantId);
    }
}
