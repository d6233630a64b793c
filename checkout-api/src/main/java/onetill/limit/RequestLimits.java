package onetill.limit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.problem.ProblemException;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a caller may send, in this node's memory. A till, a person and a server are counted by themselves and never
 * by their address, which they may share with hundreds; shoppers, and whoever shows nothing, also by theirs. A credential that was
 * good before is known again without the database, so that neither a flood of it nor of wrong ones from the same address reaches it.
 */
@ApplicationScoped
public class RequestLimits {

    private static final int MOST_KNOWN = 20_000;

    @Inject
    Shed shed;

    @Inject
    LimitConfig config;

    @Inject
    Visitor visitor;

    private final Map<String, Counted> known = Collections.synchronizedMap(new Recent());

    /** By what a credential is counted. */
    private record Counted(Limit limit, String subject, boolean alsoByAddress) {}

    /** The last that were seen. */
    private static final class Recent extends LinkedHashMap<String, Counted> {

        private static final long serialVersionUID = 1L;
        private static final float LOAD = 0.75f;

        Recent() {
            super(MOST_KNOWN, LOAD, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Counted> eldest) {
            return size() > MOST_KNOWN;
        }
    }

    /**
     * Finds out who shows this, unless too much came from there.
     *
     * @throws ProblemException TOO_MANY_REQUESTS
     */
    public Optional<Principal> admitted(String credential, Supplier<Optional<Principal>> search) {
        var key = Secrets.hash(credential);
        var before = known.get(key);
        if (before != null) take(before);
        else shed.guard(config.wrongCredentialsPerAddress(), visitor.address());
        var found = search.get();
        if (found.isEmpty()) {
            known.remove(key);
            wrongCredential();
        } else if (before == null) {
            var counted = counted(found.get());
            known.put(key, counted);
            take(counted);
        }
        return found;
    }

    /** Somebody without any credential; with {@code signed}, whose message proves itself. */
    public void stranger(boolean signed) {
        shed.take(signed ? config.requestsPerKey() : config.requestsPerAddress(), visitor.address());
    }

    /**
     * What nobody can find by guessing: the token of a link, say. Wrong ones count like wrong credentials.
     *
     * @throws ProblemException TOO_MANY_REQUESTS
     */
    public <T> Optional<T> guarded(Supplier<Optional<T>> search) {
        shed.guard(config.wrongCredentialsPerAddress(), visitor.address());
        var found = search.get();
        if (found.isEmpty()) wrongCredential();
        return found;
    }

    /** Whether a session may have so many hints of its page counted. What is too much is dropped, and nobody is refused for it. */
    public boolean spareHints(UUID sessionId, int hints) {
        return shed.spares(config.hintsPerSession(), sessionId.toString(), hints);
    }

    private void wrongCredential() {
        shed.take(config.requestsPerAddress(), visitor.address());
        shed.take(config.wrongCredentialsPerAddress(), visitor.address());
    }

    private void take(Counted counted) {
        if (counted.alsoByAddress()) shed.take(config.requestsPerAddress(), visitor.address());
        shed.take(counted.limit(), counted.subject());
    }

    private Counted counted(Principal principal) {
        var subject = principal.merchantId() + ":" + principal.device();
        return switch (principal.kind()) {
            case SECRET_KEY, SYSTEM -> new Counted(config.requestsPerKey(), subject, false);
            case REGISTER, STAFF -> new Counted(config.requestsPerPrincipal(), subject, false);
            case CLIENT_TOKEN -> new Counted(config.requestsPerSession(), session(principal), true);
            case PUBLISHABLE_KEY -> new Counted(Limit.NONE, subject, true);
        };
    }

    private static String session(Principal principal) {
        return String.valueOf(principal.sessionId());
    }

    /** Whether somebody is a shopper whom only their address tells from others. */
    static boolean isShopper(Principal by, @Nullable String onBehalfOf) {
        return by.is(PrincipalKind.CLIENT_TOKEN)
                || by.is(PrincipalKind.PUBLISHABLE_KEY)
                || by.is(PrincipalKind.SECRET_KEY) && onBehalfOf != null;
    }
}
