package onetill.http;

import jakarta.enterprise.context.RequestScoped;
import java.util.function.Supplier;
import onetill.access.Principal;
import onetill.access.Proof;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** The request being answered: who calls, under which id, with which conditions. */
@RequestScoped
public class Call {

    private @Nullable Principal principal;
    private @Nullable Supplier<Proof> proof;
    private String requestId = "";
    private @Nullable String idempotencyKey;
    private @Nullable Long ifMatch;

    /** Who calls. Asking for it on a call that anyone may make is a bug. */
    public Principal principal() {
        if (principal == null) throw new ProblemException(ProblemType.UNAUTHENTICATED, "this call needs a credential");
        return principal;
    }

    /** By what the caller was let in. */
    public Proof proof() {
        if (proof == null) throw new ProblemException(ProblemType.UNAUTHENTICATED, "this call needs a credential");
        return proof.get();
    }

    /** Who calls, where anyone may; null when nobody was recognized. */
    public @Nullable Principal caller() {
        return principal;
    }

    public String requestId() {
        return requestId;
    }

    public @Nullable String idempotencyKey() {
        return idempotencyKey;
    }

    /** The revision the caller has seen, from If-Match. */
    public @Nullable Long ifMatch() {
        return ifMatch;
    }

    void by(Principal caller, Supplier<Proof> shown) {
        principal = caller;
        proof = shown;
    }

    void under(String id) {
        requestId = id;
    }

    void conditions(@Nullable String key, @Nullable Long revision) {
        idempotencyKey = key;
        ifMatch = revision;
    }
}
