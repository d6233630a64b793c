package onetill.session.planted;

import com.adyen.Client;
import com.stripe.StripeClient;
import com.webauthn4j.WebAuthnManager;
import io.opentelemetry.api.trace.Tracer;
import jakarta.persistence.LockModeType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;

/** Breaks several walls on purpose. */
public class Planted {

    Client adyen;
    StripeClient stripe;
    Tracer tracer;
    WebAuthnManager webAuthn;
    LockModeType lock = LockModeType.PESSIMISTIC_WRITE;
    OffsetDateTime now = OffsetDateTime.now();

    @GET
    public Response open() {
        return null;
    }
}
