package onetill.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.timer.RecurringWork;

/** Goes on until the payment providers have forgotten the customers who were erased. */
@ApplicationScoped
public class PrivacyUpkeep implements RecurringWork {

    @Inject
    ProviderCustomers customers;

    @Override
    public Duration pause() {
        return customers.pause();
    }

    @Override
    public void run(UUID merchantId) {
        customers.forget(merchantId);
    }
}
