package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.payment.Payments;
import onetill.runtime.Settings;
import onetill.timer.RecurringWork;

/** Repeats, under their own key, refunds whose answer was lost. */
@ApplicationScoped
public class LostRefunds implements RecurringWork {

    @Inject
    OrderMoney money;

    @Inject
    Payments payments;

    @Inject
    Settings settings;

    @Override
    public Duration pause() {
        return settings.resolverInterval();
    }

    @Override
    public void run(UUID merchantId) {
        for (var refund : money.open(merchantId)) {
            money.answer(refund, payments.get(merchantId, refund.attemptId()));
        }
    }
}
