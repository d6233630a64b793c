package onetill.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Fresh ids: UUID version 7 (RFC 9562), so that rows of one merchant are stored in the order they came. */
@ApplicationScoped
public class Ids {

    public UUID next() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }
}
