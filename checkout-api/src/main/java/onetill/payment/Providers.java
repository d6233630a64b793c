package onetill.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** The providers of this installation. */
@ApplicationScoped
public class Providers {

    @Inject
    @Any
    Instance<PaymentProvider> all;

    PaymentProvider named(String name) {
        return all.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no payment provider " + name));
    }

    PaymentProvider forMeans(Means means) {
        return all.stream()
                .filter(it -> !(means instanceof Means.ProviderData data)
                        || data.provider().equals(it.name()))
                .filter(it -> it.takes(means))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no payment provider takes " + means.tenderType()));
    }

    /** The provider that also has this power, if any has. */
    public <T> Optional<T> with(Class<T> power) {
        return all.stream().filter(power::isInstance).map(power::cast).findFirst();
    }
}
