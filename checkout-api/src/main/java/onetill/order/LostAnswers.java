package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.payment.Payments;
import onetill.runtime.Clocks;
import onetill.runtime.Settings;
import onetill.timer.RecurringWork;

/** Finds out about refunds and captures whose answer was lost, and repeats, under their own key, what never arrived. */
@ApplicationScoped
public class LostAnswers implements RecurringWork {

    @Inject
    OrderMoney money;

    @Inject
    Payments payments;

    @Inject
    Clocks clock;

    @Inject
    Settings settings;

    @Override
    public Duration pause() {
        return settings.resolverInterval();
    }

    @Override
    public void run(UUID merchantId) {
        var before = clock.now().minus(settings.attemptBudget().multipliedBy(2));
        for (var refund : money.openRefunds(merchantId, before)) {
            money.answerAgain(refund, payments.get(merchantId, refund.attemptId()));
        }
        for (var capture : money.openCaptures(merchantId, before)) {
            money.answerAgain(capture, payments.get(merchantId, capture.attemptId()));
        }
    }
}
