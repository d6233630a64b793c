package onetill.limit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.problem.ProblemException;
import onetill.runtime.Pseudonyms;
import org.jspecify.annotations.Nullable;

/**
 * How often payments may be tried, so that nobody finds out here which of a list of stolen cards are good. Taken before a provider
 * is asked and before anything of the payment is written; declines count twice. Shoppers are counted over all nodes by address and
 * session, those who have proven to be customers by customer and more generously by address; tills, people and servers by themselves,
 * in memory.
 */
@ApplicationScoped
public class PaymentTries {

    private static final Logger LOG = Logger.getLogger(PaymentTries.class.getName());

    @Inject
    SharedLimits shared;

    @Inject
    Shed shed;

    @Inject
    LimitConfig config;

    @Inject
    Visitor visitor;

    @Inject
    Refusals refusals;

    @Inject
    Quotas quotas;

    @Inject
    Pseudonyms pseudonyms;

    /**
     * Who wants to pay.
     *
     * @param customerId whom they have proven to be; null for somebody nobody knows
     * @param mayPay whether their session is one that can be paid now; otherwise the answer asks nothing of a provider
     */
    public record Buyer(
            UUID merchantId, UUID sessionId, @Nullable UUID customerId, boolean mayPay) {}

    /**
     * Leave to ask a provider.
     *
     * @throws ProblemException TOO_MANY_PAYMENT_TRIES, TOO_MANY_REQUESTS
     */
    public Pass take(Principal by, Supplier<Buyer> buyer, int calls) {
        if (!RequestLimits.isShopper(by, visitor.shopper())) {
            shed.take(ownLimit(by), by.merchantId() + ":" + by.device(), calls);
            return new Pass(List.of(), calls, by.merchantId(), false);
        }
        var who = buyer.get();
        var subjects = subjects(by, who);
        if (!who.mayPay()) return new Pass(subjects, calls, by.merchantId(), false);
        try {
            shared.guard(subjects);
            shared.take(subjects, calls, (it, left) -> quotas.now(it.limit(), left));
        } catch (SharedLimits.Refused e) {
            quotas.now(e.limit(), 0, e.waitNanos());
            throw refusals.payments(e.limit(), e.waitNanos());
        }
        return new Pass(subjects, calls, by.merchantId(), true);
    }

    private Limit ownLimit(Principal by) {
        return by.is(PrincipalKind.SECRET_KEY) || by.is(PrincipalKind.SYSTEM)
                ? config.paymentsPerKey()
                : config.paymentsPerPrincipal();
    }

    private List<SharedLimits.Subject> subjects(Principal by, Buyer buyer) {
        var subjects = new ArrayList<SharedLimits.Subject>();
        var shopper = by.is(PrincipalKind.SECRET_KEY) ? visitor.shopper() : visitor.address();
        var customer = buyer.customerId();
        var perAddress = customer == null ? config.paymentsPerAddress() : config.paymentsRecognizedPerAddress();
        add(subjects, perAddress, String.valueOf(shopper));
        add(subjects, config.paymentsPerSession(), buyer.sessionId().toString());
        if (customer != null) add(subjects, config.paymentsPerCustomer(), buyer.merchantId() + ":" + customer);
        return subjects;
    }

    private void add(List<SharedLimits.Subject> subjects, Limit limit, String who) {
        if (!limit.isOff()) subjects.add(new SharedLimits.Subject(limit, pseudonyms.of(limit.name(), who)));
    }

    /** Leave that was given. It is lost in a crash, and only costs the tokens. */
    public final class Pass {

        private final List<SharedLimits.Subject> subjects;
        private final int calls;
        private final UUID merchantId;
        private boolean taken;

        private Pass(List<SharedLimits.Subject> subjects, int calls, UUID merchantId, boolean taken) {
            this.subjects = subjects;
            this.calls = calls;
            this.merchantId = merchantId;
            this.taken = taken;
        }

        /** Does what may come before the provider is asked, and gives the leave back when it is not needed after all. */
        public <T> T unlessNeeded(Supplier<T> work, Predicate<T> isNeeded) {
            var needed = false;
            try {
                var result = work.get();
                needed = isNeeded.test(result);
                return result;
            } finally {
                if (needed) owe();
                else giveBack();
            }
        }

        private void giveBack() {
            if (!taken || subjects.isEmpty()) return;
            taken = false;
            quietly(() -> shared.giveBack(subjects, calls));
        }

        /** The session could be paid when it was locked, and not when it was looked at: it counts all the same. */
        private void owe() {
            if (taken || subjects.isEmpty()) return;
            taken = true;
            quietly(() -> shared.charge(subjects, calls));
        }

        /**
         * The provider said no: that counts twice. A card that was refused too often ends what this buyer may try.
         *
         * @param card by what the provider knows the same card again, if it tells
         */
        public void declined(Optional<String> card) {
            if (subjects.isEmpty()) return;
            quietly(() -> {
                shared.charge(subjects, 1);
                var limit = config.declinesPerCard();
                if (card.isEmpty() || limit.isOff()) return;
                var name = pseudonyms.of(limit.name(), merchantId + ":" + card.get());
                try {
                    shared.take(List.of(new SharedLimits.Subject(limit, name)), 1, (it, left) -> {});
                } catch (SharedLimits.Refused e) {
                    refusals.payments(e.limit(), e.waitNanos());
                    shared.empty(subjects);
                }
            });
        }

        /** What was paid is paid, whatever becomes of the counting. */
        private void quietly(Runnable counting) {
            try {
                counting.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "tries of payments were not counted", e);
            }
        }
    }
}
