package onetill.payment.free;

import jakarta.enterprise.context.ApplicationScoped;
import onetill.payment.AnswersAtOnce;
import onetill.payment.Means;

/** Takes nothing, at once. */
@ApplicationScoped
public class FreeProvider extends AnswersAtOnce {

    @Override
    public String name() {
        return "free";
    }

    @Override
    public boolean takes(Means means) {
        return means instanceof Means.NothingDue;
    }
}
