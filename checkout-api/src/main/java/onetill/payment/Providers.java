package onetill.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;

/** The providers of this installation. */
@ApplicationScoped
public class Providers {

    private static final int SOON = 5;

    @Inject
    @Any
    Instance<PaymentProvider> all;

    @Inject
    Routing routing;

    @Inject
    Gates gates;

    PaymentProvider named(String name) {
        return all.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no payment provider " + name));
    }

    /** Their names. */
    public List<String> names() {
        return all.stream().map(PaymentProvider::name).sorted().toList();
    }

    /**
     * Who is asked with these means, in order: as the merchant's rules say, and nobody who is known to be away.
     *
     * @throws ProblemException PROVIDER_UNAVAILABLE when all who could be asked are away
     */
    List<PaymentProvider> route(UUID merchantId, Routing.Case payment, Means means) {
        var able = all.stream()
                .filter(it -> !(means instanceof Means.ProviderData data)
                        || data.provider().equals(it.name()))
                .filter(it -> it.takes(means))
                .toList();
        if (able.isEmpty() && means instanceof Means.Reader reader) {
            throw new ProblemException(
                    ProblemType.TENDER_NOT_OFFERED,
                    "the card reader of %s is driven by %s, which is not set up on this server"
                            .formatted(reader.label(), reader.provider()));
        }
        if (able.isEmpty()) throw new IllegalStateException("no payment provider takes " + means.tenderType());
        // A reader hangs where it hangs; no rule can send its card elsewhere.
        var asked = !(means instanceof Means.Reader) && able.stream().anyMatch(PaymentProvider::isRemote)
                ? routing.order(merchantId, payment)
                : List.<String>of();
        var ordered = ordered(able, asked);
        if (ordered.isEmpty()) {
            throw new ProblemException(
                    ProblemType.TENDER_NOT_OFFERED,
                    "the routing rules name no provider for this payment that takes " + means.tenderType());
        }
        var there = ordered.stream().filter(it -> gates.isOpen(it, means)).toList();
        if (!there.isEmpty()) return there;
        throw new ProblemException(
                        ProblemType.PROVIDER_UNAVAILABLE,
                        "payments do not work at the moment; nothing was charged, try again")
                .retryAfter(SOON);
    }

    private static List<PaymentProvider> ordered(List<PaymentProvider> able, List<String> asked) {
        return able.stream()
                .filter(it -> asked.isEmpty() || !it.isRemote() || asked.contains(it.name()))
                .sorted(Comparator.comparingInt(it -> Math.max(0, asked.indexOf(it.name()))))
                .toList();
    }

    /** The one of this name that also has this power, if it has. */
    public <T> Optional<T> with(Class<T> power, String name) {
        return all.stream()
                .filter(it -> it.name().equals(name) && power.isInstance(it))
                .map(power::cast)
                .findFirst();
    }

    /** The provider that also has this power, if any has. */
    public <T> Optional<T> with(Class<T> power) {
        return all.stream().filter(power::isInstance).map(power::cast).findFirst();
    }
}
