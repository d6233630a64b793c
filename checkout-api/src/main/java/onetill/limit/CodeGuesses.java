package onetill.limit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.problem.ProblemException;
import onetill.runtime.Pseudonyms;

/**
 * Wrong codes of shoppers, over all nodes, sessions and merchants, by address: one who opens a session for each guess gets no further,
 * and does not use up the tries of a merchant's other buyers. Taken before the code is looked for, and given back for a right one:
 * as many guesses at once as one likes are no more than allowed.
 */
@ApplicationScoped
public class CodeGuesses {

    @Inject
    SharedLimits shared;

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

    /** @throws ProblemException TOO_MANY_TRIES, also for a right code */
    public <T> Optional<T> counted(Principal by, Supplier<Optional<T>> search) {
        var limit = config.codesPerAddress();
        if (limit.isOff() || !RequestLimits.isShopper(by, visitor.shopper())) return search.get();
        var address = by.is(PrincipalKind.SECRET_KEY) ? String.valueOf(visitor.shopper()) : visitor.address();
        var subjects = List.of(new SharedLimits.Subject(limit, pseudonyms.of(limit.name(), address)));
        try {
            shared.guard(subjects);
            shared.take(subjects, 1, (it, left) -> quotas.now(limit, left));
        } catch (SharedLimits.Refused e) {
            quotas.now(limit, 0, e.waitNanos());
            throw refusals.codes(limit, e.waitNanos());
        }
        var found = search.get();
        if (found.isPresent()) shared.giveBack(subjects, 1);
        return found;
    }
}
